//! Walking the folders of a drop.

use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{FileSystemDirectoryEntry, FileSystemDirectoryReader, FileSystemEntry, FileSystemFileEntry};

use super::bounds::{MAX_FILES, is_left_out_folder};
use super::{Candidate, Tally, cast};

/// More than is read, so that what is over the limit can be counted, but bounded all the same.
const MAX_SEEN: usize = 5 * MAX_FILES;

/// The files of the dropped entries and of all folders below.
pub async fn walk(mut open: Vec<FileSystemEntry>, tally: &mut Tally) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    while let Some(entry) = open.pop() {
        let name = entry.name();
        if entry.is_directory() && is_left_out_folder(&name) {
            tally.skip_folder(&name);
        } else if entry.is_directory() {
            open.extend(children(entry.unchecked_into()).await);
        } else if candidates.len() >= MAX_SEEN {
            tally.over_the_limit += 1;
        } else {
            let path = entry.full_path().trim_start_matches('/').to_owned();
            match file(entry.unchecked_into()).await {
                Some(file) => candidates.push(Candidate { path, file }),
                None => tally.unreadable.push(path),
            }
        }
    }
    candidates
}

/// A reader gives its entries in batches; an empty one is the last.
async fn children(folder: FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader = folder.create_reader();
    let mut all = Vec::new();
    loop {
        let batch = JsFuture::from(batch(&reader)).await.ok().and_then(cast::<Array>);
        let Some(batch) = batch.filter(|batch| batch.length() > 0) else { return all };
        all.extend(batch.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}

fn batch(reader: &FileSystemDirectoryReader) -> Promise {
    Promise::new(&mut |resolve, reject| {
        if let Err(error) = reader.read_entries_with_callback_and_callback(&resolve, &reject) {
            let _ = reject.call1(&JsValue::NULL, &error);
        }
    })
}

async fn file(entry: FileSystemFileEntry) -> Option<web_sys::File> {
    let promise = Promise::new(&mut |resolve, reject| entry.file_with_callback_and_callback(&resolve, &reject));
    JsFuture::from(promise).await.ok().and_then(cast)
}
