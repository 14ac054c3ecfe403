//! Building the page. Trunk does most of it (Trunk.toml); what it can't do are the hooks it calls.

use anyhow::{Context, Result};

use crate::inputs::{self, Stamp};
use crate::setup;
use crate::{paths, shell};

const INPUTS: [&str; 8] =
    ["crates", "web", "static", "Cargo.toml", "Cargo.lock", "Trunk.toml", ".cargo/config.toml", "tests/browser/package-lock.json"];
/// What the application and its worker are compiled from: both carry the digest, and compare it when they meet.
const COMPILED: [&str; 5] = ["crates", "web/src", "web/Cargo.toml", "Cargo.toml", "Cargo.lock"];
const NOT_COMPILED: [&str; 4] = ["tests", "benches", "xtask", "preflight-cli"];

/// Installs what is missing and builds the page, if anything has changed since it was last built.
pub fn build() -> Result<()> {
    let toolbox = setup::for_page()?;
    let digest = inputs::digest_of(&INPUTS)?;
    if stamp().matches(&digest) && paths::dist().join("index.html").is_file() {
        shell::say("the page is up to date");
        return Ok(());
    }
    shell::say("building the page (about 3 min from nothing)");
    let version = inputs::digest_without(&COMPILED, &NOT_COMPILED)?;
    let mut trunk = toolbox.command("trunk");
    trunk
        .args(["build", "--skip-version-check"])
        .env("PREFLIGHT_BUILD", version)
        // Trunk takes NO_COLOR for a flag of its own and accepts only `true` and `false` for it.
        .env_remove("NO_COLOR");
    shell::run(&mut trunk).context("the page did not build")?;
    stamp().set(&digest)
}

/// A build that Trunk does on its own counts as unknown, and so does one that fails.
pub fn forget() {
    stamp().clear();
}

fn stamp() -> Stamp {
    Stamp::new("page")
}
