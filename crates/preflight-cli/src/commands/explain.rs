//! `preflight explain`.

use anyhow::Context;
use preflight::report::wording;

use crate::arguments::Color;
use crate::output;
use crate::paint::bold;

/// Prints the documentation of a rule, as its file has it, headings in bold.
pub fn run(id: &str, color: Color) -> anyhow::Result<u8> {
    let rule = preflight::rules::rule(id).with_context(|| format!("there is no rule {id}"))?;
    let head = &rule.head;
    let colored = output::colored(color);
    let facts = [wording::severity_id(head.severity), wording::category(head.category), &head.runtimes.join(", ")].join(" · ");
    let body: String = rule.body.trim().lines().map(|line| paint(line, colored)).collect();
    output::print(&format!("{}\n{id} · {facts}\n\n{body}", bold(&head.title, colored)))?;
    Ok(0)
}

fn paint(line: &str, colored: bool) -> String {
    if line.starts_with("##") { bold(line, colored) + "\n" } else { format!("{line}\n") }
}
