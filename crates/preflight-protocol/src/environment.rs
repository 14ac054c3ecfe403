//! The forms of an environment block.

use serde::{Deserialize, Serialize};

/// What an environment block is written as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// `KEY=value` lines for the deployment wizard's box.
    #[default]
    Lines,
    /// The guide's "Environment Variables:" block.
    Yaml,
    /// flux.json.
    FluxJson,
    /// `docker run -e …`.
    DockerRun,
    /// A compose file.
    Compose,
}

impl Format {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Format; 5] = [Format::Lines, Format::Yaml, Format::FluxJson, Format::DockerRun, Format::Compose];
}
