//! A change of lines, before and after.

use preflight::report::Change;
use yew::prelude::*;

/// Properties of [`Difference`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The change.
    pub change: Change,
}

/// The change with signs and line numbers; lines that stay at both ends are shown once.
#[component]
pub fn Difference(props: &Props) -> Html {
    let change = &props.change;
    let before: Vec<&str> = lines(&change.before);
    let after: Vec<&str> = lines(&change.after);
    let head = before.iter().zip(&after).take_while(|(one, other)| one == other).count();
    let tail = before[head..].iter().rev().zip(after[head..].iter().rev()).take_while(|(one, other)| one == other).count();
    let row = |class: &'static str, sign: &'static str, said: &'static str, line: &&str| {
        html! {
            <span class={classes!("row", class)}>
                <span class="sign" aria-hidden="true">{ sign }</span><span class="unseen">{ said }</span>{ *line }{ "\n" }
            </span>
        }
    };
    let removed = &before[head..before.len() - tail];
    let added = &after[head..after.len() - tail];
    html! {
        <figure class="difference">
            <figcaption>{ caption(change) }</figcaption>
            <pre tabindex="0"><code>
                { for before[..head].iter().map(|line| row("same", " ", "", line)) }
                { for removed.iter().map(|line| row("removed", "−", "removed: ", line)) }
                { for added.iter().map(|line| row("added", "+", "added: ", line)) }
                { for before[before.len() - tail..].iter().map(|line| row("same", " ", "", line)) }
            </code></pre>
        </figure>
    }
}

fn lines(text: &str) -> Vec<&str> {
    if text.is_empty() { Vec::new() } else { text.trim_end_matches('\n').split('\n').collect() }
}

fn caption(change: &Change) -> String {
    if change.before.is_empty() && change.line <= 1 {
        change.path.clone()
    } else if change.end_line > change.line {
        format!("{}, lines {}–{}", change.path, change.line, change.end_line)
    } else {
        format!("{}, line {}", change.path, change.line)
    }
}
