//! The project's files.

use std::collections::BTreeMap;
use std::rc::Rc;

use preflight::report::Severity;
use yew::prelude::*;

use super::icon::{Icon, Picture};
use crate::app::{Page, use_page};
use crate::model::project::File;
use crate::model::state::Action;
use crate::model::wording;

/// A folder with what is in it.
#[derive(Default)]
struct Folder {
    folders: BTreeMap<String, Folder>,
    files: Vec<Rc<File>>,
}

/// The gravest finding of a file and how many there are.
type Marks = BTreeMap<String, (Severity, usize)>;

/// The files as tabs where they are few, and as a tree of folders otherwise.
#[component]
pub fn FileTree() -> Html {
    let page = use_page();
    let files = page.state.project.files();
    let marks = marks(&page);
    let flat = files.len() <= 8 && files.iter().all(|file| file.path.matches('/').count() < 2);
    let content = if flat {
        html! { <ul class="tabs">{ for files.iter().map(|file| entry(&page, file, &file.path, &marks)) }</ul> }
    } else {
        tree(&page, &root(files), "", &marks)
    };
    html! {
        <nav class={if flat { "files flat" } else { "files deep" }} aria-label="Files">{ content }</nav>
    }
}

fn marks(page: &Page) -> Marks {
    let mut marks = Marks::new();
    for finding in page.state.report.iter().flat_map(|report| &report.findings) {
        let mark = marks.entry(finding.path.clone()).or_insert((finding.severity, 0));
        *mark = (mark.0.min(finding.severity), mark.1 + 1);
    }
    marks
}

fn root(files: &[Rc<File>]) -> Folder {
    let mut root = Folder::default();
    for file in files {
        let mut folder = &mut root;
        let mut parts = file.path.split('/').peekable();
        while let Some(part) = parts.next() {
            if parts.peek().is_some() {
                folder = folder.folders.entry(part.to_owned()).or_default();
            }
        }
        folder.files.push(file.clone());
    }
    root
}

fn tree(page: &Page, folder: &Folder, path: &str, marks: &Marks) -> Html {
    html! {
        <ul class="tree">
            { for folder.folders.iter().map(|(name, inner)| {
                let path = format!("{path}{name}/");
                html! { <Branch key={path.clone()} name={name.clone()} open={is_open(page, &path, marks)}>{ tree(page, inner, &path, marks) }</Branch> }
            }) }
            { for folder.files.iter().map(|file| entry(page, file, file.path.rsplit('/').next().unwrap_or_default(), marks)) }
        </ul>
    }
}

/// A folder is open from the start if the shown file or a finding is in it.
fn is_open(page: &Page, folder: &str, marks: &Marks) -> bool {
    page.state.project.active().path.starts_with(folder) || marks.keys().any(|path| path.starts_with(folder))
}

#[derive(Properties, PartialEq)]
struct BranchProps {
    name: AttrValue,
    open: bool,
    children: Html,
}

/// A folder, whose content is put on the page only while it is open: there may be thousands of files.
#[component]
fn Branch(props: &BranchProps) -> Html {
    let chosen = use_state(|| None::<bool>);
    let open = chosen.unwrap_or(props.open);
    let onclick = Callback::from(move |_: MouseEvent| chosen.set(Some(!open)));
    html! {
        <li>
            <button class={classes!("branch", open.then_some("open"))} aria-expanded={open.to_string()} {onclick}>
                <Icon of={Picture::Chevron} />{ &props.name }
            </button>
            if open { { props.children.clone() } }
        </li>
    }
}

fn entry(page: &Page, file: &Rc<File>, name: &str, marks: &Marks) -> Html {
    let path = file.path.clone();
    let shown = page.state.project.active().id == file.id;
    let onclick = page.on(move |_: MouseEvent| Action::Select(path.clone()));
    let mark = marks.get(&*file.path).map(|(severity, count)| {
        let said = format!("{count} {}", if *count == 1 { "finding" } else { "findings" });
        html! {
            <span class={classes!("mark", wording::severity_id(*severity))} title={said.clone()}>
                { *count }<span class="unseen">{ if *count == 1 { " finding" } else { " findings" } }</span>
            </span>
        }
    });
    html! {
        <li key={file.id.to_string()}>
            <button class="file" aria-current={shown.then_some("true")} {onclick} data-path={file.path.to_string()}>
                <span class="file-name">{ name }</span>{ mark }
            </button>
        </li>
    }
}
