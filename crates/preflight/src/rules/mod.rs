//! Rules over facts: what stands against statelessness. A rule is one Markdown file of `rules/<category>/`; the engine here holds
//! its patterns against the facts of a project, and knows no language and no library by itself.

mod capture;
mod catalogue;
mod examples;
mod index;
mod matcher;
mod pattern;
mod predicate;
mod reach;
mod rule;
mod severity;
mod shape;

pub use catalogue::{parse_all, rule, rules};
pub use examples::{Example, ExampleFile, ExampleKind};
pub use matcher::Setting;
pub use predicate::PREDICATES;
pub use rule::{FactPattern, Head, Rule, RuleDescription, RuleError};
pub use shape::{SHAPES, host_of, is_local_host, is_secret};

use crate::facts::{Fact, FactKind, Facts, Place};
use crate::project::{Format, Project, ProjectKind};
use crate::report::{Confidence, Finding, Severity};
use crate::stack::Stack;
use crate::text::Span;
use index::Index;
use matcher::Matched;
pub(crate) use reach::Reach;

/// A finding with what remedies need to know of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The finding as it is reported.
    pub finding: Finding,
    /// Ids of the recipes that mend it, the preferred one first (the rule's `recipes`).
    pub recipes: Vec<String>,
    /// Where it was found.
    pub place: Place,
    /// The innermost simple statement around it.
    pub statement: Span,
    /// Named parts of the user's own code: see [`Capture`].
    pub captures: Vec<Capture>,
}

/// A named part of the user's own code, for messages and remedies. Names: `call` (the whole call), `callee` (what is called, as
/// written), `receiver` (what stands before the last `.` of the callee), `argument0`, `argument1`…, `options` (the first map
/// argument), `option.<key>` (the value of an option or keyword), `name` (what the result is bound to), `key` and `value` of a setting,
/// `text` of a string, `dependency`, `variable`.
#[derive(Debug, Clone, PartialEq)]
pub struct Capture {
    /// Its name.
    pub name: String,
    /// Its text as written in the file.
    pub text: String,
    /// Its bytes in the file of the finding, where it stands there.
    pub span: Option<Span>,
}

impl Judgement {
    /// A capture by name.
    pub fn capture(&self, name: &str) -> Option<&Capture> {
        self.captures.iter().find(|capture| capture.name == name)
    }
}

/// Every rule as it is shown.
pub fn catalogue() -> Vec<RuleDescription> {
    rules().iter().map(Rule::describe).collect()
}

/// The most findings of a report. The gravest come first, and nobody reads more.
pub const MOST_FINDINGS: usize = 500;

/// Judges the facts of a project: the gravest findings first, then by place.
pub fn judge(project: &Project, stack: &Stack, facts: &Facts) -> Vec<Judgement> {
    let index = Index::of(facts);
    let setting = Setting { project, stack, facts, index: &index };
    let reach = Reach::of(project, stack, facts);
    let mut judgements: Vec<Judgement> = rules().iter().flat_map(|rule| judge_rule(rule, setting, &reach)).collect();
    judgements.sort_by(|one, other| order(one).cmp(&order(other)));
    drop_repeated(&mut judgements);
    judgements.truncate(MOST_FINDINGS);
    judgements
}

fn order(judgement: &Judgement) -> (Severity, Confidence, Place, &str) {
    (judgement.finding.severity, judgement.finding.confidence, judgement.place, &judgement.finding.rule)
}

/// One finding a category and line is enough: the gravest, which comes first.
fn drop_repeated(judgements: &mut Vec<Judgement>) {
    let mut seen = std::collections::HashSet::new();
    judgements.retain(|judgement| seen.insert((judgement.place.file, judgement.finding.line, judgement.finding.category)));
}

fn judge_rule(rule: &Rule, setting: Setting, reach: &Reach) -> Vec<Judgement> {
    let facts = setting.index.candidates(&rule.head.matches).into_iter().filter(|fact| is_meant(rule, fact, setting));
    facts.filter_map(|fact| rule.head.matches.iter().find_map(|pattern| judge_fact(rule, pattern, fact, setting, reach))).collect()
}

/// Runtimes beside which code of any language may run.
const ANY_CODE: &[&str] = &["unknown", "static", ""];

/// A rule reads the code of its runtimes in the app that is deployed.
fn is_meant(rule: &Rule, fact: &Fact, setting: Setting) -> bool {
    let file = setting.project.file(fact.place.file);
    let runtimes: &[&str] = match file.format {
        Format::JavaScript | Format::TypeScript => &["node", "bun"],
        Format::Python => &["python"],
        _ => &[],
    };
    // Scripts beside an app of another runtime run in browsers.
    let elsewhere =
        !runtimes.is_empty() && setting.project.kind() == ProjectKind::Repository && !ANY_CODE.contains(&setting.stack.runtime.as_str());
    if elsewhere && !runtimes.contains(&setting.stack.runtime.as_str()) {
        return false;
    }
    let readable = runtimes.is_empty() || rule.head.runtimes.iter().any(|runtime| runtime == "any" || runtimes.contains(&runtime.as_str()));
    readable && Project::belongs_to(file, &setting.stack.project_path)
}

fn judge_fact(rule: &Rule, pattern: &FactPattern, fact: &Fact, setting: Setting, reach: &Reach) -> Option<Judgement> {
    let matched = pattern.find(fact, setting)?;
    if !pattern.conditions_hold(setting, Some(fact)) {
        return None;
    }
    let weight = severity::weigh(rule, pattern, fact, &matched, setting, reach)?;
    let captures = capture::captures(fact, setting.project);
    let place = point_at(fact, &matched);
    let message = capture::fill(pattern.message.as_ref().unwrap_or(&rule.head.message), &captures);
    Some(Judgement {
        finding: finding(rule, &weight, message, place, setting.project),
        recipes: if pattern.recipes.is_empty() { rule.head.recipes.clone() } else { pattern.recipes.clone() },
        place,
        statement: fact.context.statement,
        captures,
    })
}

/// The place that a reader should look at: the option that decides, else the fact itself. A container is shown where it is declared.
fn point_at(fact: &Fact, matched: &Matched) -> Place {
    let narrow = matched.at.filter(|_| matches!(fact.kind, FactKind::Setting(_)));
    Place { file: fact.place.file, span: narrow.unwrap_or(fact.place.span) }
}

fn finding(rule: &Rule, weight: &severity::Weight, message: String, place: Place, project: &Project) -> Finding {
    let file = project.file(place.file);
    let (start, end) = (file.position(place.span.start), file.position(place.span.end));
    Finding {
        rule: rule.head.id.clone(),
        category: rule.head.category,
        severity: weight.severity,
        confidence: weight.confidence,
        path: file.path.clone(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        message: message + &weight.note,
        evidence: file.line(start.line).trim().chars().take(200).collect(),
        why: rule.why.clone(),
        fix: rule.fix.clone(),
        variables: weight.variables.clone(),
    }
}
