//! `KEY=value` lines for the wizard's box, written so that its reader gives back the same names and values
//! (see [`super::wizard_reader`]): comments on their own lines, no `export`, one line a value.

use super::section::sections;
use super::wizard_reader::{is_trimmed, reads_as_yaml};
use crate::report::Variable;

/// What the platform assumes anyway. One such line makes sure that a block without any upper-case name is not read as YAML.
const UPPERCASE_LINE: &str = "PROJECT_TYPE=auto\n";

/// Renders the block.
pub fn render(variables: &[Variable]) -> String {
    let blocks = sections(variables).map(|(section, members)| {
        let entries: String = members.iter().map(|variable| entry(variable)).collect();
        format!("# {}\n{entries}", section.title())
    });
    let text = blocks.collect::<Vec<_>>().join("\n");
    if reads_as_yaml(&text) { format!("{UPPERCASE_LINE}{text}") } else { text }
}

fn entry(variable: &Variable) -> String {
    if !variable.has_settable_name() {
        return format!("# Left out: no variable can have the name {:?}.\n", variable.name);
    }
    let note = variable.note();
    let comment = if note.is_empty() { String::new() } else { format!("# {note}\n") };
    match variable.shown_value() {
        None => format!("{comment}# {}= (may stay unset)\n", variable.name),
        Some(value) if value.contains(breaks_line) => {
            let warning =
                "# The box takes one line a value: the line breaks of the next one are written as \\n. Turn them back where it is read.";
            format!("{comment}{warning}\n{}={}\n", variable.name, quote(&escape(&value)))
        }
        Some(value) => format!("{comment}{}={}\n", variable.name, quote(&value)),
    }
}

/// Wraps a value whose ends would be lost: blanks are trimmed there, and quotes that wrap the whole value are taken off once.
fn quote(value: &str) -> String {
    let is_lost = |character: char| is_trimmed(character) || matches!(character, '"' | '\'');
    if value.starts_with(is_lost) || value.ends_with(is_lost) { format!("\"{value}\"") } else { value.to_owned() }
}

/// True for characters that end a line for some reader, or that no environment can hold.
fn breaks_line(character: char) -> bool {
    (character.is_control() && character != '\t') || matches!(character, '\u{2028}' | '\u{2029}')
}

fn escape(value: &str) -> String {
    let escaped = |character: char| if breaks_line(character) { character.escape_default().to_string() } else { character.into() };
    value.replace("\r\n", "\n").chars().map(escaped).collect()
}
