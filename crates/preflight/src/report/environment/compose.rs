//! The block as a service of a compose file, to be merged with the app's own.

use super::yaml;
use crate::report::Variable;

/// Renders the block.
pub fn render(variables: &[Variable]) -> String {
    if variables.is_empty() {
        return "services:\n  app:\n    environment: {}\n".into();
    }
    let entries: String = variables.iter().map(entry).collect();
    format!("services:\n  app:\n    environment:\n{entries}")
}

fn entry(variable: &Variable) -> String {
    let note = variable.note();
    let comment = if note.is_empty() { String::new() } else { format!("      # {note}\n") };
    let name = yaml::text(&variable.name);
    match variable.shown_value() {
        // Compose puts its own environment in for `$NAME`; `$$` is one dollar.
        Some(value) => format!("{comment}      {name}: {}\n", yaml::text(&value.replace('$', "$$"))),
        None => format!("{comment}      {name}: \"\"\n"),
    }
}
