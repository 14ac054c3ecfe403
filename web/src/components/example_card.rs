//! An example of the gallery.

use preflight_protocol::Example;
use yew::prelude::*;
use yew_router::prelude::*;

use super::icon::{Icon, Picture};
use crate::app::use_page;
use crate::model::project::Project;
use crate::model::state::Action;
use crate::model::wording;
use crate::route::Route;

/// Properties of [`ExampleCard`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The example.
    pub example: Example,
    /// True to show its first file's code.
    #[prop_or_default]
    pub code: bool,
}

/// What the example shows, and a button that opens it in the editor.
#[component]
pub fn ExampleCard(props: &Props) -> Html {
    let page = use_page();
    let navigator = use_navigator();
    let example = &props.example;
    let onclick = {
        let example = example.clone();
        Callback::from(move |_: MouseEvent| {
            page.state.dispatch(Action::Open(Project::of_sources(&example.files), Some(example.title.as_str().into())));
            if let Some(navigator) = &navigator {
                navigator.push(&Route::Check);
            }
        })
    };
    let (word, class) = wording::example(example.kind);
    html! {
        <article class="card" data-example={example.id.clone()}>
            <p class={classes!("tag", class)}>{ word }</p>
            <h3>{ &example.title }</h3>
            if !example.text.is_empty() { <p>{ &example.text }</p> }
            if props.code {
                { for example.files.iter().map(|file| html! {
                    <figure class="card-code"><figcaption>{ &file.path }</figcaption><pre tabindex="0"><code>{ &file.text }</code></pre></figure>
                }) }
            }
            <button class="button" {onclick} aria-label={format!("Open in the editor: {}", example.title)}>
                { "Open in the editor" }<Icon of={Picture::Arrow} />
            </button>
        </article>
    }
}
