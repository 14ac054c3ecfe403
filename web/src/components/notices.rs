//! Messages to the user, each until it is read.

use yew::prelude::*;

use super::icon::{Icon, Picture};
use crate::app::use_page;
use crate::model::state::{Action, Notice};

/// The messages. The region is always there, so that screen readers hear what appears in it.
#[component]
pub fn Notices() -> Html {
    let page = use_page();
    let notice = |notice: &Notice| {
        let topic = notice.topic;
        html! {
            <li key={topic} class={classes!("notice", notice.grave.then_some("grave"))} data-topic={topic}>
                <Icon of={if notice.grave { Picture::Warning } else { Picture::Info }} />
                <span>{ &*notice.text }</span>
                <button class="icon-button" onclick={page.on(move |_: MouseEvent| Action::Dismiss(topic))} aria-label="Dismiss this message">
                    <Icon of={Picture::Close} />
                </button>
            </li>
        }
    };
    html! {
        <div role="status" class="notices-region">
            if !page.state.notices.is_empty() {
                <ul class="notices">{ for page.state.notices.iter().map(notice) }</ul>
            }
        </div>
    }
}
