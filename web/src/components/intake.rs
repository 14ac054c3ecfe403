//! How files come in: buttons to open files and folders, and a drop zone around everything.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::example_menu::ExampleMenu;
use super::icon::{Icon, Picture};
use crate::app::{Page, tell, use_page};
use crate::intake::{Dropped, Intake, read_chosen};
use crate::model::project::Project;
use crate::model::state::Action;

/// Buttons to open files and a folder, and to start an empty file.
#[component]
pub fn IntakeButtons() -> Html {
    let page = use_page();
    html! {
        <div class="toolbar" role="group" aria-label="Files">
            <Chooser folder={false} />
            <Chooser folder={true} />
            <ExampleMenu />
            <button class="button" onclick={page.on(|_: MouseEvent| Action::NewFile)}><Icon of={Picture::NewFile} />{ "New file" }</button>
            <button class="button" onclick={page.on(|_: MouseEvent| Action::Open(Project::default(), None))}><Icon of={Picture::Bin} />{ "Clear" }</button>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ChooserProps {
    folder: bool,
}

/// A button in front of a file input.
#[component]
fn Chooser(props: &ChooserProps) -> Html {
    let page = use_page();
    let field = use_node_ref();
    let folder = props.folder;
    let onclick = {
        let field = field.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = field.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let onchange = Callback::from(move |event: Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        let Some(files) = input.files() else { return };
        let page = page.clone();
        spawn_local(async move {
            take(&page, read_chosen(files).await, folder);
            // The same choice again must be a change again.
            input.set_value("");
        });
    });
    let (picture, words) = if folder { (Picture::Folder, "Open folder") } else { (Picture::File, "Open files") };
    html! {
        <>
            <button class="button" {onclick}><Icon of={picture} />{ words }</button>
            <input
                ref={field}
                type="file"
                class="unseen"
                tabindex="-1"
                aria-hidden="true"
                multiple={true}
                webkitdirectory={folder}
                data-kind={if folder { "folder" } else { "files" }}
                {onchange}
            />
        </>
    }
}

/// Properties of [`DropZone`].
#[derive(Properties, PartialEq)]
pub struct DropZoneProps {
    /// What files can be dropped on.
    pub children: Html,
}

/// Takes files and folders that are dropped anywhere on it.
#[component]
pub fn DropZone(props: &DropZoneProps) -> Html {
    let page = use_page();
    let over = use_state(|| false);
    let ondragover = {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            if carries_files(&event) {
                event.prevent_default();
                over.set(true);
            }
        })
    };
    let ondragleave = {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            // Moving on to a child is not leaving.
            if event.related_target().is_none() {
                over.set(false);
            }
        })
    };
    let ondrop = {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            over.set(false);
            let Some(transfer) = event.data_transfer().filter(|_| carries_files(&event)) else { return };
            event.prevent_default();
            let dropped = Dropped::of(&transfer);
            let folder = dropped.has_folder();
            let page = page.clone();
            spawn_local(async move { take(&page, dropped.read().await, folder) });
        })
    };
    html! {
        <div class={classes!("drop-zone", over.then_some("over"))} {ondragover} {ondragleave} {ondrop}>
            { props.children.clone() }
            if *over {
                <div class="drop-hint"><Icon of={Picture::Upload} /><p>{ "Drop files or a whole folder" }</p></div>
            }
        </div>
    }
}

fn carries_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
}

/// A folder is a project of its own; files join what is there, unless that is an untouched example.
fn take(page: &Page, intake: Intake, folder: bool) {
    let Intake { files, tally } = intake;
    page.state.dispatch(tell("files", tally.is_incomplete(), &tally.message()));
    if files.is_empty() {
        return;
    }
    if folder || page.state.example.is_some() {
        page.state.dispatch(Action::Open(Project::of(files), None));
    } else {
        page.state.dispatch(Action::Merge(files));
    }
}
