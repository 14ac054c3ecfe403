//! The code side: where files come from, the files, the editor.

use yew::prelude::*;
use yew_router::prelude::*;

use super::file_tree::FileTree;
use super::icon::{Icon, Picture};
use super::intake::IntakeButtons;
use super::name_control::NameControl;
use super::project_fields::ProjectFields;
use crate::app::use_page;
use crate::editor::CodeEditor;
use crate::model::state::Action;
use crate::route::Route;

/// Files and editor.
#[component]
pub fn Workspace() -> Html {
    let page = use_page();
    let state = &page.state;
    html! {
        <section class="workspace" aria-label="Code">
            <IntakeButtons />
            <Origin />
            <div class="code-area">
                <FileTree />
                <div class="editor-area">
                    <NameControl />
                    <CodeEditor
                        file={state.project.active().clone()}
                        report={state.report.clone()}
                        target={state.target.clone()}
                        onarrived={page.on(|()| Action::Arrived)}
                        onchange={page.on(|(id, text)| Action::Edit(id, text))}
                    />
                </div>
            </div>
            <ProjectFields />
        </section>
    }
}

/// Where the files are from, if that needs saying: an example, or something that can be brought back.
#[component]
fn Origin() -> Html {
    let page = use_page();
    let back = page.state.replaced.is_some();
    if page.state.example.is_none() && !back {
        return Html::default();
    }
    html! {
        <p class="origin">
            if let Some(example) = &page.state.example {
                <span>
                    <strong>{ "Example: " }{ &**example }{ ". " }</strong>
                    { "Paste or type your own code over it, drop a folder, or see " }
                    <Link<Route> to={Route::Examples}>{ "more examples" }</Link<Route>>{ "." }
                </span>
            }
            if back {
                <button class="button" onclick={page.on(|_: MouseEvent| Action::BringBack)}><Icon of={Picture::Undo} />{ "Bring back my files" }</button>
            }
        </p>
    }
}
