//! The commands, a file each.

mod check;
mod completions;
mod environment;
mod explain;
mod rules;

use crate::arguments::{Arguments, Command};

/// Does what was asked and gives the exit status.
pub fn run(arguments: Arguments) -> anyhow::Result<u8> {
    match arguments.command {
        Command::Check(check) => check::run(&check, arguments.color),
        Command::Env(environment) => environment::run(environment),
        Command::Rules { format } => rules::run(format, arguments.color),
        Command::Explain { rule } => explain::run(&rule, arguments.color),
        Command::Completions { shell } => completions::run(shell),
    }
}
