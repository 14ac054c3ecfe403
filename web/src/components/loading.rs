//! While something is on its way.

use yew::prelude::*;

/// Properties of [`Loading`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is on its way.
    pub what: AttrValue,
}

/// Says that something is on its way.
#[component]
pub fn Loading(props: &Props) -> Html {
    html! { <p class="loading"><span class="spinner" aria-hidden="true" />{ &props.what }</p> }
}
