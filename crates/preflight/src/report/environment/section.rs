//! The sections of a block, as the guide has them.

use crate::report::Variable;

/// Names (or, with a `*` at an end, parts of names) of the platform's own variables.
const PLATFORM: &[&str] = &[
    "GIT_*",
    "APP_PORT",
    "PROJECT_PATH",
    "PROJECT_TYPE",
    "NODE_VERSION",
    "PYTHON_VERSION",
    "RUBY_VERSION",
    "GO_VERSION",
    "JAVA_VERSION",
    "DOTNET_VERSION",
    "BUN_VERSION",
    "RUST_VERSION",
    "PHP_VERSION",
    "CGO_ENABLED",
    "PHP_EXTENSIONS",
    "NODE_OPTIONS",
    "JAVA_OPTS",
    "*_COMMAND",
    "DEPLOYMENT_TIMEOUT",
    "FORCE_INSTALL",
    "SKIP_HOOKS",
    "SKIP_HEALTH_CHECK",
    "WEBHOOK_SECRET",
    "POLLING_INTERVAL",
    "HEALTH_CHECK_*",
    "HOOK_TIMEOUT",
    "PR_PREVIEW_*",
    "GPU_ENABLED",
    "CUDA_VERSION",
    "AI_FRAMEWORK",
];

/// A section of the block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    Platform,
    Services,
    Code,
}

impl Section {
    /// All sections, in the order of the guide.
    pub const ALL: [Section; 3] = [Section::Platform, Section::Services, Section::Code];

    /// Where a variable belongs: the platform's own by name, what the code reads beside what it needs from outside by evidence.
    pub fn of(variable: &Variable) -> Section {
        if PLATFORM.iter().any(|pattern| matches(pattern, &variable.name)) {
            Section::Platform
        } else if variable.read_at.is_empty() || !variable.providers.is_empty() {
            Section::Services
        } else {
            Section::Code
        }
    }

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Section::Platform => "Your Flux-Orbit app",
            Section::Services => "External services",
            Section::Code => "What your code reads",
        }
    }
}

/// The sections that hold anything, each with its variables in their order.
pub fn sections(variables: &[Variable]) -> impl Iterator<Item = (Section, Vec<&Variable>)> {
    let with_variables = |section| (section, variables.iter().filter(|variable| Section::of(variable) == section).collect::<Vec<_>>());
    Section::ALL.into_iter().map(with_variables).filter(|(_, members)| !members.is_empty())
}

fn matches(pattern: &str, name: &str) -> bool {
    match (pattern.strip_suffix('*'), pattern.strip_prefix('*')) {
        (Some(start), _) => name.starts_with(start),
        (_, Some(end)) => name.ends_with(end),
        _ => name == pattern,
    }
}
