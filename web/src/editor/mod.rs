//! The code editor as a component.

mod binding;
mod bundle;

use std::rc::Rc;

use preflight::Report;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use yew::prelude::*;

use crate::model::project::File;
use crate::model::state::Target;
use binding::Editor;
pub use bundle::markdown;

/// Properties of [`CodeEditor`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The file to show.
    pub file: Rc<File>,
    /// The report whose findings are marked.
    pub report: Option<Rc<Report>>,
    /// Where to go.
    pub target: Option<Target>,
    /// Called once the cursor is there.
    pub onarrived: Callback<()>,
    /// Called with the id and the text of what was typed.
    pub onchange: Callback<(u32, Rc<str>)>,
}

type Change = Closure<dyn Fn(u32, String)>;

/// The editor. Until its bundle is loaded, the text is shown plain.
#[component]
pub fn CodeEditor(props: &Props) -> Html {
    let host = use_node_ref();
    let editor = use_state(|| None::<Editor>);
    let failed = use_state(|| false);

    {
        let (host, editor, failed, onchange) = (host.clone(), editor.clone(), failed.clone(), props.onchange.clone());
        use_effect_with((), move |()| {
            let changed: Change = Closure::new(move |id: u32, text: String| onchange.emit((id, text.into())));
            let function = changed.as_ref().unchecked_ref::<js_sys::Function>().clone();
            wasm_bindgen_futures::spawn_local(async move {
                let Some(host) = host.cast::<web_sys::Element>() else { return };
                match Editor::create(&host, &function).await {
                    Ok(made) => editor.set(Some(made)),
                    Err(_) => failed.set(true),
                }
            });
            move || drop(changed)
        });
    }
    use_effect_with((editor.clone(), props.file.clone()), |(editor, file)| {
        if let Some(editor) = editor.as_ref() {
            editor.show(file.id, &file.path, &file.text);
        }
    });
    use_effect_with((editor.clone(), props.report.clone(), props.file.path.clone()), |(editor, report, path)| {
        if let Some(editor) = editor.as_ref() {
            let findings = report.iter().flat_map(|report| &report.findings);
            editor.mark(findings.filter(|finding| *finding.path == **path));
        }
    });
    let onarrived = props.onarrived.clone();
    use_effect_with((editor.clone(), props.target.clone()), move |(editor, target)| {
        if let (Some(editor), Some(target)) = (editor.as_ref(), target) {
            editor.reveal(target.line, target.column);
            onarrived.emit(());
        }
    });
    {
        let editor = (*editor).clone();
        use_effect_with(editor, |editor| {
            let editor = editor.clone();
            move || {
                if let Some(editor) = editor {
                    editor.destroy();
                }
            }
        });
    }
    html! {
        <div class="editor">
            <div class="editor-host" ref={host} />
            if *failed {
                <p class="editor-failed" role="alert">{ "The editor could not be loaded. Reload the page to try again." }</p>
            } else if editor.is_none() {
                <pre class="editor-plain">{ &*props.file.text }</pre>
            }
        </div>
    }
}
