//! The judgement: the verdict first, then why, what to set and what to change.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use gloo::utils::document;
use js_sys::Array;
use preflight::Report;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};
use yew::prelude::*;

use super::checklist::Checklist;
use super::diagnostics::Diagnostics;
use super::environment::Environment;
use super::findings::Findings;
use super::icon::{Icon, Picture};
use super::loading::Loading;
use super::migrations::Migrations;
use super::stack::Stack;
use super::verdict::{VerdictCard, announcement};
use crate::app::use_page;
use crate::model::state::Status;

/// Everything that the newest report says.
#[component]
pub fn ResultPane() -> Html {
    let page = use_page();
    let content = match (&page.state.report, page.state.analysis) {
        (Some(report), _) => show(report, page.state.is_behind(), page.state.opened),
        (None, Status::Broken) => html! { <p class="quiet">{ "Nothing can be judged without the analyser." }</p> },
        (None, Status::Loading) => html! { <Loading what="Loading the analyser…" /> },
        (None, Status::Ready) => html! { <Loading what="Judging…" /> },
    };
    let said = page.state.report.as_ref().map(|report| announcement(report)).unwrap_or_default();
    html! {
        <section class="result" aria-label="Result">
            <Announcement words={said} />
            { content }
        </section>
    }
}

fn show(report: &Rc<Report>, behind: bool, opened: u32) -> Html {
    html! {
        <>
            <VerdictCard report={report.clone()} {behind} />
            <Stack stack={report.stack.clone()} />
            <Checklist items={report.checklist.clone()} />
            <Findings report={report.clone()} />
            <Environment key={opened} report={report.clone()} />
            <Migrations migrations={report.migrations.clone()} />
            <Diagnostics diagnostics={report.diagnostics.clone()} />
            <p class="actions">
                <button class="button" onclick={ { let report = report.clone(); move |_: MouseEvent| download(&report) } }>
                    <Icon of={Picture::Download} />{ "Download the report (JSON)" }
                </button>
            </p>
        </>
    }
}

/// What screen readers hear of a new judgement, once the typing has paused.
const PAUSE: u32 = 700;

#[derive(Properties, PartialEq)]
struct AnnouncementProps {
    words: String,
}

#[component]
fn Announcement(props: &AnnouncementProps) -> Html {
    let said = use_state(String::new);
    {
        let said = said.clone();
        use_effect_with(props.words.clone(), move |words| {
            let words = words.clone();
            let timer = Timeout::new(PAUSE, move || said.set(words));
            move || drop(timer)
        });
    }
    html! { <p class="unseen" role="status" data-announcement="">{ &*said }</p> }
}

/// Hands the report over as a file. Nothing leaves the browser.
fn download(report: &Report) {
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&report.to_json().into()), &kind);
    let Some(address) = blob.ok().and_then(|blob| Url::create_object_url_with_blob(&blob).ok()) else { return };
    let link = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&address);
        link.set_download("preflight.json");
        link.click();
    }
    let _ = Url::revoke_object_url(&address);
}
