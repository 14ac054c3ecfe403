//! The examples at hand, beside the buttons that open files.

use preflight_protocol::{Example, ExampleKind};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};
use yew::prelude::*;
use yew_router::prelude::*;

use super::icon::{Icon, Picture};
use crate::app::use_page;
use crate::model::project::Project;
use crate::model::state::Action;
use crate::model::wording;
use crate::route::Route;

/// A button that unfolds the use cases and the good and bad cases.
#[component]
pub fn ExampleMenu() -> Html {
    let page = use_page();
    let open = use_state(|| false);
    let button = use_node_ref();
    let Some(catalogue) = page.state.catalogue.clone() else {
        return html! { <Link<Route> to={Route::Examples} classes="button"><Icon of={Picture::Book} />{ "Examples" }</Link<Route>> };
    };
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let onkeydown = {
        let (open, button) = (open.clone(), button.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && *open {
                open.set(false);
                if let Some(button) = button.cast::<HtmlElement>() {
                    let _ = button.focus();
                }
            }
        })
    };
    let onfocusout = {
        let open = open.clone();
        Callback::from(move |event: FocusEvent| {
            let menu = event.current_target().and_then(|target| target.dyn_into::<Node>().ok());
            let next = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
            // The focus may be nowhere when the pointer is on a text of the menu itself.
            if next.is_some() && !menu.is_some_and(|menu| menu.contains(next.as_ref())) {
                open.set(false);
            }
        })
    };
    let choose = {
        let open = open.clone();
        Callback::from(move |example: Example| {
            open.set(false);
            page.state.dispatch(Action::Open(Project::of_sources(&example.files), Some(example.title.as_str().into())));
        })
    };
    let group = |title: &str, wanted: fn(ExampleKind) -> bool| {
        let members = catalogue.examples.iter().filter(|example| wanted(example.kind));
        html! {
            <>
                <p class="menu-title">{ title.to_owned() }</p>
                <ul>{ for members.map(|example| entry(example, choose.clone())) }</ul>
            </>
        }
    };
    html! {
        <div class="menu" {onkeydown} {onfocusout}>
            <button ref={button} class="button" aria-expanded={open.to_string()} onclick={toggle}><Icon of={Picture::Book} />{ "Examples" }</button>
            if *open {
                <div class="menu-list">
                    { group("Use cases", |kind| kind == ExampleKind::Template) }
                    { group("Good and bad", |kind| kind != ExampleKind::Template) }
                    <Link<Route> to={Route::Examples} classes="menu-entry">{ "All examples, also of every rule" }<Icon of={Picture::Arrow} /></Link<Route>>
                </div>
            }
        </div>
    }
}

fn entry(example: &Example, choose: Callback<Example>) -> Html {
    let (word, class) = wording::example(example.kind);
    let chosen = example.clone();
    html! {
        <li>
            <button class="menu-entry" onclick={move |_: MouseEvent| choose.emit(chosen.clone())}>
                <span>{ &example.title }</span><span class={classes!("tag", class)}>{ word }</span>
            </button>
        </li>
    }
}
