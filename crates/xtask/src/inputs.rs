//! What a build was made from: by content, since switching branches touches files without changing them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{digest, paths};

/// Written by tools, not by people.
const OUTPUTS: [&str; 4] = ["node_modules", "dist", "target", "output"];

/// The digest of files and folders, given by their paths in the repository. Missing ones count as empty.
pub fn digest_of(names: &[&str]) -> Result<String> {
    digest_without(names, &[])
}

/// The same, leaving out folders by their bare name.
pub fn digest_without(names: &[&str], left_out: &[&str]) -> Result<String> {
    let mut files = Vec::new();
    for name in names {
        collect(&paths::root().join(name), left_out, &mut files)?;
    }
    files.sort();
    let mut text = String::new();
    for file in files {
        let content = fs::read(&file).with_context(|| format!("can't read {}", file.display()))?;
        text.push_str(&format!("{} {}\n", paths::show(&file), digest::hex(&content)));
    }
    Ok(digest::hex(text.as_bytes()))
}

fn collect(path: &Path, left_out: &[&str], files: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_file() {
        files.push(path.to_path_buf());
    }
    if !path.is_dir() {
        return Ok(());
    }
    for entry in path.read_dir().with_context(|| format!("can't read {}", path.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !OUTPUTS.contains(&name.as_str()) && !left_out.contains(&name.as_str()) {
            collect(&entry.path(), left_out, files)?;
        }
    }
    Ok(())
}

/// Remembers what was last made from which inputs.
pub struct Stamp(PathBuf);

impl Stamp {
    pub fn new(name: &str) -> Self {
        Self(paths::state().join(name))
    }

    pub fn matches(&self, digest: &str) -> bool {
        fs::read_to_string(&self.0).is_ok_and(|found| found == digest)
    }

    pub fn set(&self, digest: &str) -> Result<()> {
        fs::create_dir_all(paths::state())?;
        fs::write(&self.0, digest).with_context(|| format!("can't write {}", self.0.display()))
    }

    /// From now on, until set again, nothing counts as made.
    pub fn clear(&self) {
        // A stamp that isn't there is as good as a removed one.
        let _ = fs::remove_file(&self.0);
    }
}
