//! npm packages, installed again only when the lock file has changed.

use std::fs;

use anyhow::{Context, Result};

use crate::{digest, paths, shell};

pub fn ensure(folder: &str, why: &str) -> Result<()> {
    let dir = paths::root().join(folder);
    let Ok(lock) = fs::read(dir.join("package-lock.json")) else { return Ok(()) };
    let stamp = paths::state().join(format!("npm-{}", folder.replace('/', "-")));
    let wanted = digest::hex(&lock);
    let installed = fs::read_to_string(&stamp).is_ok_and(|found| found == wanted);
    if installed && dir.join("node_modules").is_dir() {
        return Ok(());
    }
    let npm = shell::find("npm").context("npm is missing\n  what to do: install Node.js 20 or newer (https://nodejs.org)")?;
    shell::say(format!("installing the npm packages of {folder}: needed to {why} (some seconds)"));
    shell::run(shell::command(npm).current_dir(&dir).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]))
        .with_context(|| format!("the npm packages of {folder} did not install"))?;
    fs::create_dir_all(paths::state())?;
    fs::write(&stamp, wanted).with_context(|| format!("can't write {}", stamp.display()))
}
