//! The words for fixed ids: the core's own, and what only a page needs.

pub use preflight::report::wording::{category, checklist, runtime, severity, severity_id};
use preflight::report::{Severity, Status, Verdict, wording};
use preflight_protocol::{ExampleKind, Format};

use crate::components::icon::Picture;

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
    let picture = match verdict {
        Verdict::Deployable => Picture::Good,
        Verdict::NeedsChanges => Picture::Stop,
        Verdict::NotDeployable => Picture::Ban,
        Verdict::Unknown => Picture::Question,
    };
    (wording::verdict(verdict), picture)
}

/// A checklist status in a word, a class name and a picture.
pub fn status(status: Status) -> (&'static str, &'static str, Picture) {
    let (class, picture) = match status {
        Status::Pass => ("pass", Picture::Good),
        Status::Fail => ("fail", Picture::Bad),
        Status::Configure => ("configure", Picture::Settings),
        Status::Unknown => ("unknown", Picture::Question),
    };
    (wording::status(status), class, picture)
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

/// What an example shows, as a label and a class name.
pub fn example(kind: ExampleKind) -> (&'static str, &'static str) {
    match kind {
        ExampleKind::Bad => ("Breaks", "bad"),
        ExampleKind::Good => ("Works", "good"),
        ExampleKind::Trap => ("Only looks bad", "trap"),
        ExampleKind::Template => ("Use case", "template"),
    }
}
