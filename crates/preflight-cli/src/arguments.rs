//! What can be typed.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use preflight::report::Severity;
use preflight::report::environment::EnvironmentFormat;
use preflight::report::templates::templates;

/// Tells whether a web app can be deployed to Flux-Orbit: would it survive losing its disk and memory at any moment, while several copies of it run?
#[derive(Debug, Parser)]
#[command(name = "preflight", version, about, after_help = EXIT_STATUS)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// When to use colours. `auto`: on a terminal, unless NO_COLOR is set.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
}

const EXIT_STATUS: &str = "Exit status:
  0  deployable
  1  not deployable as it is: blockers were found, or findings of the level of --fail-on
  2  could not check, or could not tell";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check a folder, a file, or standard input
    Check(CheckArguments),
    /// Print the environment block: the variables to set, with values found or asked for
    Env(EnvironmentArguments),
    /// List the rules
    Rules {
        /// How the list is written
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
    },
    /// Explain a rule: what it finds, why it matters, and how to mend it
    Explain {
        /// The rule's id, as `preflight rules` lists it
        #[arg(value_name = "RULE", value_parser = rule_ids(), hide_possible_values = true)]
        rule: String,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// What is known of the input beside its path.
#[derive(Debug, Args)]
pub struct InputOptions {
    /// The folder inside PATH that is deployed, for a repository of several apps (PROJECT_PATH)
    #[arg(long, value_name = "DIR")]
    pub project_path: Option<String>,
    /// The https address of the repository, which becomes GIT_REPO_URL
    #[arg(long, value_name = "URL")]
    pub repository: Option<String>,
    /// What the text on standard input would be called; guessed from the text where this is missing
    #[arg(long, value_name = "NAME")]
    pub filename: Option<String>,
}

/// `preflight check`.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// A folder, a file, or `-` for standard input. Nothing above a folder is read
    pub path: PathBuf,
    #[command(flatten)]
    pub input: InputOptions,
    /// How the report is written
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
    /// Exit with 1 when a finding is this grave or graver
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub fail_on: Option<Level>,
}

/// `preflight env`.
#[derive(Debug, Args)]
pub struct EnvironmentArguments {
    /// A folder, a file, or `-` for standard input
    #[arg(required_unless_present = "template", conflicts_with = "template")]
    pub path: Option<PathBuf>,
    #[command(flatten)]
    pub input: InputOptions,
    /// How the block is written
    #[arg(long, value_parser = environment_formats(), default_value = EnvironmentFormat::Lines.id())]
    pub format: EnvironmentFormat,
    /// Start from a use case of the guide instead of a project
    #[arg(long, value_name = "NAME", value_parser = template_ids())]
    pub template: Option<String>,
    /// The outside service for a variable, as `DATABASE_URL=Neon`; may be given several times
    #[arg(long = "provider", value_name = "NAME=PROVIDER", value_parser = provider)]
    pub providers: Vec<(String, String)>,
}

fn environment_formats() -> impl TypedValueParser<Value = EnvironmentFormat> {
    let ids = EnvironmentFormat::ALL.map(|format| PossibleValue::new(format.id()).help(format.title()));
    PossibleValuesParser::new(ids).try_map(|id| EnvironmentFormat::from_id(&id).ok_or("no such format"))
}

fn template_ids() -> PossibleValuesParser {
    PossibleValuesParser::new(templates().iter().map(|template| PossibleValue::new(template.id.as_str()).help(template.title.as_str())))
}

fn rule_ids() -> PossibleValuesParser {
    PossibleValuesParser::new(preflight::rules::rules().iter().map(|rule| rule.head.id.as_str()))
}

fn provider(text: &str) -> Result<(String, String), &'static str> {
    let (name, provider) = text.split_once('=').ok_or("expected NAME=PROVIDER")?;
    Ok((name.to_owned(), provider.to_owned()))
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people in a terminal
    Text,
    /// For programs
    Json,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For people in a terminal
    Text,
    /// Schema 1, for programs
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// For a comment on a pull request or an issue
    Markdown,
}

/// The levels of `--fail-on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Level {
    /// The code must change
    Blocker,
    /// Variables must be set, too
    Configure,
    /// Anything that shows a flaw, too
    Warning,
}

impl Level {
    /// The least grave severity that counts.
    pub fn severity(self) -> Severity {
        match self {
            Level::Blocker => Severity::Blocker,
            Level::Configure => Severity::Configure,
            Level::Warning => Severity::Warning,
        }
    }
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
