//! A rule as its Markdown file says it: front matter (TOML between `+++` lines), then documentation with examples.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::examples::{self, Example};
use super::pattern::ValuePattern;
use crate::report::{Category, Confidence, Severity};

/// A rule, ready to match.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// The front matter.
    pub head: Head,
    /// The documentation: Markdown, without the front matter.
    pub body: String,
    /// Why it breaks on the platform: the first paragraph under `## Why it breaks`.
    pub why: String,
    /// What to do: the first paragraph under `## Fix`.
    pub fix: String,
    /// The examples, in the order of the text.
    pub examples: Vec<Example>,
}

/// What a rule finds, as data.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Its id, which is also its file's name.
    pub id: String,
    /// What it finds, in a few words.
    pub title: String,
    /// Its category, which is also its folder's name.
    pub category: Category,
    /// How grave a finding is, unless a match says otherwise.
    pub severity: Severity,
    /// How sure a finding is, unless a match says otherwise.
    #[serde(default = "high")]
    pub confidence: Confidence,
    /// The runtimes whose code it reads; `any` for configuration.
    pub runtimes: Vec<String>,
    /// What is wrong, with `{captures}` of the user's own code.
    pub message: String,
    /// The recipes that mend it, the preferred one first.
    #[serde(default)]
    pub recipes: Vec<String>,
    /// Variables that settle a `configure` finding when the fact itself names none.
    #[serde(default)]
    pub variables: Vec<String>,
    /// What it matches: any of these.
    #[serde(rename = "match")]
    pub matches: Vec<FactPattern>,
}

fn high() -> Confidence {
    Confidence::High
}

/// A pattern over one fact, with conditions over the project's other facts. One of the subjects (`call` … `import`) says which kind of
/// fact it is; every other field narrows. As a condition (`when`, `unless`, `any`) it may have no subject and ask for a framework, a kind or a predicate alone.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FactPattern {
    /// Subject: a call of one of these names.
    pub call: Vec<String>,
    /// Subject: a setting whose dotted key ends like one of these.
    pub setting: Vec<String>,
    /// Settings that are meant otherwise: dotted keys that end like one of these.
    pub not_setting: Vec<String>,
    /// Subject: a decorator or annotation of one of these names.
    pub annotation: Vec<String>,
    /// Subject: a string like one of these.
    pub text: Vec<String>,
    /// Subject: a long-lived container of one of these kinds (`list`, `map`, `set`, `counter`).
    pub container: Vec<String>,
    /// Subject: a class that extends one of these.
    pub class: Vec<String>,
    /// Subject: a declared dependency.
    pub dependency: Vec<String>,
    /// Subject: a service whose image is one of these.
    pub service: Vec<String>,
    /// Subject: an environment entry of a configuration file.
    pub environment: Vec<String>,
    /// Subject: the base image of the last stage of a Dockerfile.
    pub image: Vec<String>,
    /// Subject: a volume.
    pub volume: Vec<String>,
    /// Subject: a command whose line is like one of these.
    pub command: Vec<String>,
    /// Subject: an imported module.
    pub import: Vec<String>,
    /// Subject: an environment variable that the code reads.
    pub reads: Vec<String>,

    /// Arguments by position (`0`, `1`, …), `any` or keyword, and what they must be.
    pub argument: BTreeMap<String, ValuePattern>,
    /// Options (entries of a map argument, nested ones dotted, or keyword arguments), and what they must be.
    pub option: BTreeMap<String, ValuePattern>,
    /// Options (or positions: `0`) that must not be given.
    pub without: Vec<String>,
    /// What the receiver of a method must be.
    pub receiver: Option<ValuePattern>,
    /// What a setting's or an environment entry's value must be.
    pub value: Option<ValuePattern>,
    /// How many arguments a call has.
    pub arguments: Option<usize>,
    /// Names of calls that a text must be an argument of.
    pub argument_of: Vec<String>,
    /// Names of calls that a text must not be an argument of.
    pub not_argument_of: Vec<String>,
    /// Names or keys that a text, a container or a call's result is bound to.
    pub bound_to: Vec<String>,
    /// The same, and it must be none of these.
    pub not_bound_to: Vec<String>,
    /// What a container holds.
    pub holding: Vec<String>,
    /// What a command is for: `start`, `build`, `install`, `release`, `script`, `image`.
    pub purpose: Vec<String>,
    /// Where it may stand: `start`, `function`, `handler`, `script`. By default anywhere but in scripts. For a container: where it is changed.
    pub scope: Vec<String>,
    /// Whether the conditions around it hold in production: `always`, `maybe`, `switched`. By default all of these.
    pub holds: Vec<String>,
    /// Paths of files, `*` for any run of characters.
    pub path: Vec<String>,
    /// Roles of files, where not only those that run in the container: `test`, `example`, `development`…
    pub role: Vec<String>,
    /// Dependencies' scopes: `runtime` (the default), `development`, `transitive`.
    pub dependency_scope: Vec<String>,
    /// Versions of the dependency whose first number is below this.
    pub version_below: Option<u32>,

    /// Condition: one of these frameworks was recognised.
    pub framework: Vec<String>,
    /// Condition: the app is of one of these kinds.
    pub kind: Vec<String>,
    /// Condition: a named predicate of [`super::predicate`] holds.
    pub predicate: Option<String>,
    /// Condition: in the same file as the finding.
    pub same_file: bool,
    /// Condition: in the same file and function (or class body) as the finding.
    pub same_function: bool,
    /// Condition: any of these holds.
    pub any: Vec<FactPattern>,

    /// All of these must hold for the project.
    pub when: Vec<FactPattern>,
    /// None of these may.
    pub unless: Vec<FactPattern>,

    /// How grave a finding of this pattern is.
    pub severity: Option<Severity>,
    /// How sure it is.
    pub confidence: Option<Confidence>,
    /// What is wrong.
    pub message: Option<String>,
    /// Variables that settle it.
    pub variables: Vec<String>,
    /// Recipes that mend this one.
    pub recipes: Vec<String>,
}

/// A rule as the page, the command line and SARIF show it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RuleDescription {
    /// Its id.
    pub id: String,
    /// What it finds.
    pub title: String,
    /// Its category.
    pub category: Category,
    /// Its usual severity.
    pub severity: Severity,
    /// The runtimes it knows.
    pub runtimes: Vec<String>,
    /// Why it breaks on the platform.
    pub why: String,
    /// What to do.
    pub fix: String,
    /// The whole documentation as Markdown.
    pub documentation: String,
    /// Its examples.
    pub examples: Vec<Example>,
}

/// Why a rule file can't be read. Only a mistake in the project's own files gives one.
#[derive(Debug, Error)]
pub enum RuleError {
    /// No `+++` lines around a front matter.
    #[error("no front matter between two `+++` lines")]
    NoFrontMatter,
    /// The front matter is no TOML or names something that no rule has.
    #[error("front matter: {0}")]
    FrontMatter(#[from] crate::own_data::OwnDataError),
    /// A section is missing.
    #[error("no section `{0}`")]
    NoSection(&'static str),
}

impl Rule {
    /// Reads a rule file.
    pub fn parse(text: &str) -> Result<Rule, RuleError> {
        let (front, body) = text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n")).ok_or(RuleError::NoFrontMatter)?;
        let head: Head = crate::own_data::read(front)?;
        let section = |title: &'static str| first_paragraph(body, title).ok_or(RuleError::NoSection(title));
        Ok(Rule {
            why: section("## Why it breaks")?,
            fix: section("## Fix")?,
            examples: examples::parse(body),
            body: body.trim().to_owned(),
            head,
        })
    }

    /// The rule as it is shown.
    pub fn describe(&self) -> RuleDescription {
        let head = &self.head;
        RuleDescription {
            id: head.id.clone(),
            title: head.title.clone(),
            category: head.category,
            severity: head.severity,
            runtimes: head.runtimes.clone(),
            why: self.why.clone(),
            fix: self.fix.clone(),
            documentation: self.body.clone(),
            examples: self.examples.clone(),
        }
    }
}

/// The first paragraph under a heading, on one line.
fn first_paragraph(body: &str, heading: &str) -> Option<String> {
    let after = body.split_once(&format!("{heading}\n"))?.1;
    let paragraph = after.trim_start().split("\n\n").next()?;
    Some(paragraph.lines().map(str::trim).collect::<Vec<_>>().join(" "))
}
