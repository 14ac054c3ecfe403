//! What outlives a reload: the files and the settings, in the browser's local storage.

use gloo::storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};

use super::project::{File, Project};

const PROJECT: &str = "preflight.project";
const THEME: &str = "preflight.theme";

/// The most characters that are kept. Browsers give an origin about five million.
pub const MAX_KEPT: usize = 2_000_000;

#[derive(Serialize, Deserialize)]
struct Kept {
    files: Vec<KeptFile>,
    shown: String,
    project_path: String,
    repository_url: String,
}

#[derive(Serialize, Deserialize)]
struct KeptFile {
    path: String,
    text: String,
    named: bool,
}

/// Why a project was not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotKept {
    /// It is larger than [`MAX_KEPT`].
    TooLarge,
    /// The browser refuses: its storage is full, or switched off.
    Refused,
}

/// Keeps the project. What was kept before is forgotten in any case.
pub fn keep(project: &Project) -> Result<(), NotKept> {
    let size: usize = project.files().iter().map(|file| file.path.len() + file.text.len()).sum();
    if size > MAX_KEPT {
        LocalStorage::delete(PROJECT);
        return Err(NotKept::TooLarge);
    }
    let files = project.files().iter().map(|file| KeptFile { path: file.path.to_string(), text: file.text.to_string(), named: file.named });
    let kept = Kept {
        files: files.collect(),
        shown: project.active().path.to_string(),
        project_path: project.project_path.to_string(),
        repository_url: project.repository_url.to_string(),
    };
    LocalStorage::set(PROJECT, kept).map_err(|_| NotKept::Refused)
}

/// The project of the last visit.
pub fn kept() -> Option<Project> {
    let kept: Kept = LocalStorage::get(PROJECT).ok()?;
    let files = kept.files.into_iter().map(|file| File::new(&file.path, &file.text, file.named));
    let mut project = Project::of(files.collect());
    project.select(&kept.shown);
    project.project_path = kept.project_path.into();
    project.repository_url = kept.repository_url.into();
    Some(project)
}

/// Forgets the project and every setting.
pub fn forget() {
    LocalStorage::delete(PROJECT);
    LocalStorage::delete(THEME);
}

/// The theme that the user chose, `light` or `dark`; `static/theme.js` reads the same key before the page is drawn.
pub fn theme() -> Option<String> {
    raw()?.get_item(THEME).ok()?
}

/// Keeps the theme.
pub fn keep_theme(theme: &str) {
    // Where there is no storage, the choice lasts until the page is left.
    let _ = raw().map(|storage| storage.set_item(THEME, theme));
}

fn raw() -> Option<web_sys::Storage> {
    gloo::utils::window().local_storage().ok()?
}
