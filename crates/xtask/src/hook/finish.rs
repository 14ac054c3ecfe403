//! After the build, before Trunk puts the page in place: smaller modules, the worker, no inline script.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{document, optimize, worker};
use crate::digest;

pub fn finish() -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let staging = staging.context("Trunk calls this\n  what to do: cargo xtask build")?;
    for module in modules(&staging)? {
        optimize::in_place(&module, "-Oz")?;
    }
    let file = staging.join("index.html");
    let html = fs::read_to_string(&file).context("Trunk wrote no index.html")?;
    let html = document::name_worker(&html, &place_worker(&staging)?)?;
    let (html, scripts) = document::take_scripts(&html);
    for (name, script) in scripts {
        fs::write(staging.join(name), script)?;
    }
    fs::write(file, html).context("can't write index.html")
}

fn modules(dir: &Path) -> Result<Vec<PathBuf>> {
    let entries = dir.read_dir().with_context(|| format!("can't read {}", dir.display()))?;
    let files = entries.flatten().map(|entry| entry.path());
    Ok(files.filter(|file| file.extension().is_some_and(|ending| ending == "wasm")).collect())
}

/// Copies the worker under names that change with its content, so that no cache can give an old one to a new page.
/// Gives the name of the file to start.
fn place_worker(staging: &Path) -> Result<String> {
    let from = worker::folder();
    let module = fs::read(from.join("preflight_wasm_bg.wasm")).context("the worker was not built")?;
    let glue = fs::read_to_string(from.join("preflight_wasm.js"))?;
    let entry = fs::read_to_string(from.join("worker.js"))?;

    let module_name = format!("preflight_wasm_bg-{}.wasm", digest::hex(&module));
    let glue = glue.replace("preflight_wasm_bg.wasm", &module_name);
    let glue_name = format!("preflight_wasm-{}.js", digest::hex(glue.as_bytes()));
    let entry = entry.replace("preflight_wasm_bg.wasm", &module_name).replace("preflight_wasm.js", &glue_name);
    let entry_name = format!("worker-{}.js", digest::hex(entry.as_bytes()));

    fs::write(staging.join(&module_name), module)?;
    fs::write(staging.join(&glue_name), glue)?;
    fs::write(staging.join(&entry_name), entry)?;
    Ok(entry_name)
}
