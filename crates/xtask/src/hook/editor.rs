//! Before the build: the editor's JavaScript, from npm packages.

use anyhow::{Context, Result};

use crate::inputs::{self, Stamp};
use crate::{paths, shell};

const FOLDER: &str = "web/editor";

pub fn bundle() -> Result<()> {
    let dir = paths::root().join(FOLDER);
    let digest = inputs::digest_of(&[FOLDER])?;
    let stamp = Stamp::new("editor");
    if stamp.matches(&digest) && dir.join("dist").is_dir() {
        return Ok(());
    }
    let npm = shell::find("npm").context("npm is missing\n  what to do: install Node.js 20 or newer")?;
    shell::run(shell::command(npm).current_dir(&dir).args(["run", "--silent", "build"]))
        .context("the editor did not build\n  what to do: cargo xtask setup, if its packages are missing")?;
    stamp.set(&digest)
}
