//! The page of Preflight: files on the left, judgement on the right. The judging is done by a worker.

mod analysis;
mod app;
mod components;
mod editor;
mod intake;
mod model;
mod pages;
mod route;

use app::App;

fn main() {
    console_error_panic_hook::set_once();
    route::mend_address();
    let root = gloo::utils::document().get_element_by_id("app");
    match root {
        Some(root) => yew::Renderer::<App>::with_root(root).render(),
        None => yew::Renderer::<App>::new().render(),
    };
}
