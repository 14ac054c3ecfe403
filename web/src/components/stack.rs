//! Who the app is.

use preflight::report::StackReport;
use yew::prelude::*;

use super::words::Words;
use crate::model::wording;

/// Properties of [`Stack`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What was recognised.
    pub stack: StackReport,
}

/// What was recognised, and what from.
#[component]
pub fn Stack(props: &Props) -> Html {
    let stack = &props.stack;
    if stack.runtime == "unknown" && stack.inferred.is_empty() {
        return Html::default();
    }
    let mut traits = vec![wording::runtime(&stack.runtime).to_owned()];
    traits.extend(stack.frameworks.iter().cloned());
    traits.extend(stack.package_manager.clone());
    traits.extend(stack.port.map(|port| format!("port {port}")));
    let commands = [("Install", &stack.install), ("Build", &stack.build), ("Start", &stack.start)];
    let commands = commands.into_iter().filter_map(|(name, command)| Some((name, command.as_ref()?)));
    html! {
        <details class="stack">
            <summary><span class="stack-line">{ traits.join(" · ") }</span></summary>
            <dl>
                { for commands.map(|(name, command)| html! { <><dt>{ name }</dt><dd><code>{ command }</code></dd></> }) }
                { for stack.inferred.iter().map(|inference| html! {
                    <><dt>{ inference.what.replace('_', " ") }</dt><dd><Words text={inference.because.clone()} /></dd></>
                }) }
            </dl>
        </details>
    }
}
