//! What the page and its analysis worker say to each other. Neither needs the other's code: the page knows this crate and
//! the report's types, the worker this crate and the engine.
//!
//! The worker speaks first: [`Hello`], once it is ready to listen. From then on it gives each [`Request`] a [`Message::Started`] and one
//! [`Response`] of the same id, in order. It keeps the project's files between checks, so a check sends only what has changed ([`Changes`]);
//! a new worker knows no files.

mod catalogue;
mod environment;

pub use catalogue::{Catalogue, Example, ExampleFile, ExampleKind, Rule, Template};
pub use environment::Format;

use preflight::Report;
use preflight::report::Variable;
use serde::{Deserialize, Serialize};

/// The version that both sides were built from, or `development` for a build that was made by hand.
pub const BUILD: &str = match option_env!("PREFLIGHT_BUILD") {
    Some(build) => build,
    None => "development",
};

/// Anything that the worker says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Message {
    /// The worker is ready.
    Hello(Hello),
    /// The worker has taken up a request. A worker that does not even say this is no longer alive.
    Started {
        /// The id of the request.
        id: u32,
    },
    /// The answer to a request.
    Response(Response),
}

/// The first message of a worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// The worker's [`BUILD`]. A page of another build must not talk to it: their types may differ.
    pub build: String,
}

/// A question of the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Chosen by the page, growing.
    pub id: u32,
    /// The question.
    pub ask: Ask,
}

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// Take over the changes and judge the project as it is then.
    Check(Changes),
    /// A likely file name for a text.
    Guess {
        /// The text.
        text: String,
    },
    /// The rules with their documentation, and the examples.
    Catalogue,
    /// Render an environment block.
    Environment {
        /// The variables with the values to write.
        variables: Vec<Variable>,
        /// As what.
        format: Format,
    },
}

/// How the project differs from the one that this worker judged last.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Changes {
    /// Forget every file first.
    pub fresh: bool,
    /// New and changed files.
    pub put: Vec<SourceFile>,
    /// Paths that are gone.
    pub remove: Vec<String>,
    /// The folder that is deployed (PROJECT_PATH); empty for the root.
    pub project_path: String,
    /// The repository's address (GIT_REPO_URL); empty if it isn't known.
    pub repository_url: String,
}

/// A file by its path from the root and its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// `/` between folders.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// An answer of the worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Response {
    /// The id of the request.
    pub id: u32,
    /// The answer.
    pub answer: Answer,
}

/// The answers, each to the question of the same name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The judgement.
    Check(Box<Report>),
    /// The likely name.
    Guess {
        /// A file name without folders.
        name: String,
    },
    /// Rules and examples.
    Catalogue(Box<Catalogue>),
    /// The environment block as text.
    Environment {
        /// Ready to copy.
        text: String,
    },
}
