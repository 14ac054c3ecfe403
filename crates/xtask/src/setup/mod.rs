//! Installs what is missing, and only that; says what, and why.

mod apt;
mod c_compiler;
mod cargo_tools;
pub mod chromium;
mod npm;
mod std_build;
mod wasm_target;

pub use wasm_target::TARGET;

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::{paths, shell};

/// The variables under which everything for the browser is built.
#[derive(Default)]
pub struct Toolbox {
    variables: Vec<(OsString, OsString)>,
}

impl Toolbox {
    fn set(&mut self, name: impl Into<OsString>, value: impl Into<OsString>) {
        self.variables.push((name.into(), value.into()));
    }

    /// Whether there is a clippy for these compilers: rustup's have one, Debian's doesn't.
    pub fn has_clippy(&self) -> bool {
        self.variables.iter().all(|(name, _)| name != std_build::CHOICE)
    }

    /// A command that sees the right compilers and tools.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = shell::command(program);
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        // Cargo hands its own path to what it starts; kept, it would choose the toolchain for a nested build.
        command.env_remove("CARGO");
        command
    }
}

/// What all the commands take.
pub fn everything() -> Result<()> {
    for_page()?;
    let browser = chromium::ensure()?;
    shell::say(format!("everything is there; the browser of the tests is {}", browser.display()));
    Ok(())
}

/// What building the page takes.
pub fn for_page() -> Result<Toolbox> {
    let mut toolbox = Toolbox::default();
    wasm_target::ensure(&mut toolbox)?;
    c_compiler::ensure(&mut toolbox)?;
    cargo_tools::ensure()?;
    npm::ensure("tests/browser", "optimize the WebAssembly, and drive the browser tests")?;
    npm::ensure("web/editor", "bundle the editor")?;
    toolbox.set("PATH", search_path()?);
    Ok(toolbox)
}

/// The tools of setup first, then this program (Trunk's hooks call it by name), then what was there.
fn search_path() -> Result<OsString> {
    let this = env::current_exe().context("where is this program?")?;
    let mut dirs = vec![paths::tools_bin()?];
    dirs.extend(this.parent().map(PathBuf::from));
    dirs.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    env::join_paths(dirs).context("a directory on PATH has a name that PATH can't hold")
}
