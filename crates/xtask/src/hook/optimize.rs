//! Smaller WebAssembly, by Binaryen. It takes long, so its results are kept by content.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{digest, paths, shell};

/// What rustc's code may use; the section that would say so is gone from a stripped module.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Optimizes a module in place.
pub fn in_place(module: &Path, level: &str) -> Result<()> {
    let input = fs::read(module).with_context(|| format!("can't read {}", module.display()))?;
    let kept = paths::state().join("optimized").join(format!("{}{level}.wasm", digest::hex(&input)));
    if !kept.is_file() {
        fs::create_dir_all(kept.parent().unwrap_or(&kept))?;
        // Under another name until it is whole.
        let partial = kept.with_extension("partial");
        run(module, &partial, level)?;
        fs::rename(&partial, &kept).with_context(|| format!("can't write {}", kept.display()))?;
    }
    fs::copy(&kept, module).with_context(|| format!("can't write {}", module.display()))?;
    Ok(())
}

fn run(input: &Path, output: &Path, level: &str) -> Result<()> {
    let mut wasm_opt = shell::command("node");
    wasm_opt.arg(program()?).arg(level).args(FEATURES).arg(input).arg("-o").arg(output);
    shell::run(&mut wasm_opt).with_context(|| format!("can't optimize {}", input.display()))
}

/// Debian's own wasm-opt is too old for what rustc emits; npm has the current one.
fn program() -> Result<PathBuf> {
    let file = paths::root().join("tests/browser/node_modules/binaryen/bin/wasm-opt");
    file.is_file().then_some(file).context("wasm-opt is missing\n  what to do: cargo xtask setup")
}
