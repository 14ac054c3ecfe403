//! Colours, and text that can't bring its own.

use anstyle::{AnsiColor, Style};

/// The column at which prose is broken.
const WIDTH: usize = 100;

/// Paints text, or leaves it alone.
#[derive(Debug, Clone, Copy)]
pub struct Paint {
    /// True to paint.
    pub colored: bool,
}

impl Paint {
    /// Headings.
    pub fn bold(self, text: &str) -> String {
        self.paint(text, Style::new().bold())
    }

    /// What is less important.
    pub fn dim(self, text: &str) -> String {
        self.paint(text, Style::new().dimmed())
    }

    /// What is well.
    pub fn good(self, text: &str) -> String {
        self.paint(text, AnsiColor::Green.on_default().bold())
    }

    /// What is wrong.
    pub fn bad(self, text: &str) -> String {
        self.paint(text, AnsiColor::Red.on_default().bold())
    }

    /// What needs attention.
    pub fn warn(self, text: &str) -> String {
        self.paint(text, AnsiColor::Yellow.on_default().bold())
    }

    fn paint(self, text: &str, style: Style) -> String {
        if self.colored && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

/// A text without control characters, so that no file name or string of a checked project can steer the terminal.
pub fn clean(text: &str) -> String {
    text.replace(|character: char| (character.is_control() && character != '\n') || is_direction(character), "\u{fffd}")
}

/// Marks that turn the direction of text, and so hide what it says.
fn is_direction(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Prose in lines of bounded width, each indented; lines after the first a little more where it begins as a list item.
pub fn wrapped(text: &str, indent: &str) -> String {
    let hang = if text.starts_with("- ") { "  " } else { "" };
    let mut lines: Vec<String> = Vec::new();
    for word in clean(text).split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => *line = format!("{line} {word}"),
            Some(_) => lines.push(format!("{indent}{hang}{word}")),
            None => lines.push(format!("{indent}{word}")),
        }
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_broken_between_words() {
        let text = wrapped(&"word ".repeat(40), "  ");
        assert!(text.lines().count() > 1 && text.lines().all(|line| line.chars().count() <= WIDTH && line.starts_with("  word")));
        assert_eq!(wrapped("", "  "), "");
    }

    #[test]
    fn a_project_can_not_steer_the_terminal() {
        assert_eq!(clean("a\x1b[31mb\u{202e}\r"), "a\u{fffd}[31mb\u{fffd}\u{fffd}");
    }
}
