//! What this is, keys, and what is stored.

use gloo::utils::window;
use yew::prelude::*;

use crate::components::icon::{Icon, Picture};
use crate::model::storage;

const KEYS: [(&str, &str); 8] = [
    ("F8, Shift F8", "next and previous finding in the editor"),
    ("Ctrl F", "search in the file"),
    ("Ctrl Z, Ctrl Y", "undo and redo, in each file by itself"),
    ("Ctrl /", "comment the line out"),
    ("Alt ↑, Alt ↓", "move the line"),
    ("Tab, Shift Tab", "indent in the editor"),
    ("Escape, then Tab", "leave the editor"),
    ("Enter in the file name", "rename the file; Escape keeps the old name"),
];

/// What this is, keys, and what is stored.
#[component]
pub fn HelpPage() -> Html {
    let forget = Callback::from(|_: MouseEvent| {
        storage::forget();
        let _ = window().location().reload();
    });
    html! {
        <main tabindex="-1" class="page prose">
            <h1>{ "Help" }</h1>
            <p class="lead">
                { "Apps on Flux-Orbit run in containers whose disk and memory are thrown away at every redeploy, and several copies of an app \
                   run at once. Preflight reads your code and tells whether it would survive that, with evidence by file and line." }
            </p>
            <h2>{ "How to use it" }</h2>
            <ol>
                <li>{ "Paste a file, or drop your project’s folder anywhere on the page." }</li>
                <li>{ "Read the verdict. Each finding leads to its line and says why it matters and what to do." }</li>
                <li>{ "Copy the environment block into the deployment form, and follow “What to change”." }</li>
            </ol>
            <h2>{ "What stays where" }</h2>
            <p>
                { "Everything happens in your browser: no file is sent anywhere. So that a reload loses nothing, the files are kept in this \
                   browser’s storage until you clear them." }
            </p>
            <p><button class="button" onclick={forget}><Icon of={Picture::Bin} />{ "Forget my files and settings" }</button></p>
            <h2>{ "Keys" }</h2>
            <dl class="keys">
                { for KEYS.iter().map(|(key, what)| html! { <><dt><kbd>{ *key }</kbd></dt><dd>{ *what }</dd></> }) }
            </dl>
            <h2>{ "What it can’t know" }</h2>
            <p>
                { "A snippet is judged as a snippet: what it does not show is asked for, not guessed. A judgement is no promise: code can do \
                   at run time what no reading shows." }
            </p>
        </main>
    }
}
