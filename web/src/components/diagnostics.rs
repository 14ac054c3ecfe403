//! What could not be read, and what was guessed.

use preflight::report::Diagnostic;
use yew::prelude::*;

use super::words::Words;

/// Properties of [`Diagnostics`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The messages.
    pub diagnostics: Vec<Diagnostic>,
}

/// How many are shown.
const SHOWN: usize = 50;

/// What could not be read, and what was guessed.
#[component]
pub fn Diagnostics(props: &Props) -> Html {
    let count = props.diagnostics.len();
    if count == 0 {
        return Html::default();
    }
    html! {
        <section class="block" aria-labelledby="diagnostics">
            <h2 id="diagnostics">{ "Reading notes" }<span class="count">{ count }</span></h2>
            <ul class="diagnostics">
                { for props.diagnostics.iter().take(SHOWN).map(|diagnostic| html! {
                    <li>if !diagnostic.path.is_empty() { <code>{ &diagnostic.path }</code>{ " " } }<Words text={diagnostic.message.clone()} /></li>
                }) }
                if count > SHOWN {
                    <li>{ format!("and {} more, in the downloaded report", count - SHOWN) }</li>
                }
            </ul>
        </section>
    }
}
