//! What the command line itself paints; reports paint themselves.

use anstyle::Style;

/// A text in bold, or as it is.
pub fn bold(text: &str, colored: bool) -> String {
    let style = Style::new().bold();
    if colored { format!("{style}{text}{style:#}") } else { text.to_owned() }
}
