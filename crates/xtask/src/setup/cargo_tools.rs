//! Trunk and wasm-bindgen: those on PATH if they have the right version, else our own in the user's cache.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::{paths, shell};

struct Tool {
    program: &'static str,
    package: &'static str,
    version: String,
    options: &'static [&'static str],
    why: &'static str,
    /// Unoptimized tools install three times faster; one that works on megabytes repays some optimization.
    opt_level: &'static str,
}

pub fn ensure() -> Result<()> {
    let trunk = Tool {
        program: "trunk",
        package: "trunk",
        // 0.22 needs a newer compiler than the stable one of today.
        version: "0.21.14".into(),
        options: &["--locked", "--no-default-features"],
        why: "build the page",
        opt_level: "0",
    };
    let wasm_bindgen = Tool {
        program: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        version: locked_wasm_bindgen(),
        options: &[],
        why: "connect WebAssembly with JavaScript",
        opt_level: "1",
    };
    [trunk, wasm_bindgen].iter().try_for_each(ensure_tool)
}

fn ensure_tool(tool: &Tool) -> Result<()> {
    if shell::find(tool.program).is_some_and(|file| has_version(&file, &tool.version)) {
        return Ok(());
    }
    let Tool { package, version, why, .. } = tool;
    shell::say(format!("installing {package} {version}: needed to {why} (about 3 min)"));
    let cache = paths::cache()?;
    fs::create_dir_all(&cache).with_context(|| format!("can't write to {}", cache.display()))?;
    let mut cargo = shell::command("cargo");
    cargo
        // Elsewhere than in the repository: its settings are for its own crates.
        .current_dir(&cache)
        .args(["install", "--quiet", "--force", "--version", version, package])
        .args(tool.options)
        .arg("--root")
        .arg(cache.join("tools"))
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", tool.opt_level)
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env_remove("CARGO_TARGET_DIR");
    shell::run(&mut cargo)
        .with_context(|| format!("{package} {version} did not install\n  what to do: cargo install {package} --version {version}"))
}

fn has_version(file: &Path, version: &str) -> bool {
    let said = shell::output(shell::command(file).arg("--version")).unwrap_or_default();
    said.split_whitespace().any(|word| word == version)
}

/// The tool must be of exactly the version of the library that the page is linked with.
fn locked_wasm_bindgen() -> String {
    let lock = fs::read_to_string(paths::root().join("Cargo.lock")).unwrap_or_default();
    let after_name = lock.split("name = \"wasm-bindgen\"\nversion = \"").nth(1);
    let version = after_name.and_then(|rest| rest.split('"').next());
    version.unwrap_or("0.2.130").to_owned()
}
