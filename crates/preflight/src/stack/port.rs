//! The port that the app listens on, and the variable that it takes it from.

use crate::facts::{Call, EnvironmentRead, Fact, FactKind, Place, Scope, Value};
use crate::project::Format;

use super::entries::Started;
use super::evidence::Evidence;
use super::frameworks::Recognised;
use super::tables::RuntimeRow;

/// Port and variable with what they rest on.
#[derive(Default)]
pub(super) struct Listening {
    /// The port.
    pub port: Option<u16>,
    /// The variable.
    pub variable: Option<String>,
    /// (field, sentence, place).
    pub inferred: Vec<(&'static str, String, Option<Place>)>,
}

impl Listening {
    fn port(&mut self, port: u16, because: String, place: Option<Place>) {
        if self.port.is_none() {
            self.port = Some(port);
            self.inferred.push(("port", format!("{port}: {because}"), place));
        }
    }

    fn variable(&mut self, name: &str, because: String, place: Option<Place>) {
        if self.variable.is_none() {
            self.variable = Some(name.to_owned());
            self.inferred.push(("port_variable", format!("{name}: {because}"), place));
        }
    }
}

/// Names of variables that hold a port, the likelier first.
const VARIABLES: &[&str] = &["PORT", "APP_PORT", "SERVER_PORT", "HTTP_PORT", "WEB_PORT", "API_PORT", "NODE_PORT", "FLASK_RUN_PORT"];

/// Calls that listen, by the end of their names, and where the port stands: a keyword, else the first argument.
const LISTENERS: &[(&str, bool)] = &[
    (".listen", true),
    (".run", false),
    (".serve", false),
    (".run_app", false),
    (".run_simple", false),
    (".launch", false),
    (".createServer().listen", true),
];

/// Settles the port: by what the platform's file says, the listening code, the start command, the container, variables, then the framework.
pub(super) fn settle(evidence: &Evidence, runtime: &RuntimeRow, frameworks: &[Recognised], started: &[Started]) -> Listening {
    let mut found = Listening::default();
    flux(evidence, &mut found);
    listening(evidence, &mut found, |scope| scope != Scope::Script);
    start_command(started, &mut found);
    exposed(evidence, &mut found);
    listening(evidence, &mut found, |scope| scope == Scope::Script);
    variables(evidence, &mut found);
    framework(evidence, runtime, frameworks, &mut found);
    found
}

fn flux(evidence: &Evidence, found: &mut Listening) {
    for (file, (key, value, place)) in
        ["flux.json", "flux.yaml", "flux.yml"].iter().flat_map(|file| evidence.settings(file).map(move |one| (file, one)))
    {
        if let Some(port) = number(value).filter(|_| key == "appPort") {
            found.port(port, format!("appPort of {file} at {}", evidence.at(place)), Some(place));
        }
    }
}

fn listening(evidence: &Evidence, found: &mut Listening, in_scope: impl Fn(Scope) -> bool) {
    let mut calls: Vec<(&Fact, &Call, &Value)> = evidence
        .calls()
        .filter(|(fact, _)| in_scope(fact.context.scope) && !evidence.is_nested(evidence.project.file(fact.place.file)))
        .filter_map(|(fact, call)| Some((fact, call, listened(call)?)))
        .collect();
    calls.sort_by_key(|(fact, _, value)| (value.variables().is_empty(), number(value).is_none(), fact.place));
    for (fact, call, value) in calls {
        let at = evidence.at(fact.place);
        let method = call.name.rsplit('.').next().unwrap_or(&call.name);
        let variable = value.variables().into_iter().find(|name| name.contains("PORT"));
        if let Some(name) = variable {
            found.variable(name, format!("{method}() takes it at {at}"), Some(fact.place));
        }
        if let Some(port) = number(value) {
            let because = variable.map_or_else(|| format!("given to {method}() at {at}"), |name| format!("default of {name} at {at}"));
            found.port(port, because, Some(fact.place));
        }
    }
}

/// The value that a call listens on, if it is a call that listens.
fn listened(call: &Call) -> Option<&Value> {
    let (_, positional) = LISTENERS.iter().find(|(end, _)| call.name.ends_with(end))?;
    let keyword = call
        .arguments
        .iter()
        .find(|argument| matches!(argument.name.as_deref(), Some("port" | "server_port")))
        .map(|argument| &argument.value);
    let first = call.arguments.first().filter(|argument| argument.name.is_none()).map(|argument| &argument.value);
    let option = call.arguments.iter().find_map(|argument| argument.value.get("port"));
    keyword.or(option).or_else(|| first.filter(|value| *positional && (number(value).is_some() || !value.variables().is_empty())))
}

/// The number that a value comes to when no variable is set.
fn number(value: &Value) -> Option<u16> {
    let mut found = None;
    value.visit(&mut |value| {
        if found.is_none()
            && let Value::Number(text) | Value::Text(text) = value
        {
            found = text.trim().parse().ok().filter(|port| *port > 0);
        }
    });
    found
}

fn start_command(started: &[Started], found: &mut Listening) {
    for started in started.iter().filter(|started| started.own) {
        for port in started.launches.iter().filter_map(|launch| launch.port.as_deref()) {
            let because = format!("`{}` at {}", started.line, started.at);
            match port.trim_matches(['$', '{', '}', '"']).split([':', '-']).next() {
                Some(name) if port.starts_with('$') => {
                    found.variable(name, because.clone(), None);
                    if let Some(default) = port.trim_end_matches('}').rsplit(['-', ':']).next().and_then(|text| text.parse().ok()) {
                        found.port(default, because, None);
                    }
                }
                _ => port.parse().iter().for_each(|port| found.port(*port, because.clone(), None)),
            }
        }
    }
}

fn exposed(evidence: &Evidence, found: &mut Listening) {
    let ports = evidence.inside().filter_map(|fact| match fact.kind {
        FactKind::Port(port) if evidence.project.file(fact.place.file).format != Format::Yaml => Some((fact, port)),
        _ => None,
    });
    for (fact, port) in ports {
        found.port(port, format!("exposed at {}", evidence.at(fact.place)), Some(fact.place));
    }
}

fn variables(evidence: &Evidence, found: &mut Listening) {
    let reads: Vec<(&Fact, &EnvironmentRead)> = evidence
        .running()
        .filter_map(|fact| match &fact.kind {
            FactKind::EnvironmentRead(read) if !evidence.is_nested(evidence.project.file(fact.place.file)) => Some((fact, read)),
            _ => None,
        })
        .collect();
    for name in VARIABLES {
        for (fact, read) in reads.iter().filter(|(_, read)| read.name == *name) {
            let at = evidence.at(fact.place);
            found.variable(name, format!("read at {at}"), Some(fact.place));
            if let Some(port) = read.default.as_ref().and_then(number) {
                found.port(port, format!("default of {name} at {at}"), Some(fact.place));
            }
        }
    }
    for fact in evidence.running() {
        if let FactKind::Environment(entry) = &fact.kind
            && Some(&entry.name) == found.variable.as_ref()
            && let Some(port) = entry.value.as_ref().and_then(|value| value.parse().ok())
        {
            found.port(port, format!("{} at {}", entry.name, evidence.at(fact.place)), Some(fact.place));
        }
    }
}

fn framework(evidence: &Evidence, runtime: &RuntimeRow, frameworks: &[Recognised], found: &mut Listening) {
    if let Some(one) = frameworks.iter().find(|one| one.row.port_variable.is_some() && !one.row.addition) {
        let name = one.row.port_variable.as_deref().unwrap_or_default();
        found.variable(name, format!("{} reads it", one.row.name), one.place);
    }
    let known = frameworks.iter().find_map(|one| Some((one, one.row.port?)));
    if let Some((one, port)) = known {
        found.port(port, format!("what {} takes by default", one.row.name), one.place);
    } else if evidence.marker(runtime).is_some() {
        found.port(runtime.port, format!("what the platform assumes for {}", runtime.name), None);
    }
}
