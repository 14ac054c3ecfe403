//! The top of every page: name, navigation, theme.

use gloo::utils::{document, window};
use yew::prelude::*;
use yew_router::prelude::*;

use super::icon::{Icon, Picture};
use crate::model::storage;
use crate::route::Route;

/// Name, navigation and theme.
#[component]
pub fn Header() -> Html {
    let here = use_route::<Route>();
    let entry = |route: Route, name: &str, inside: bool| {
        let classes = classes!("nav-link", inside.then_some("here"));
        html! { <li><Link<Route> to={route} {classes}>{ name }</Link<Route>></li> }
    };
    let in_rules = matches!(here, Some(Route::Rules | Route::Rule { .. }));
    html! {
        <header class="header">
            <button class="skip" onclick={|_| focus_main()}>{ "Skip to content" }</button>
            <Link<Route> to={Route::Check} classes="brand"><Icon of={Picture::Plane} />{ "Preflight" }</Link<Route>>
            <p class="tagline">{ "Would your app survive losing its disk and memory?" }</p>
            <nav aria-label="Pages">
                <ul class="nav">
                    { entry(Route::Check, "Check", here == Some(Route::Check)) }
                    { entry(Route::Examples, "Examples", here == Some(Route::Examples)) }
                    { entry(Route::Rules, "Rules", in_rules) }
                    { entry(Route::Help, "Help", here == Some(Route::Help)) }
                </ul>
            </nav>
            <ThemeToggle />
        </header>
    }
}

/// Moves the focus to the beginning of the page's content. A link to a fragment would be taken for a route.
pub fn focus_main() {
    if let Ok(Some(main)) = document().query_selector("main")
        && let Ok(main) = wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(main)
    {
        let options = web_sys::FocusOptions::new();
        // The header stays in view.
        options.set_prevent_scroll(true);
        let _ = main.focus_with_options(&options);
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
}

#[component]
fn ThemeToggle() -> Html {
    let dark = use_state(is_dark);
    let onclick = {
        let dark = dark.clone();
        Callback::from(move |_: MouseEvent| {
            let theme = if *dark { "light" } else { "dark" };
            if let Some(root) = document().document_element() {
                let _ = root.set_attribute("data-theme", theme);
            }
            storage::keep_theme(theme);
            dark.set(!*dark);
        })
    };
    let (picture, label) = if *dark { (Picture::Sun, "Use the light theme") } else { (Picture::Moon, "Use the dark theme") };
    html! { <button class="icon-button" {onclick} aria-label={label} title={label}><Icon of={picture} /></button> }
}

fn is_dark() -> bool {
    let system = || window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|query| query.matches());
    storage::theme().map_or_else(system, |theme| theme == "dark")
}
