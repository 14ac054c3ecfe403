//! Beside the application's build: the analyser, which runs in a worker.
//!
//! Trunk can build workers, but gives their files no content hash, and the page's own profile.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::optimize;
use crate::inputs::Stamp;
use crate::setup::TARGET;
use crate::{digest, paths, shell};

const CRATE: &str = "crates/preflight-wasm";
const PROFILE: &str = "wasm-worker";
/// What the browser starts: it loads the module and listens to messages.
const ENTRY: &str = "crates/preflight-wasm/worker.js";

/// Where the worker's files are kept, unhashed. Tests outside of a browser load them from here.
pub fn folder() -> PathBuf {
    paths::state().join("worker")
}

pub fn build() -> Result<()> {
    let manifest = paths::root().join(CRATE).join("Cargo.toml");
    let mut cargo = shell::command("cargo");
    cargo.args(["build", "--quiet", "--profile", PROFILE, "--target", TARGET, "--manifest-path"]).arg(&manifest);
    shell::run(&mut cargo).context("the worker did not build")?;
    let module = compiled()?;
    let digest = digest::hex(&fs::read(&module)?);
    let stamp = Stamp::new("worker-module");
    if !(stamp.matches(&digest) && folder().join("preflight_wasm_bg.wasm").is_file()) {
        bind(&module)?;
        stamp.set(&digest)?;
    }
    fs::copy(paths::root().join(ENTRY), folder().join("worker.js")).with_context(|| format!("can't copy {ENTRY}"))?;
    Ok(())
}

/// Cargo names a library's module with an underscore and a program's with a hyphen.
fn compiled() -> Result<PathBuf> {
    let dir = paths::target().join(TARGET).join(PROFILE);
    let names = ["preflight_wasm.wasm", "preflight-wasm.wasm"];
    let found = names.iter().map(|name| dir.join(name)).find(|file| file.is_file());
    found.with_context(|| format!("{CRATE} gave no WebAssembly\n  what to do: set crate-type = [\"cdylib\", \"rlib\"]"))
}

fn bind(module: &Path) -> Result<()> {
    let mut bindgen = shell::command("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", "preflight_wasm", "--out-dir"]);
    shell::run(bindgen.arg(folder()).arg(module)).context("wasm-bindgen can't read the worker's module")?;
    optimize::in_place(&folder().join("preflight_wasm_bg.wasm"), "-Oz")
}
