//! The language grammars are C: a clang that targets wasm32, its archiver, and the few libc headers they ask for.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::wasm_target::TARGET;
use super::{Toolbox, apt};
use crate::shell;

/// Newest first; the bare name last, since it may be an old one, or Apple's, which lacks the target.
const SUFFIXES: [&str; 8] = ["-22", "-21", "-20", "-19", "-18", "-17", "-16", ""];
/// Homebrew keeps its LLVM off PATH.
const HOMEBREW: [&str; 2] = ["/opt/homebrew/opt/llvm/bin", "/usr/local/opt/llvm/bin"];

pub fn ensure(toolbox: &mut Toolbox) -> Result<()> {
    if env::var_os("CC_wasm32_unknown_unknown").is_none() {
        let (clang, archiver) = compiler()?;
        toolbox.set("CC_wasm32_unknown_unknown", clang);
        toolbox.set("AR_wasm32_unknown_unknown", archiver);
    }
    if env::var_os("CFLAGS_wasm32_unknown_unknown").is_none()
        && let Some(include) = headers()?
    {
        toolbox.set("CFLAGS_wasm32_unknown_unknown", format!("-isystem {}", include.display()));
    }
    Ok(())
}

fn compiler() -> Result<(PathBuf, PathBuf)> {
    if let Some(found) = find() {
        return Ok(found);
    }
    let packages = if apt::knows("clang-19") { ["clang-19", "llvm-19"] } else { ["clang", "llvm"] };
    let hint = "a clang that can compile for WebAssembly, and llvm-ar, are missing (macOS: brew install llvm)";
    apt::install(&packages, "compile the language grammars for the browser").context(hint)?;
    match find() {
        Some(found) => Ok(found),
        None => bail!("clang and llvm-ar were installed, but clang has no wasm32 target"),
    }
}

fn find() -> Option<(PathBuf, PathBuf)> {
    let on_path = SUFFIXES.iter().find_map(|suffix| {
        let pair = (shell::find(&format!("clang{suffix}"))?, shell::find(&format!("llvm-ar{suffix}"))?);
        Some(pair).filter(|(clang, _)| targets_wasm(clang))
    });
    on_path.or_else(|| {
        let homebrew = HOMEBREW.iter().map(|dir| (Path::new(dir).join("clang"), Path::new(dir).join("llvm-ar")));
        homebrew.into_iter().find(|(clang, _)| targets_wasm(clang))
    })
}

fn targets_wasm(clang: &Path) -> bool {
    shell::output(shell::command(clang).arg("--print-targets")).is_ok_and(|text| text.contains("wasm32"))
}

/// Some grammar crates don't look for the headers that the `tree-sitter-language` crate brings for them.
fn headers() -> Result<Option<PathBuf>> {
    let mut cargo = shell::command("cargo");
    cargo.args(["metadata", "--format-version", "1", "--quiet", "--filter-platform", TARGET]);
    let text = shell::output(&mut cargo).context("the workspace's Cargo.toml files can't be read")?;
    let metadata: Value = serde_json::from_str(&text).context("`cargo metadata` gave no JSON")?;
    let packages = metadata["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
    let manifest =
        packages.iter().find(|package| package["name"] == "tree-sitter-language").and_then(|package| package["manifest_path"].as_str());
    let include = manifest.and_then(|file| Path::new(file).parent()).map(|dir| dir.join("wasm/include"));
    Ok(include.filter(|dir| dir.is_dir()))
}
