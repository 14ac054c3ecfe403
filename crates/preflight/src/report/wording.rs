//! The words for fixed ids, in one place for every rendering.

use super::{Category, Finding, Severity, Status, Verdict};

/// A verdict as a headline.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Deployable => "Ready to deploy",
        Verdict::NeedsChanges => "Needs changes first",
        Verdict::NotDeployable => "Does not belong on this platform",
        Verdict::Unknown => "Not enough to tell",
    }
}

/// A severity as its id.
pub fn severity_id(severity: Severity) -> &'static str {
    match severity {
        Severity::Blocker => "blocker",
        Severity::Configure => "configure",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// A severity as a label.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Blocker => "Must change",
        Severity::Configure => "To set",
        Severity::Warning => "Warning",
        Severity::Info => "Note",
    }
}

/// A category's name.
pub fn category(category: Category) -> &'static str {
    match category {
        Category::LocalDatabase => "Database on the local disk",
        Category::LocalFileWrite => "Files written to the local disk",
        Category::MemorySession => "Sessions in memory",
        Category::MemoryState => "Shared state in memory",
        Category::HardcodedEndpoint => "Addresses written into the code",
        Category::HardcodedCredentials => "Passwords written into the code",
        Category::BundledDatabase => "Database inside of the container",
        Category::InProcessScheduler => "Timers inside of the web process",
        Category::LocalLogFile => "Logs in local files",
        Category::PortBinding => "Address and port",
        Category::StartCommand => "Start command",
        Category::PlatformConfig => "Platform settings",
        Category::CommittedSecret => "Secrets in the repository",
        Category::DestructiveStart => "Data destroyed at start",
    }
}

/// An item of the checklist by its id.
pub fn checklist(id: &str) -> &str {
    match id {
        "no-local-writes" => "Writes nothing to the local disk that must last",
        "database-url" => "Database address comes from the environment",
        "external-uploads" => "Uploads go to outside storage",
        "external-sessions" => "Sessions live outside of memory",
        "restart-safe" => "Can be restarted at any time",
        "no-localhost" => "No fixed localhost connections",
        other => other,
    }
}

/// The status of a checklist item in a word or two.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Pass => "passes",
        Status::Fail => "fails",
        Status::Configure => "needs a variable",
        Status::Unknown => "not known",
    }
}

/// A runtime's name as people write it, by its id.
pub fn runtime(id: &str) -> &str {
    match id {
        "node" => "Node.js",
        "bun" => "Bun",
        "python" => "Python",
        "ruby" => "Ruby",
        "go" => "Go",
        "rust" => "Rust",
        "java" => "Java",
        "dotnet" => ".NET",
        "php" => "PHP",
        "static" => "Static site",
        "" | "unknown" => "Unknown runtime",
        other => other,
    }
}

/// `2 blockers, 1 to set, 1 warning`; `nothing found`.
pub fn counts(findings: &[Finding]) -> String {
    const NOUNS: [(Severity, &str, &str); 4] = [
        (Severity::Blocker, "blocker", "blockers"),
        (Severity::Configure, "to set", "to set"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Info, "note", "notes"),
    ];
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let parts = NOUNS.iter().filter_map(|(severity, one, many)| match count(*severity) {
        0 => None,
        1 => Some(format!("1 {one}")),
        number => Some(format!("{number} {many}")),
    });
    let text = parts.collect::<Vec<_>>().join(", ");
    if text.is_empty() { "nothing found".into() } else { text }
}
