//! A link to a place in a file.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::use_page;
use crate::model::state::Action;

/// Properties of [`PlaceLink`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The file.
    pub path: AttrValue,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    #[prop_or(1)]
    pub column: u32,
}

/// `path:line`, which opens the editor there; plain text if there is no such file.
#[component]
pub fn PlaceLink(props: &Props) -> Html {
    let page = use_page();
    let words = format!("{}:{}", props.path, props.line);
    if page.state.project.find(&props.path).is_none() {
        return html! { <span class="place">{ words }</span> };
    }
    let (path, line, column) = (Rc::<str>::from(&*props.path), props.line, props.column);
    let onclick = page.on(move |_: MouseEvent| Action::Reveal(path.clone(), line, column));
    html! { <button class="place link" {onclick} title="Show in the editor">{ words }</button> }
}
