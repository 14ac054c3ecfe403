//! The report as SARIF 2.1.0, for code scanning.

mod fingerprint;
mod fixes;
mod log;

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;

use super::{Confidence, Diagnostic, Finding, Report, Severity, wording};
use log::{
    ArtifactLocation, Configuration, Driver, Invocation, Location, Log, Message, Notification, PhysicalLocation, Region, Rule, Run,
    SarifResult, Tool,
};

/// The schema that the output validates against.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The name of the repository's root, which whoever shows the results knows.
const ROOT: &str = "SRCROOT";

/// What stays as it is in the path of a URI.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');

/// What there is to say of a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleText {
    /// The rule's id.
    pub id: String,
    /// What it finds, in a few words.
    pub title: String,
    /// How grave its findings are as a rule.
    pub severity: Severity,
    /// Its documentation, in Markdown.
    pub markdown: String,
}

/// Renders a report. A rule that `texts` do not know is described by its first finding.
pub fn render(report: &Report, texts: &[RuleText]) -> String {
    let ids = rule_ids(&report.findings);
    let rules = ids.iter().filter_map(|id| rule(id, report, texts)).collect();
    let run = Run {
        tool: Tool { driver: Driver { name: "Preflight", semantic_version: env!("CARGO_PKG_VERSION"), rules } },
        invocations: vec![invocation(&report.diagnostics)],
        original_uri_base_ids: BTreeMap::from([(ROOT, root())]),
        column_kind: "utf16CodeUnits",
        results: results(report, &ids),
        properties: BTreeMap::from([("verdict", json!(report.verdict.id())), ("summary", json!(report.summary))]),
    };
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: vec![run] };
    // Strings and numbers into memory: there is no way to fail.
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

/// The rules that found something, in the order of their first findings.
fn rule_ids(findings: &[Finding]) -> Vec<&str> {
    let mut ids: Vec<&str> = Vec::new();
    for finding in findings {
        if !ids.contains(&finding.rule.as_str()) {
            ids.push(&finding.rule);
        }
    }
    ids
}

fn rule(id: &str, report: &Report, texts: &[RuleText]) -> Option<Rule> {
    let finding = report.findings.iter().find(|finding| finding.rule == id)?;
    let known = texts.iter().find(|text| text.id == id);
    let help = known.map_or_else(|| format!("{}\n\n{}", finding.why, finding.fix), |text| text.markdown.clone());
    Some(Rule {
        id: id.to_owned(),
        short_description: Message::plain(known.map_or(wording::category(finding.category), |text| &text.title)),
        full_description: Message::plain(non_empty(&finding.why)),
        help: Message { text: help.clone(), markdown: Some(help) },
        default_configuration: Configuration { level: level(known.map_or(finding.severity, |text| text.severity)) },
        properties: BTreeMap::from([("tags", json!([finding.category])), ("precision", json!(precision(finding.confidence)))]),
    })
}

fn invocation(diagnostics: &[Diagnostic]) -> Invocation {
    let notification = |diagnostic: &Diagnostic| Notification {
        level: "note",
        message: Message::plain(non_empty(&diagnostic.message)),
        locations: if diagnostic.path.is_empty() { Vec::new() } else { vec![location(&diagnostic.path, None)] },
    };
    Invocation { execution_successful: true, tool_execution_notifications: diagnostics.iter().map(notification).collect() }
}

fn results(report: &Report, rules: &[&str]) -> Vec<SarifResult> {
    let fingerprints = fingerprint::fingerprints(&report.findings);
    let result = |(finding, fingerprint): (&Finding, String)| SarifResult {
        rule_id: finding.rule.clone(),
        rule_index: rules.iter().position(|id| *id == finding.rule).unwrap_or_default(),
        level: level(finding.severity),
        message: Message::plain(message(finding)),
        locations: vec![location(&finding.path, region(finding))],
        partial_fingerprints: BTreeMap::from([("preflightFinding/v1", fingerprint)]),
        fixes: fixes::fixes(finding, &report.migrations),
        properties: BTreeMap::from([
            ("category", json!(finding.category)),
            ("severity", json!(finding.severity)),
            ("confidence", json!(finding.confidence)),
        ]),
    };
    report.findings.iter().zip(fingerprints).map(result).collect()
}

fn message(finding: &Finding) -> String {
    let sentences = [&finding.message, &finding.why, &finding.fix].map(|text| text.trim());
    let said: Vec<&str> = sentences.into_iter().filter(|text| !text.is_empty()).collect();
    non_empty(&said.join("\n"))
}

/// The standard has no empty messages.
fn non_empty(text: &str) -> String {
    if text.trim().is_empty() { "–".into() } else { text.to_owned() }
}

fn location(path: &str, region: Option<Region>) -> Location {
    Location { physical_location: PhysicalLocation { artifact_location: artifact(path), region } }
}

fn artifact(path: &str) -> ArtifactLocation {
    ArtifactLocation { uri: Some(utf8_percent_encode(path, PATH).to_string()), uri_base_id: Some(ROOT), description: None }
}

fn root() -> ArtifactLocation {
    ArtifactLocation { description: Some(Message::plain("The root of the repository")), ..ArtifactLocation::default() }
}

/// The finding's place; nothing for a finding on a whole file.
fn region(finding: &Finding) -> Option<Region> {
    (finding.line > 0).then(|| Region {
        start_line: finding.line,
        start_column: finding.column.max(1),
        end_line: finding.end_line.max(finding.line),
        end_column: finding.end_column.max(1),
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Blocker => "error",
        Severity::Configure | Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn precision(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "high",
        Confidence::Medium => "medium",
        Confidence::Low => "low",
    }
}

#[cfg(test)]
mod tests;
