//! The commands, a file each.

mod check;
mod completions;

use crate::arguments::{Arguments, Command};

/// Does what was asked and gives the exit status.
pub fn run(arguments: Arguments) -> anyhow::Result<u8> {
    match arguments.command {
        Command::Check(check) => check::run(&check, arguments.color),
        Command::Env(_) => anyhow::bail!("not there yet"),
        Command::Completions { shell } => completions::run(shell),
    }
}
