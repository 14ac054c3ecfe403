//! The guide's checklist.

use preflight::report::ChecklistItem;
use yew::prelude::*;

use super::icon::Icon;
use super::words::Words;
use crate::model::wording;

/// Properties of [`Checklist`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The items in the guide's order.
    pub items: Vec<ChecklistItem>,
}

/// The items, each with how it stands and what proves it.
#[component]
pub fn Checklist(props: &Props) -> Html {
    let item = |item: &ChecklistItem| {
        let (word, class, picture) = wording::status(item.status);
        html! {
            <li key={item.id.clone()} class={classes!("check", class)} data-item={item.id.clone()} data-status={class}>
                <Icon of={picture} />
                <div>
                    <p class="check-name">{ wording::checklist(&item.id) }<span class="unseen">{ format!(": {word}") }</span></p>
                    <p class="check-because"><Words text={item.because.clone()} /></p>
                </div>
            </li>
        }
    };
    if props.items.is_empty() {
        return Html::default();
    }
    html! {
        <section class="block" aria-labelledby="checklist">
            <h2 id="checklist">{ "Checklist" }</h2>
            <ul class="checklist">{ for props.items.iter().map(item) }</ul>
        </section>
    }
}
