//! `preflight completions`.

use anyhow::Context;
use clap::CommandFactory;
use clap_complete::Shell;

use crate::arguments::Arguments;
use crate::output;

/// Prints the completions of a shell.
pub fn run(shell: Shell) -> anyhow::Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "preflight", &mut script);
    output::print(&String::from_utf8(script).context("the completions are no text")?)?;
    Ok(0)
}
