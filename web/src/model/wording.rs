//! The words for fixed ids, in one place.

use preflight::report::{Category, Severity, Status, Verdict};
use preflight_protocol::{ExampleKind, Format};

use crate::components::icon::Picture;

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

/// A severity as a label.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Blocker => "Must change",
        Severity::Configure => "To set",
        Severity::Warning => "Warning",
        Severity::Info => "Note",
    }
}

/// A severity as a class name, and for the editor.
pub fn severity_id(severity: Severity) -> &'static str {
    match severity {
        Severity::Blocker => "blocker",
        Severity::Configure => "configure",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// A severity as a picture.
pub fn severity_picture(severity: Severity) -> Picture {
    match severity {
        Severity::Blocker => Picture::Stop,
        Severity::Configure => Picture::Settings,
        Severity::Warning => Picture::Warning,
        Severity::Info => Picture::Info,
    }
}

/// A verdict as a headline and a picture.
pub fn verdict(verdict: Verdict) -> (&'static str, Picture) {
    match verdict {
        Verdict::Deployable => ("Ready to deploy", Picture::Good),
        Verdict::NeedsChanges => ("Not ready: needs changes", Picture::Stop),
        Verdict::NotDeployable => ("Does not belong on this platform", Picture::Ban),
        Verdict::Unknown => ("Not enough to tell", Picture::Question),
    }
}

/// A checklist item as the guide asks it.
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

/// A checklist status in a word, a class name and a picture.
pub fn status(status: Status) -> (&'static str, &'static str, Picture) {
    match status {
        Status::Pass => ("passes", "pass", Picture::Good),
        Status::Fail => ("fails", "fail", Picture::Bad),
        Status::Configure => ("needs a variable", "configure", Picture::Settings),
        Status::Unknown => ("not known", "unknown", Picture::Question),
    }
}

/// A form of the environment block.
pub fn format(format: Format) -> &'static str {
    match format {
        Format::Lines => "Lines",
        Format::Yaml => "YAML",
        Format::FluxJson => "flux.json",
        Format::DockerRun => "docker run",
        Format::Compose => "Compose",
    }
}

/// A runtime's name as people write it.
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
        "unknown" => "Unknown runtime",
        other => other,
    }
}

/// What an example shows, as a label and a class name.
pub fn example(kind: ExampleKind) -> (&'static str, &'static str) {
    match kind {
        ExampleKind::Bad => ("Breaks", "bad"),
        ExampleKind::Good => ("Works", "good"),
        ExampleKind::Trap => ("Only looks bad", "trap"),
        ExampleKind::Template => ("Use case", "template"),
    }
}
