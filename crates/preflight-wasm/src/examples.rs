//! The examples of the gallery: one folder each under `examples/`, with its files as they are and `example.toml` to say what it is.

use include_dir::{Dir, include_dir};
use preflight_protocol::{Example, ExampleFile, ExampleKind};
use serde::Deserialize;

static FOLDERS: Dir = include_dir!("$CARGO_MANIFEST_DIR/examples");
const HEAD: &str = "example.toml";

/// What `example.toml` says.
#[derive(Debug, Deserialize)]
struct Head {
    title: String,
    text: String,
    kind: ExampleKind,
    /// Its place in the gallery.
    order: u32,
}

/// Every example, in the gallery's order. A folder that can't be read is left out; a test holds that there is none.
pub fn examples() -> Vec<Example> {
    let mut found: Vec<(u32, Example)> = FOLDERS.dirs().filter_map(read).collect();
    found.sort_by_key(|(order, _)| *order);
    found.into_iter().map(|(_, example)| example).collect()
}

fn read(folder: &Dir) -> Option<(u32, Example)> {
    let head: Head = preflight::own_data::read(folder.get_file(folder.path().join(HEAD))?.contents_utf8()?).ok()?;
    let mut files = Vec::new();
    collect(folder, folder, &mut files);
    let id = folder.path().to_str()?.to_owned();
    Some((head.order, Example { id, title: head.title, text: head.text, kind: head.kind, files }))
}

fn collect(top: &Dir, folder: &Dir, files: &mut Vec<ExampleFile>) {
    for file in folder.files() {
        let path = file.path().strip_prefix(top.path()).unwrap_or(file.path());
        if let (Some(path), Some(text)) = (path.to_str(), file.contents_utf8())
            && path != HEAD
        {
            files.push(ExampleFile { path: path.into(), text: text.into() });
        }
    }
    for inner in folder.dirs() {
        collect(top, inner, files);
    }
}

#[cfg(test)]
mod tests {
    use preflight::report::Verdict;

    use super::*;

    #[test]
    fn every_folder_is_read() {
        let examples = examples();
        assert_eq!(examples.len(), FOLDERS.dirs().count());
        assert!(examples.iter().all(|example| !example.files.is_empty()));
    }

    #[test]
    fn every_example_is_judged_as_what_it_shows() {
        for example in examples() {
            let project = match example.files.as_slice() {
                [file] => preflight::Project::snippet(&file.text, Some(&file.path)),
                files => preflight::Project::from_files(files.iter().map(|file| (file.path.clone(), file.text.clone()))),
            };
            let report = preflight::check(&project);
            let expected = if example.kind == ExampleKind::Bad { Verdict::NeedsChanges } else { Verdict::Deployable };
            assert_eq!(report.verdict, expected, "{}: {}", example.id, report.summary);
        }
    }
}
