//! Rust's standard library for wasm32: rustup's where it can be had, else one built from Debian's sources.

use std::path::Path;

use anyhow::{Context, Result};

use super::{Toolbox, std_build};
use crate::shell;

pub const TARGET: &str = "wasm32-unknown-unknown";

pub fn ensure(toolbox: &mut Toolbox) -> Result<()> {
    if in_active_toolchain() {
        return Ok(());
    }
    if std_build::is_ready() {
        return std_build::select(toolbox);
    }
    shell::say(format!("adding Rust's {TARGET} target: needed to compile the page (some seconds)"));
    let added = shell::output(shell::command("rustup").args(["target", "add", TARGET]));
    match added {
        Ok(_) if in_active_toolchain() => Ok(()),
        Ok(_) => std_build::build().context(by_hand()).and_then(|()| std_build::select(toolbox)),
        Err(why) => {
            shell::say("rustup can't download it here; building it from Debian's sources instead");
            let built = std_build::build().with_context(|| format!("{why:#}")).context(by_hand());
            built.and_then(|()| std_build::select(toolbox))
        }
    }
}

fn by_hand() -> String {
    format!(
        "Rust's {TARGET} target is missing and could not be installed\n  \
         what to do: rustup target add {TARGET}"
    )
}

fn in_active_toolchain() -> bool {
    let sysroot = shell::output(shell::command("rustc").args(["--print", "sysroot"]));
    sysroot.is_ok_and(|dir| has_target(Path::new(dir.trim())))
}

/// An interrupted download leaves the directory, but not the library.
pub fn has_target(sysroot: &Path) -> bool {
    let Ok(files) = sysroot.join("lib/rustlib").join(TARGET).join("lib").read_dir() else { return false };
    files.flatten().any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
}
