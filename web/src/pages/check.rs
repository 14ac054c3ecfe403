//! The checker: code on one side, judgement on the other.

use yew::prelude::*;

use crate::app::use_page;
use crate::components::icon::Icon;
use crate::components::intake::DropZone;
use crate::components::result::ResultPane;
use crate::components::workspace::Workspace;
use crate::model::state::{Action, Pane};
use crate::model::wording;

/// The checker.
#[component]
pub fn CheckPage() -> Html {
    let page = use_page();
    let pane = page.state.pane;
    let sign = page.state.report.as_ref().map(|report| {
        html! {
            <span class={classes!("sign-of", report.verdict.id())}><Icon of={wording::verdict(report.verdict).1} /></span>
        }
    });
    let choice = |value: Pane, words: &str, sign: Option<Html>| {
        html! {
            <button class="segment" aria-pressed={(pane == value).to_string()} onclick={page.on(move |_: MouseEvent| Action::Pane(value))}>
                { words }{ sign }
            </button>
        }
    };
    html! {
        <main tabindex="-1" class={classes!("check-page", if pane == Pane::Code { "show-code" } else { "show-result" })}>
            <h1 class="unseen">{ "Check an app before it is deployed" }</h1>
            <div class="pane-choice segments" role="group" aria-label="Show">
                { choice(Pane::Code, "Code", None) }
                { choice(Pane::Result, "Result", sign) }
            </div>
            <DropZone>
                <Workspace />
                <ResultPane />
            </DropZone>
        </main>
    }
}
