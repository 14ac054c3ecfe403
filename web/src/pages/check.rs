//! The checker: code on one side, judgement on the other.

use yew::prelude::*;

use crate::app::use_page;
use crate::components::intake::DropZone;
use crate::components::result::ResultPane;
use crate::components::workspace::Workspace;
use crate::model::state::{Action, Pane};

/// The checker.
#[component]
pub fn CheckPage() -> Html {
    let page = use_page();
    let pane = page.state.pane;
    let choice = |value: Pane, words: &str| {
        html! {
            <button class="segment" aria-pressed={(pane == value).to_string()} onclick={page.on(move |_: MouseEvent| Action::Pane(value))}>
                { words }
            </button>
        }
    };
    html! {
        <main tabindex="-1" class={classes!("check-page", if pane == Pane::Code { "show-code" } else { "show-result" })}>
            <h1 class="unseen">{ "Check an app before it is deployed" }</h1>
            <div class="pane-choice segments" role="group" aria-label="Show">
                { choice(Pane::Code, "Code") }
                { choice(Pane::Result, "Result") }
            </div>
            <DropZone>
                <Workspace />
                <ResultPane />
            </DropZone>
        </main>
    }
}
