//! `preflight rules`.

use preflight::report::wording;
use preflight::rules::{Rule, catalogue, rules};

use crate::arguments::{Color, ListFormat};
use crate::output;
use crate::paint::bold;

/// Lists the rules, by category.
pub fn run(format: ListFormat, color: Color) -> anyhow::Result<u8> {
    let text = match format {
        ListFormat::Text => list(output::colored(color)),
        ListFormat::Json => serde_json::to_string_pretty(&catalogue())? + "\n",
    };
    output::print(&text)?;
    Ok(0)
}

fn list(colored: bool) -> String {
    let width = rules().iter().map(|rule| rule.head.id.len()).max().unwrap_or_default();
    let groups = rules().chunk_by(|one, other| one.head.category == other.head.category);
    let group = |group: &[Rule]| {
        let title = group.first().map_or("", |rule| wording::category(rule.head.category));
        format!("{}\n{}", bold(title, colored), group.iter().map(|rule| line(rule, width)).collect::<String>())
    };
    groups.map(group).collect::<Vec<_>>().join("\n")
}

fn line(rule: &Rule, width: usize) -> String {
    let head = &rule.head;
    format!("  {:width$}  {:9}  {} ({})\n", head.id, wording::severity_id(head.severity), head.title, head.runtimes.join(", "))
}
