//! Files and folders that the user drops or chooses, read within bounds. What is left out is told.

mod bounds;
mod entries;
mod tally;

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, FileList, FileSystemEntry};

use crate::model::project::File;
use bounds::{MAX_FILES, MAX_TOTAL_BYTES, is_binary_name, is_left_out_folder, max_bytes};
pub use tally::Tally;

/// What was read.
#[derive(Debug, Default)]
pub struct Intake {
    /// The files with their paths from the folder that was given.
    pub files: Vec<File>,
    /// What was counted on the way.
    pub tally: Tally,
}

/// A file that is not read yet.
struct Candidate {
    path: String,
    file: web_sys::File,
}

/// What was dropped, as far as it must be asked for before the drop event is over.
pub struct Dropped {
    entries: Vec<FileSystemEntry>,
    files: Option<FileList>,
}

impl Dropped {
    /// Takes what the event carries.
    pub fn of(transfer: &DataTransfer) -> Self {
        let items = transfer.items();
        let entries = (0..items.length()).filter_map(|index| items.get(index)?.webkit_get_as_entry().ok()?);
        Dropped { entries: entries.collect(), files: transfer.files() }
    }

    /// True when there is a folder among it.
    pub fn has_folder(&self) -> bool {
        self.entries.iter().any(FileSystemEntry::is_directory)
    }

    /// Reads it all.
    pub async fn read(self) -> Intake {
        let mut tally = Tally::default();
        let candidates = if self.entries.is_empty() {
            self.files.map(|files| listed(&files, &mut tally)).unwrap_or_default()
        } else {
            entries::walk(self.entries, &mut tally).await
        };
        read(candidates, tally).await
    }
}

/// Reads the files of an input element.
pub async fn read_chosen(files: FileList) -> Intake {
    let mut tally = Tally::default();
    let candidates = listed(&files, &mut tally);
    read(candidates, tally).await
}

fn listed(files: &FileList, tally: &mut Tally) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for file in (0..files.length()).filter_map(|index| files.get(index)) {
        let path = relative_path(&file).unwrap_or_else(|| file.name());
        match path.split('/').find(|folder| is_left_out_folder(folder)) {
            Some(folder) => tally.skip_folder(folder),
            None => candidates.push(Candidate { path, file }),
        }
    }
    candidates
}

/// The path inside of a folder that was chosen.
fn relative_path(file: &web_sys::File) -> Option<String> {
    let path = js_sys::Reflect::get(file, &JsValue::from_str("webkitRelativePath")).ok()?.as_string()?;
    (!path.is_empty()).then_some(path)
}

async fn read(mut candidates: Vec<Candidate>, mut tally: Tally) -> Intake {
    strip_common_folder(&mut candidates);
    candidates.sort_by(|one, other| one.path.cmp(&other.path));
    let mut files = Vec::new();
    let mut total = 0.0;
    for candidate in candidates {
        let size = candidate.file.size();
        if is_binary_name(&candidate.path) {
            tally.binary += 1;
        } else if size > max_bytes(&candidate.path) {
            tally.too_large.push(candidate.path);
        } else if files.len() >= MAX_FILES || total + size > MAX_TOTAL_BYTES {
            tally.over_the_limit += 1;
        } else {
            match text_of(&candidate.file).await {
                Ok(Some(text)) => {
                    total += size;
                    files.push(File::named(&candidate.path, &text));
                }
                Ok(None) => tally.binary += 1,
                Err(_) => tally.unreadable.push(candidate.path),
            }
        }
    }
    tally.read = files.len();
    Intake { files, tally }
}

/// The text of a file; none for binary content.
async fn text_of(file: &web_sys::File) -> Result<Option<String>, JsValue> {
    let buffer = JsFuture::from(file.array_buffer()).await?;
    let bytes = Uint8Array::new(&buffer).to_vec();
    if bytes.iter().take(8192).any(|byte| *byte == 0) {
        return Ok(None);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    Ok(Some(String::from_utf8_lossy(bytes).into_owned()))
}

/// Paths count from inside of the folder when only one was given.
fn strip_common_folder(candidates: &mut [Candidate]) {
    let Some(folder) = candidates.first().and_then(|first| first.path.split_once('/')).map(|(folder, _)| format!("{folder}/")) else {
        return;
    };
    if candidates.iter().all(|candidate| candidate.path.starts_with(&folder)) {
        for candidate in candidates {
            candidate.path = candidate.path.split_off(folder.len());
        }
    }
}

/// An error as JavaScript gives it can be anything; nothing more than that it happened is needed.
fn cast<T: JsCast>(value: JsValue) -> Option<T> {
    value.dyn_into().ok()
}
