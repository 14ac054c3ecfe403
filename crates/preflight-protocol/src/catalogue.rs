//! The rules and examples that a page can show.

use preflight::report::{Category, Severity, Variable};
use serde::{Deserialize, Serialize};

/// Everything that there is to read and to open.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Catalogue {
    /// The rules in the order of their categories.
    pub rules: Vec<Rule>,
    /// The guide's cases and use cases.
    pub examples: Vec<Example>,
    /// The environments of the guide's use cases.
    pub templates: Vec<Template>,
}

/// The environment of a use case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Template {
    /// The use case.
    pub title: String,
    /// What runs on the platform.
    pub deployed: String,
    /// What lies outside.
    pub external: String,
    /// Its variables.
    pub env: Vec<Variable>,
}

/// A rule and its documentation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Its id, as findings name it.
    pub id: String,
    /// What it finds, in a few words.
    pub title: String,
    /// The category of its findings.
    pub category: Category,
    /// How grave its findings are, as a rule.
    pub severity: Severity,
    /// The runtimes that it knows: `node`, `python`…; empty for every one.
    pub runtimes: Vec<String>,
    /// What it finds, why that matters and how to mend it, in Markdown.
    pub documentation: String,
    /// Projects that show it.
    pub examples: Vec<Example>,
}

/// A small project to open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Example {
    /// Unique among the examples of its list.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it shows, in a sentence; may be empty.
    pub text: String,
    /// What it is an example of.
    pub kind: ExampleKind,
    /// Its files.
    pub files: Vec<ExampleFile>,
}

/// What an example is an example of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExampleKind {
    /// Something that breaks on the platform.
    Bad,
    /// The same, done well.
    Good,
    /// Something that looks bad and isn't.
    Trap,
    /// A whole application of the guide's use cases, to start from.
    Template,
}

/// A file of an example.
pub type ExampleFile = crate::SourceFile;
