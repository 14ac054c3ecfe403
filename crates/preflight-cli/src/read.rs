//! From paths to a project: the only place that touches the disk.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use ignore::{DirEntry, WalkBuilder};
use preflight::Project;
use preflight::project::{MAX_FILE_BYTES, MAX_LOCK_FILE_BYTES, ProjectKind, guess_name, is_below, normalise};

use crate::arguments::InputOptions;

/// Folders that no deployment takes from a repository: other people's packages, caches, and version control's own.
const SKIPPED_FOLDERS: &[&str] =
    &[".git", ".hg", ".svn", "node_modules", "bower_components", "__pycache__", ".venv", "venv", ".tox", ".next", ".nuxt", ".svelte-kit"];

/// Reads what a path names: a folder, a file, or standard input (`-`).
pub fn project(path: &Path, options: &InputOptions) -> anyhow::Result<Project> {
    let mut project = if path == Path::new("-") {
        standard_input(options.filename.as_deref())?
    } else if path.is_dir() {
        folder(path)?
    } else {
        file(path, options.filename.as_deref())?
    };
    if let Some(app) = options.project_path.as_deref().map(normalise) {
        if project.kind() == ProjectKind::Repository && !project.files().iter().any(|file| is_below(&file.path, &app)) {
            bail!("there is no file in {app} below {}", path.display());
        }
        project = project.with_project_path(&app);
    }
    Ok(match &options.repository {
        Some(url) => project.with_repository_url(url),
        None => project,
    })
}

fn standard_input(name: Option<&str>) -> anyhow::Result<Project> {
    let bytes = bounded(io::stdin().lock()).context("could not read standard input")?;
    snippet(&bytes, name, "standard input")
}

fn file(path: &Path, name: Option<&str>) -> anyhow::Result<Project> {
    let bytes = File::open(path).and_then(bounded).with_context(|| format!("could not read {}", path.display()))?;
    let own = path.file_name().map(|name| name.to_string_lossy().into_owned());
    snippet(&bytes, name.or(own.as_deref()), &path.display().to_string())
}

fn snippet(bytes: &[u8], name: Option<&str>, source: &str) -> anyhow::Result<Project> {
    let project = match std::str::from_utf8(bytes) {
        Ok(text) => Project::snippet(text, name),
        Err(_) => {
            let name = name.map_or_else(|| guess_name(&String::from_utf8_lossy(bytes)), str::to_owned);
            Project::from_files([(name, bytes)])
        }
    };
    if project.files().is_empty() {
        let size = if bytes.len() > MAX_FILE_BYTES { "it is too large" } else { "it is no text" };
        bail!("could not check {source}: {size}");
    }
    Ok(project)
}

/// Reads a folder's files in the order of their names, without what its .gitignore files leave out.
fn folder(root: &Path) -> anyhow::Result<Project> {
    let root = root.canonicalize().with_context(|| format!("could not read {}", root.display()))?;
    std::fs::read_dir(&root).with_context(|| format!("could not read {}", root.display()))?;
    let mut unread: Vec<(String, String)> = Vec::new();
    let files = walk(&root).filter_map(|entry| match entry {
        Ok(path) => {
            let name = name_below(&path, &root);
            let bytes = File::open(&path).and_then(bounded);
            bytes.map_err(|error| unread.push((name.clone(), format!("Could not be read: {error}.")))).ok().map(|bytes| (name, bytes))
        }
        Err(error) => {
            unread.push((String::new(), format!("Could not be read: {error}.")));
            None
        }
    });
    let project = Project::from_files(files);
    Ok(unread.into_iter().fold(project, |project, (path, message)| project.with_note(&path, &message)))
}

/// The paths of the regular files below a folder. What git would take counts, whether or not the folder is a checkout:
/// hidden files are in, ignore files of the folder itself are respected, those of folders above it and of the user are not.
/// Symbolic links are not followed: what they point to inside the folder is read where it lies, and the rest is not ours to read.
fn walk(root: &Path) -> impl Iterator<Item = Result<PathBuf, ignore::Error>> {
    WalkBuilder::new(root)
        .hidden(false)
        .parents(false)
        .ignore(false)
        .git_global(false)
        .git_exclude(false)
        .git_ignore(true)
        .require_git(false)
        .follow_links(false)
        .sort_by_file_name(std::ffi::OsStr::cmp)
        .filter_entry(|entry| entry.depth() == 0 || !is_skipped(entry))
        .build()
        .filter_map(|entry| match entry {
            Ok(entry) => entry.file_type().is_some_and(|kind| kind.is_file()).then(|| Ok(entry.into_path())),
            Err(error) => Some(Err(error)),
        })
}

fn is_skipped(entry: &DirEntry) -> bool {
    SKIPPED_FOLDERS.iter().any(|skipped| entry.file_name() == *skipped)
}

fn name_below(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned()
}

/// Reads at most one byte more than is admitted of any file, which is enough for the core to say that there is too much.
fn bounded(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(MAX_LOCK_FILE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
