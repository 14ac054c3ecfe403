//! For the tests of the readers: the facts of one file, a line each.

use crate::facts::{FactKind, Facts, Value};
use crate::project::Project;

/// The facts of one file: what each says, `|`, and the text at its place.
pub(super) fn summary(path: &str, text: &str) -> String {
    summaries(&[(path, text)], |_| true)
}

/// The same without settings.
pub(super) fn summary_without_settings(path: &str, text: &str) -> String {
    summaries(&[(path, text)], |kind| !matches!(kind, FactKind::Setting(_)))
}

/// The facts of several files that are wanted, and the diagnostics.
pub(super) fn summaries(files: &[(&str, &str)], wanted: impl Fn(&FactKind) -> bool) -> String {
    let project = Project::from_files(files.iter().copied());
    let mut facts = Facts::default();
    project.files().iter().for_each(|file| super::read(&project, file, &mut facts));
    super::finish(&project, &mut facts);
    let mut lines = String::new();
    for fact in facts.facts.iter().filter(|fact| wanted(&fact.kind)) {
        let slice = project.file(fact.place.file).slice(fact.place.span).replace('\n', "⏎");
        let inside = fact.context.inside.as_ref().map(|inside| format!(" in {inside}")).unwrap_or_default();
        lines += &format!("{}{inside} | {slice}\n", described(&fact.kind));
    }
    facts.diagnostics.iter().for_each(|(_, message)| lines += &format!("! {message}\n"));
    lines
}

fn described(kind: &FactKind) -> String {
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".into());
    match kind {
        FactKind::Setting(setting) => format!("setting {} = {}", setting.key, value(&setting.value)),
        FactKind::Dependency(it) => {
            let versions: Vec<String> =
                it.version.iter().cloned().chain(it.locked.iter().map(|locked| format!("locked {locked}"))).collect();
            [it.registry, &it.name, &format!("{:?}", it.scope), &versions.join(" ")]
                .join(" ")
                .trim()
                .split("  ")
                .fold("dependency".into(), |all, part| format!("{all} {part}"))
        }
        FactKind::Service(it) => format!("service {it:?}"),
        FactKind::Environment(it) => format!("environment {} {:?} for {}", it.name, it.value, or_none(&it.service)),
        FactKind::Image(it) => format!("image {} as {}{}", it.name, or_none(&it.stage), if it.last { " (last)" } else { "" }),
        FactKind::Volume(volume) => format!("volume {volume}"),
        FactKind::Port(port) => format!("port {port}"),
        FactKind::Command(it) => format!("command {:?} {}: {}", it.purpose, or_none(&it.name), it.line.replace('\n', "⏎")),
        FactKind::Version { runtime, version } => format!("version {runtime} {version}"),
        other => format!("{other:?}"),
    }
}

fn value(value: &Value) -> String {
    match value {
        Value::Text(text) => format!("{text:?}"),
        Value::Number(number) => number.clone(),
        Value::Environment { name, default } => {
            format!("${{{name}{}}}", default.as_ref().map(|default| format!(":-{}", self::value(default))).unwrap_or_default())
        }
        Value::Joined(parts) => parts.iter().map(self::value).collect::<Vec<_>>().join(" + "),
        other => format!("{other:?}"),
    }
}
