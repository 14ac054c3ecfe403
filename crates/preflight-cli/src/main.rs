//! `preflight`: the core on the command line.
//!
//! Exit status: 0 deployable, 1 blockers (or the level of `--fail-on`), 2 could not check or could not tell.

mod arguments;
mod commands;
mod output;
mod paint;
mod read;

use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;

/// The exit status for what could not be checked: bad arguments, unreadable paths, verdicts that could not be reached.
pub const COULD_NOT_TELL: u8 = 2;

fn main() -> ExitCode {
    match commands::run(Arguments::parse()) {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            output::complain(&error);
            ExitCode::from(COULD_NOT_TELL)
        }
    }
}
