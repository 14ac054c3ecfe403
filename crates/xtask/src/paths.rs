//! Where things are: in the repository, and in the user's cache.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The top of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// The finished page.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Cargo's output directory, which also holds the stamps of what is up to date.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}

/// This program's own files under the output directory.
pub fn state() -> PathBuf {
    target().join("xtask")
}

/// Installed tools live in the user's cache, so that a second clone finds them ready.
pub fn cache() -> Result<PathBuf> {
    if let Some(dir) = env::var_os("XDG_CACHE_HOME").filter(|dir| !dir.is_empty()) {
        return Ok(PathBuf::from(dir).join("preflight"));
    }
    let home =
        env::home_dir().context("no home directory to keep the tools in; set XDG_CACHE_HOME to a directory that can be written to")?;
    Ok(home.join(".cache").join("preflight"))
}

/// The `bin` directory of the tools that setup installs.
pub fn tools_bin() -> Result<PathBuf> {
    Ok(cache()?.join("tools").join("bin"))
}

/// The files of a folder of the repository whose names end in a certain way, sorted; none if there is no such folder.
pub fn files(folder: &str, ending: &str) -> Result<Vec<PathBuf>> {
    entries(folder, |path| path.is_file() && path.to_string_lossy().ends_with(ending))
}

/// The folders in a folder of the repository, sorted.
pub fn folders(folder: &str) -> Result<Vec<PathBuf>> {
    entries(folder, Path::is_dir)
}

fn entries(folder: &str, wanted: impl Fn(&Path) -> bool) -> Result<Vec<PathBuf>> {
    let dir = root().join(folder);
    if !dir.is_dir() {
        return Ok(Vec::new());
    }
    let entries = dir.read_dir().with_context(|| format!("can't read {}", dir.display()))?;
    let mut found: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| wanted(path)).collect();
    found.sort();
    Ok(found)
}

/// A path as people write it: relative to the repository.
pub fn show(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}
