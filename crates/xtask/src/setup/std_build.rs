//! Where rustup can't download the wasm32 library: Debian ships a rustc with its library's sources, from which it
//! is built once and kept in the user's cache, beside a starter for that rustc which finds it there.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::wasm_target::{TARGET, has_target};
use super::{Toolbox, apt};
use crate::{paths, shell};

/// The variable by which Cargo is told to use another compiler.
pub const CHOICE: &str = "RUSTC";
const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
const LIBRARY_SOURCE: &str = "/usr/lib/rustlib/src/rust/library";
const LINKERS: [&str; 3] = ["wasm-ld-22", "wasm-ld-21", "wasm-ld-20"];
/// Debian's other Rust packages are too old for the page's crates.
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];

/// A library fits only the compiler that built it, so the compiler's description is the stamp.
pub fn is_ready() -> bool {
    let Ok(dir) = directory() else { return false };
    let stamp = fs::read_to_string(dir.join("built-by")).ok();
    stamp.is_some() && stamp == compiler().ok() && has_target(&dir) && linker().is_some()
}

/// Makes builds use the library.
pub fn select(toolbox: &mut Toolbox) -> Result<()> {
    let linker = linker().context("wasm-ld is missing\n  what to do: apt-get install lld-22")?;
    toolbox.set(CHOICE, directory()?.join("bin/rustc"));
    toolbox.set("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    Ok(())
}

pub fn build() -> Result<()> {
    if !has_packages() {
        apt::install(&PACKAGES, "compile Rust for the browser where rustup can't download the target")?;
    }
    if !has_packages() {
        bail!("no Rust library sources at {LIBRARY_SOURCE}, or no wasm-ld, after installing {}", PACKAGES.join(" "));
    }
    if is_ready() {
        return Ok(());
    }
    shell::say("building Rust's standard library for the browser: needed to compile the page (about 1 min, once)");
    let dir = directory()?;
    if dir.exists() {
        fs::remove_dir_all(&dir).with_context(|| format!("can't replace {}", dir.display()))?;
    }
    let scratch = dir.join("build");
    compile(&scratch)?;
    assemble(&dir, &scratch)?;
    fs::remove_dir_all(&scratch).context("can't remove the library's build directory")?;
    fs::write(dir.join("built-by"), compiler()?).context("can't write the library's stamp")
}

fn directory() -> Result<PathBuf> {
    Ok(paths::cache()?.join("rust"))
}

fn compiler() -> Result<String> {
    shell::output(shell::command(RUSTC).arg("-vV"))
}

fn linker() -> Option<PathBuf> {
    shell::find_any(LINKERS)
}

fn has_packages() -> bool {
    [RUSTC, CARGO, LIBRARY_SOURCE].iter().all(|path| Path::new(path).exists()) && linker().is_some()
}

/// An empty crate is enough: what counts is the library that is built for it.
fn compile(scratch: &Path) -> Result<()> {
    fs::create_dir_all(scratch.join("src")).with_context(|| format!("can't write to {}", scratch.display()))?;
    fs::write(scratch.join("src/lib.rs"), "")?;
    fs::write(scratch.join("Cargo.toml"), "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n")?;
    let mut cargo = shell::command(CARGO);
    cargo
        .current_dir(scratch)
        .args(["build", "--quiet", "--release", "-Zbuild-std=std,panic_abort,test", "--target", TARGET])
        .env("RUSTC", RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        // Without the bitcode a page can't be built with link-time optimization.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", scratch.join("target"))
        .env_remove("CARGO")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    shell::run(&mut cargo).context("Rust's standard library did not build")
}

/// A sysroot of the built library, the compiler's own one for the host, and a starter for the compiler.
fn assemble(dir: &Path, scratch: &Path) -> Result<()> {
    let library = dir.join("lib/rustlib").join(TARGET).join("lib");
    fs::create_dir_all(&library)?;
    let built = scratch.join("target").join(TARGET).join("release/deps");
    for file in built.read_dir().with_context(|| format!("nothing at {}", built.display()))? {
        let file = file?;
        let name = file.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libempty-") {
            fs::copy(file.path(), library.join(name))?;
        }
    }
    let bin = dir.join("bin");
    fs::create_dir_all(&bin)?;
    let host = host()?;
    symlink(&PathBuf::from("/usr/lib/rustlib").join(&host), &dir.join("lib/rustlib").join(&host))?;
    starter(&bin.join("rustc"), &format!("#!/bin/sh\nexec {RUSTC} --sysroot '{}' \"$@\"\n", dir.display()))
}

fn host() -> Result<String> {
    let text = compiler()?;
    let line = text.lines().find_map(|line| line.strip_prefix("host: "));
    line.map(str::to_owned).context("rustc does not say which host it is for")
}

#[cfg(unix)]
fn symlink(original: &Path, link: &Path) -> Result<()> {
    std::os::unix::fs::symlink(original, link).with_context(|| format!("can't write {}", link.display()))
}

#[cfg(unix)]
fn starter(file: &Path, text: &str) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::write(file, text)?;
    fs::set_permissions(file, fs::Permissions::from_mode(0o755))?;
    Ok(())
}

#[cfg(not(unix))]
fn symlink(_original: &Path, _link: &Path) -> Result<()> {
    bail!("this is done on Debian only")
}

#[cfg(not(unix))]
fn starter(_file: &Path, _text: &str) -> Result<()> {
    bail!("this is done on Debian only")
}
