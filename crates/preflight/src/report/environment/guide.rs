//! The block as the guide writes it: YAML under "Environment Variables:", with sections as comments.

use super::section::sections;
use super::yaml;
use crate::report::Variable;

/// Renders the block.
pub fn render(variables: &[Variable]) -> String {
    let mut text = String::from("Environment Variables:\n");
    for (section, members) in sections(variables) {
        text += &format!("# {}\n", section.title());
        text += &super::secrets_comment(&members);
        text.extend(members.iter().map(|variable| entry(variable)));
    }
    text
}

fn entry(variable: &Variable) -> String {
    let name = yaml::text(&variable.name);
    match variable.shown_value() {
        Some(value) => format!("{name}: {}\n", yaml::scalar(&value)),
        None => format!("# {name}: (may stay unset)\n"),
    }
}
