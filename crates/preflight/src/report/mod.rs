//! The report: what a check answers, as data. The JSON of these types is schema 1, and every consumer (page, command line,
//! SARIF, Markdown) renders from it.

#[cfg(feature = "engine")]
pub mod assemble;
pub mod environment;
#[cfg(test)]
mod fixture;
pub mod markdown;
pub mod sarif;
pub mod templates;
pub mod text;
pub mod wording;

use serde::{Deserialize, Serialize};

use crate::text::Position;

/// The version of the JSON that these types give.
pub const SCHEMA: u32 = 1;

/// The whole answer of a check.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Always [`SCHEMA`].
    pub schema: u32,
    /// Can it be deployed?
    pub verdict: Verdict,
    /// The verdict in one sentence that a newcomer understands.
    pub summary: String,
    /// Who the app is.
    pub stack: StackReport,
    /// What was found, the gravest first.
    pub findings: Vec<Finding>,
    /// The guide's checklist, in its order.
    pub checklist: Vec<ChecklistItem>,
    /// The environment block.
    pub env: Vec<Variable>,
    /// What to change, a migration a finding (or for several of one kind).
    pub migrations: Vec<Migration>,
    /// Files that could not be read, limits that were hit, guesses that were made.
    pub diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// The report as JSON: two spaces a level, a line break at the end. Whoever prints or sends a report takes these bytes,
    /// so that they are the same in the browser and on the command line.
    pub fn to_json(&self) -> String {
        // Serialising strings, numbers, lists and plain structs into memory has no way to fail.
        let json = serde_json::to_string_pretty(self).unwrap_or_default();
        json + "\n"
    }
}

/// Can it be deployed?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Yes, with the listed variables set.
    Deployable,
    /// Not before the code is changed.
    NeedsChanges,
    /// The thing itself does not belong on the platform: a database, a desktop program, a library…
    NotDeployable,
    /// Not enough to tell.
    Unknown,
}

impl Verdict {
    /// The fixed id, as in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Verdict::Deployable => "deployable",
            Verdict::NeedsChanges => "needs-changes",
            Verdict::NotDeployable => "not-deployable",
            Verdict::Unknown => "unknown",
        }
    }
}

/// Who the app is, and what that was inferred from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StackReport {
    /// `node`, `bun`, `python`, `ruby`, `go`, `rust`, `java`, `dotnet`, `php`, `static` or `unknown`.
    pub runtime: String,
    /// `front-end`, `static-site`, `server-rendered`, `rest`, `graphql`, `websocket`, `sse`, `worker`, `library`, `desktop`, `command-line`, `database`, `unknown`.
    pub kind: String,
    /// Recognised frameworks by name, the leading one first.
    pub frameworks: Vec<String>,
    /// `npm`, `yarn`, `pnpm`, `bun`, `pip`, `poetry`, `pipenv`, `uv`, …
    pub package_manager: Option<String>,
    /// The port that the app listens on, by evidence or by its framework's default.
    pub port: Option<u16>,
    /// The install command that the platform would run.
    pub install: Option<String>,
    /// The build command.
    pub build: Option<String>,
    /// The start command.
    pub start: Option<String>,
    /// Paths of the files that the start runs.
    pub entry_points: Vec<String>,
    /// The folder that is deployed, relative to the repository's root; empty for the root itself.
    pub project_path: String,
    /// What was inferred from what, in words: (`port`, `8000 from Dockerfile:12`).
    pub inferred: Vec<Inference>,
}

/// One inference about the stack.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Inference {
    /// Which field of the stack.
    pub what: String,
    /// Its value and what it rests on.
    pub because: String,
}

/// The ids of the finding categories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are the fixed ids")]
pub enum Category {
    LocalDatabase,
    LocalFileWrite,
    MemorySession,
    MemoryState,
    HardcodedEndpoint,
    HardcodedCredentials,
    BundledDatabase,
    InProcessScheduler,
    LocalLogFile,
    PortBinding,
    StartCommand,
    PlatformConfig,
    CommittedSecret,
    DestructiveStart,
}

/// How grave a finding is, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The code must change.
    Blocker,
    /// Setting a variable is enough.
    Configure,
    /// Works, with a flaw that shows on several copies or after a redeploy.
    Warning,
    /// Good to know.
    Info,
}

/// How sure a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// The evidence says it all.
    High,
    /// Very likely.
    Medium,
    /// A hint; never decides a verdict.
    Low,
}

/// Something that stands against statelessness, with its evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule's id.
    pub rule: String,
    /// Its category.
    pub category: Category,
    /// How grave.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// The file, relative to the repository's root, `/` between folders.
    pub path: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in UTF-16 units, from 1.
    pub column: u32,
    /// The line that it ends on.
    pub end_line: u32,
    /// The column after its end.
    pub end_column: u32,
    /// What is wrong, in one sentence with the user's own names.
    pub message: String,
    /// The source line, trimmed.
    pub evidence: String,
    /// Why it breaks on this platform.
    pub why: String,
    /// What to do, in a sentence or two.
    pub fix: String,
    /// The environment variable that settles it, for `configure`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variables: Vec<String>,
}

impl Finding {
    /// True when this finding makes a verdict negative.
    pub fn blocks(&self) -> bool {
        self.severity == Severity::Blocker && self.confidence != Confidence::Low
    }

    /// Where it starts.
    pub fn start(&self) -> Position {
        Position { line: self.line, column: self.column }
    }
}

/// An item of the guide's checklist.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChecklistItem {
    /// `no-local-writes`, `database-url`, `external-uploads`, `external-sessions`, `restart-safe` or `no-localhost`.
    pub id: String,
    /// How it stands.
    pub status: Status,
    /// The findings or facts that prove it, in words with `path:line`.
    pub because: String,
}

/// How a checklist item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Proven good.
    Pass,
    /// Proven bad.
    Fail,
    /// Good once variables are set.
    Configure,
    /// No evidence either way.
    Unknown,
}

/// A variable of the environment block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its value: found, or an example of the right shape to be replaced.
    pub value: String,
    /// True where the value must be kept secret.
    pub secret: bool,
    /// True where the app (or the platform) does not work without it.
    pub required: bool,
    /// What it is for.
    pub reason: String,
    /// Where the app reads it, as `path:line`.
    pub read_at: Vec<String>,
    /// True where `value` only shows the shape and the user must put their own.
    #[serde(default)]
    pub placeholder: bool,
    /// The outside services to choose from, each with the value's shape there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub providers: Vec<ProviderChoice>,
}

/// An outside service for a variable.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProviderChoice {
    /// Its name.
    pub name: String,
    /// The value's shape there.
    pub value: String,
}

/// What to change for a finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Migration {
    /// The finding as `rule@path:line`; the first one where a migration serves several.
    pub finding: String,
    /// What it does: `Move sessions to Redis`.
    pub title: String,
    /// In order.
    pub steps: Vec<Step>,
}

/// A step of a migration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// What to do and why.
    pub text: String,
    /// The language of the code (`javascript`, `python`, `shell`, `dotenv`, `sql`, `json`, …), if there is code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The code to run or to add.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// A change of the user's own lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
}

/// A change of the user's own lines: replace lines `line`..=`end_line` of `path`, which are `before`, with `after`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The file. A file that is not there yet has an empty `before`.
    pub path: String,
    /// The first line, from 1.
    pub line: u32,
    /// The last line, from 1; `line - 1` to insert before `line`.
    pub end_line: u32,
    /// The lines as they are.
    pub before: String,
    /// The lines as they should be.
    pub after: String,
}

/// Something about a file that is no finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The file; empty for the whole project.
    pub path: String,
    /// What happened and what to do.
    pub message: String,
}
