//! The named parts of the user's own code that messages and remedies speak of.

use super::Capture;
use crate::facts::{Argument, Fact, FactKind, Value};
use crate::project::{File, Project};
use crate::text::Span;

/// The captures of a fact.
pub fn captures(fact: &Fact, project: &Project) -> Vec<Capture> {
    let file = project.file(fact.place.file);
    let mut found = Captures { file, list: Vec::new() };
    match &fact.kind {
        FactKind::Call(call) => {
            found.at("call", fact.place.span);
            found.callee(call.callee);
            found.arguments(&call.arguments);
            found.text("resolved", &call.name);
            if let Some(name) = &call.bound_to {
                found.text("name", name);
            }
        }
        FactKind::Annotation(annotation) => {
            found.at("call", fact.place.span);
            found.text("resolved", &annotation.name);
            found.text("name", &annotation.on);
            found.arguments(&annotation.arguments);
        }
        FactKind::Setting(setting) => {
            found.text("key", setting.key.rsplit_once("().").map_or(setting.key.as_str(), |(_, key)| key));
            found.text("value", &setting.value.template().unwrap_or_else(|| found.file.slice(fact.place.span).to_owned()));
            found.at("setting", fact.place.span);
        }
        FactKind::Text(text) => {
            found.at("literal", fact.place.span);
            found.text("text", &text.text);
            if let Some(key) = &text.key {
                found.text("key", key);
            }
        }
        FactKind::Container(container) => {
            found.text("name", &container.name);
            found.at("declaration", fact.place.span);
            if let Some(owner) = &container.owner {
                found.text("owner", owner);
            }
            if let Some((place, _)) = container.changes.first() {
                found.text(
                    "change",
                    &format!("{}:{}", project.file(place.file).path, project.file(place.file).position(place.span.start).line),
                );
            }
        }
        FactKind::Class(class) => found.text("name", &class.name),
        FactKind::Dependency(dependency) => found.text("dependency", &dependency.name),
        FactKind::Service(service) => {
            found.text("name", &service.name);
            found.text("image", service.image.as_deref().unwrap_or_default());
        }
        FactKind::Environment(entry) => {
            found.text("variable", &entry.name);
            found.text("value", entry.value.as_deref().unwrap_or_default());
        }
        FactKind::EnvironmentRead(read) => found.text("variable", &read.name),
        FactKind::Image(image) => found.text("image", &image.name),
        FactKind::Volume(volume) => found.text("volume", volume),
        FactKind::Command(command) => {
            found.text("command", &command.line);
            found.text("name", command.name.as_deref().unwrap_or_default());
        }
        FactKind::Import(import) => found.text("module", &import.module),
        FactKind::Port(_) | FactKind::Version { .. } => {}
    }
    if let Some(inside) = &fact.context.inside {
        found.text("inside", inside);
    }
    found.list
}

/// How deep the maps of options are looked into.
const DEEPEST_OPTION: usize = 2;

struct Captures<'p> {
    file: &'p File,
    list: Vec<Capture>,
}

impl Captures<'_> {
    fn at(&mut self, name: &str, span: Span) {
        self.list.push(Capture { name: name.into(), text: self.file.slice(span).into(), span: Some(span) });
    }

    fn text(&mut self, name: &str, text: &str) {
        self.list.push(Capture { name: name.into(), text: text.into(), span: None });
    }

    fn callee(&mut self, span: Span) {
        self.at("callee", span);
        let text = self.file.slice(span);
        if let Some(dot) = text.rfind('.') {
            let end = span.start + text[..dot].trim_end_matches('?').len() as u32;
            self.at("receiver", Span { start: span.start, end });
        }
    }

    fn arguments(&mut self, arguments: &[Argument]) {
        for (position, argument) in arguments.iter().filter(|argument| argument.name.is_none()).enumerate() {
            self.at(&format!("argument{position}"), argument.span);
        }
        for argument in arguments {
            if let Some(name) = &argument.name {
                self.at(&format!("option.{name}"), argument.span);
            }
        }
        if let Some(options) = arguments.iter().find(|argument| matches!(argument.value, Value::Map(_))) {
            self.at("options", options.span);
            self.options("option", &options.value, 0);
        }
    }

    /// The entries of a map, and of the maps in it by dotted keys.
    fn options(&mut self, base: &str, value: &Value, depth: usize) {
        let Value::Map(entries) = value else { return };
        for entry in entries {
            let name = format!("{base}.{}", entry.key);
            self.at(&name, entry.value_span);
            if depth < DEEPEST_OPTION {
                self.options(&name, &entry.value, depth + 1);
            }
        }
    }
}

/// Puts captures into the `{holes}` of a message. A hole that nothing fills becomes `…`, and long code is cut.
pub fn fill(message: &str, captures: &[Capture]) -> String {
    let mut filled = String::new();
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('{') {
        filled += before;
        let Some((name, after)) = after.split_once('}') else {
            rest = after;
            continue;
        };
        let text = captures.iter().find(|capture| capture.name == name).map_or("…", |capture| capture.text.as_str());
        filled += &shorten(text);
        rest = after;
    }
    filled + rest
}

fn shorten(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_are_filled_or_shown_as_unknown() {
        let captures = [Capture { name: "name".into(), text: "users".into(), span: None }];
        assert_eq!(fill("`{name}` and {other} of {", &captures), "`users` and … of ");
    }
}
