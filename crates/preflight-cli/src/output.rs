//! Writing to the standard streams without ever panicking on them.

use std::io::{self, ErrorKind, IsTerminal, Write};

use crate::arguments::Color;

/// Writes a text to standard output. A reader that has gone away (`preflight check . | head`) is no error.
pub fn print(text: &str) -> anyhow::Result<()> {
    let mut output = io::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Says on standard error why something could not be done. There is nobody left to tell when that fails, too.
pub fn complain(error: &anyhow::Error) {
    let _ = writeln!(io::stderr(), "preflight: {error:#}");
}

/// True when colours are wanted on standard output.
pub fn colored(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    }
}
