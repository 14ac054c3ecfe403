//! What to change, step by step.

use preflight::report::{Migration, Step};
use yew::prelude::*;

use super::copy_button::CopyButton;
use super::difference::Difference;
use super::icon::{Icon, Picture};
use super::words::{Words, with_code};
use crate::app::{Page, use_page};
use crate::model::state::Action;

/// Properties of [`Migrations`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The migrations.
    pub migrations: Vec<Migration>,
}

/// What to change, step by step, with what to copy.
#[component]
pub fn Migrations(props: &Props) -> Html {
    let page = use_page();
    if props.migrations.is_empty() {
        return Html::default();
    }
    html! {
        <section class="block" aria-labelledby="migrations">
            <h2 id="migrations">{ "What to change" }</h2>
            { for props.migrations.iter().enumerate().map(|(number, migration)| html! {
                <details class="migration" open={number == 0} data-finding={migration.finding.clone()}>
                    <summary><h3>{ with_code(&migration.title) }</h3></summary>
                    <ol class="steps">{ for migration.steps.iter().map(|step| show(&page, step)) }</ol>
                </details>
            }) }
        </section>
    }
}

fn show(page: &Page, step: &Step) -> Html {
    html! {
        <li>
            <p><Words text={step.text.clone()} /></p>
            if let Some(code) = &step.code {
                <div class="code-box">
                    <pre tabindex="0"><code>{ code }</code></pre>
                    <CopyButton text={code.clone()} label="Copy this code" />
                </div>
            }
            if let Some(change) = &step.change {
                <Difference change={change.clone()} />
                <div class="actions">
                    <CopyButton text={change.after.clone()} label={format!("Copy the new lines of {}", change.path)} short="Copy the new lines" />
                    <button class="button" onclick={page.on({ let change = change.clone(); move |_: MouseEvent| Action::Apply(change.clone()) })}>
                        <Icon of={Picture::Wand} /><span>{ "Apply in the editor" }</span>
                    </button>
                </div>
            }
        </li>
    }
}
