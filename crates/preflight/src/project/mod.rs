//! The virtual tree of files that a check reads. Nothing here touches a disk: whoever calls has read the files already.

mod format;
mod guess;
mod limits;
mod role;

use std::sync::Arc;

pub use format::Format;
pub use guess::guess_name;
pub use limits::{MAX_FILE_BYTES, MAX_FILES, MAX_LOCK_FILE_BYTES, MAX_TOTAL_BYTES};
pub use role::Role;

use crate::text::{LineIndex, Position, Span};

/// A file's number in its project, in the order of the paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(pub u32);

/// A file of the project.
#[derive(Debug, Clone)]
pub struct File {
    /// Its number.
    pub id: FileId,
    /// Its path from the repository's root, `/` between folders, no leading `./`.
    pub path: String,
    /// Its text. Bytes that are no UTF-8 are replaced, and a diagnostic says so.
    pub text: Arc<str>,
    /// What it is written in.
    pub format: Format,
    /// What part it plays in the container's life.
    pub role: Role,
    lines: LineIndex,
}

impl File {
    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The folder that the file is in; empty for the root.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The position of a byte.
    pub fn position(&self, offset: u32) -> Position {
        self.lines.position(&self.text, offset)
    }

    /// The text of a line, from 1.
    pub fn line(&self, line: u32) -> &str {
        self.lines.line(&self.text, line)
    }

    /// The lines of the file.
    pub fn lines(&self) -> &LineIndex {
        &self.lines
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }
}

/// What was given to check: a repository, or a snippet that stands for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProjectKind {
    /// A folder of files.
    Repository,
    /// One pasted text: what it does not show is unknown, not absent.
    Snippet,
}

/// The files to check.
#[derive(Debug, Clone)]
pub struct Project {
    files: Vec<File>,
    kind: ProjectKind,
    project_path: String,
    repository_url: Option<String>,
    notes: Vec<(String, String)>,
}

impl Project {
    /// A project of the given files (path and bytes). Paths are normalised, files are put in the order of their paths,
    /// and the bounds of [`limits`] are applied: what is left out is said in [`Project::notes`].
    pub fn from_files<P: Into<String>, B: AsRef<[u8]>>(files: impl IntoIterator<Item = (P, B)>) -> Project {
        let mut notes = Vec::new();
        let mut left_out = Vec::new();
        let mut texts: Vec<(String, Arc<str>)> = Vec::new();
        let mut total = 0;
        for (path, bytes) in files {
            let path = normalise(&path.into());
            match limits::admit(&path, bytes.as_ref(), texts.len(), &mut total) {
                Ok((text, note)) => {
                    notes.extend(note.map(|note| (path.clone(), note)));
                    texts.push((path, text));
                }
                Err(reason) => left_out.extend(reason.map(|reason| (path, reason))),
            }
        }
        notes.extend(shortened(left_out));
        texts.sort_by(|(one, _), (other, _)| one.cmp(other));
        texts.dedup_by(|(later, _), (earlier, _)| later == earlier);
        let kind = if texts.len() == 1 && !format::is_manifest(&texts[0].0) { ProjectKind::Snippet } else { ProjectKind::Repository };
        let files = texts.into_iter().enumerate().map(|(number, (path, text))| File {
            id: FileId(number as u32),
            format: Format::of(&path, &text),
            role: Role::of(&path, &text),
            lines: LineIndex::new(&text),
            path,
            text,
        });
        Project { files: files.collect(), kind, project_path: String::new(), repository_url: None, notes }
    }

    /// A project of one pasted text. Without a name, one is guessed from the text ([`guess_name`]), and a note says so.
    pub fn snippet(text: &str, name: Option<&str>) -> Project {
        let given = name.map(str::trim).filter(|name| !name.is_empty());
        let guessed = given.map_or_else(|| guess_name(text), str::to_owned);
        let mut project = Project::from_files([(guessed.clone(), text)]);
        project.kind = ProjectKind::Snippet;
        if given.is_none() {
            project.notes.push((guessed.clone(), format!("No file name was given; the text reads like {guessed}.")));
        }
        project
    }

    /// The same project, deployed from `folder` (PROJECT_PATH). Empty for the root.
    /// The roles of its files are then those that they have in that folder: an app in `examples/` is no example.
    pub fn with_project_path(mut self, folder: &str) -> Project {
        self.project_path = normalise(folder.trim()).trim_end_matches('/').to_owned();
        for file in &mut self.files {
            if let Some(path) = file.path.strip_prefix(&self.project_path).and_then(|rest| rest.strip_prefix('/')) {
                file.role = Role::of(path, &file.text);
            }
        }
        self
    }

    /// The same project with the address of its repository, which becomes GIT_REPO_URL.
    pub fn with_repository_url(mut self, url: &str) -> Project {
        self.repository_url = Some(url.trim().to_owned()).filter(|url| !url.is_empty());
        self
    }

    /// The same project with a note on a file that could not be read (an empty path: on the whole).
    pub fn with_note(mut self, path: &str, message: &str) -> Project {
        self.notes.push((path.to_owned(), message.to_owned()));
        self
    }

    /// The files in the order of their paths.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// A file by its number.
    pub fn file(&self, id: FileId) -> &File {
        &self.files[id.0 as usize]
    }

    /// A file by its path from the root.
    pub fn find(&self, path: &str) -> Option<&File> {
        self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok().map(|index| &self.files[index])
    }

    /// Repository or snippet.
    pub fn kind(&self) -> ProjectKind {
        self.kind
    }

    /// The folder that was asked to be deployed; empty for the root.
    pub fn project_path(&self) -> &str {
        &self.project_path
    }

    /// The address of the repository, if it was given.
    pub fn repository_url(&self) -> Option<&str> {
        self.repository_url.as_deref()
    }

    /// What was left out or guessed while the project was put together: (path, message).
    pub fn notes(&self) -> &[(String, String)] {
        &self.notes
    }

    /// True when a file belongs to the app that is deployed from `folder`: it lies in it, or it is a deployment file at
    /// the root (compose, Dockerfiles, flux.json) that describes how the whole runs.
    pub fn belongs_to(file: &File, folder: &str) -> bool {
        is_below(&file.path, folder) || (file.role == Role::Deployment && !file.folder().trim_start_matches('.').contains('/'))
    }
}

/// How many files that were left out are named one by one.
const MOST_NAMED: usize = 20;

/// The first of many notes, and how many more there are.
fn shortened(mut notes: Vec<(String, String)>) -> Vec<(String, String)> {
    let more = notes.len().saturating_sub(MOST_NAMED);
    if more > 0 {
        notes.truncate(MOST_NAMED);
        notes.push((String::new(), format!("{more} more files were left out.")));
    }
    notes
}

/// True when `path` lies in `folder`; everything lies in the empty folder.
pub fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// A path with `/` between folders, without `.` and empty parts, and with `..` resolved as far as it goes.
pub fn normalise(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_ordered_and_found() {
        let project = Project::from_files([("./b.js", "1"), ("a\\c.js", "2"), ("a/../d.py", "3")]);
        let paths: Vec<_> = project.files().iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["a/c.js", "b.js", "d.py"]);
        assert_eq!(project.find("b.js").map(|file| file.id), Some(FileId(1)));
        assert!(project.find("x").is_none());
    }

    #[test]
    fn a_text_without_a_name_gets_one_and_a_note() {
        let project = Project::snippet("const express = require('express');\nconst app = express();\n", None);
        assert_eq!(project.files()[0].path, "app.js");
        assert_eq!(project.kind(), ProjectKind::Snippet);
        assert_eq!(project.notes().len(), 1);
    }

    #[test]
    fn below_needs_a_whole_folder_name() {
        assert!(is_below("server/a.js", "server"));
        assert!(!is_below("server2/a.js", "server"));
        assert!(is_below("a.js", ""));
    }
}
