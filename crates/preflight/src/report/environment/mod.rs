//! The environment block in the formats that people paste: the wizard's box, the guide's YAML, flux.json, Docker and compose.

mod compose;
mod docker_run;
mod flux_json;
mod guide;
mod lines;
mod section;
pub mod wizard_reader;
mod yaml;

use std::collections::{BTreeMap, BTreeSet};

use super::Variable;

/// Which provider was chosen for which variable: `DATABASE_URL` → `Neon`.
pub type Choices = BTreeMap<String, String>;

/// What the platform does with variables, to be said beside every secret.
pub const PUBLIC_WARNING: &str = "Plain variables can be read by anyone on the network, unless the app is an Enterprise app.";

/// The formats of the environment block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EnvironmentFormat {
    /// `KEY=value` lines for the wizard's box.
    Lines,
    /// The guide's "Environment Variables:" block.
    Yaml,
    /// A flux.json for the repository.
    FluxJson,
    /// A `docker run` command.
    DockerRun,
    /// A service of a compose file.
    Compose,
}

impl EnvironmentFormat {
    /// Every format, the wizard's first.
    pub const ALL: [EnvironmentFormat; 5] = [
        EnvironmentFormat::Lines,
        EnvironmentFormat::Yaml,
        EnvironmentFormat::FluxJson,
        EnvironmentFormat::DockerRun,
        EnvironmentFormat::Compose,
    ];

    /// The fixed id: `lines`, `yaml`, `flux-json`, `docker-run` or `compose`.
    pub fn id(self) -> &'static str {
        match self {
            EnvironmentFormat::Lines => "lines",
            EnvironmentFormat::Yaml => "yaml",
            EnvironmentFormat::FluxJson => "flux-json",
            EnvironmentFormat::DockerRun => "docker-run",
            EnvironmentFormat::Compose => "compose",
        }
    }

    /// What it is for, as the label of a choice.
    pub fn title(self) -> &'static str {
        match self {
            EnvironmentFormat::Lines => "Lines for the wizard",
            EnvironmentFormat::Yaml => "The guide's YAML",
            EnvironmentFormat::FluxJson => "flux.json",
            EnvironmentFormat::DockerRun => "docker run",
            EnvironmentFormat::Compose => "Docker Compose",
        }
    }

    /// The format with an id.
    pub fn from_id(id: &str) -> Option<EnvironmentFormat> {
        EnvironmentFormat::ALL.into_iter().find(|format| format.id() == id)
    }
}

/// Renders the block. Where a provider was chosen for a variable, its shape of the value is shown.
pub fn render(variables: &[Variable], format: EnvironmentFormat, choices: &Choices) -> String {
    let mut variables = settle(variables, choices);
    if format != EnvironmentFormat::Lines {
        // The lines say which names can't be set; the other formats have no place to say it.
        variables.retain(Variable::has_settable_name);
    }
    match format {
        EnvironmentFormat::Lines => lines::render(&variables),
        EnvironmentFormat::Yaml => guide::render(&variables),
        EnvironmentFormat::FluxJson => flux_json::render(&variables),
        EnvironmentFormat::DockerRun => docker_run::render(&variables),
        EnvironmentFormat::Compose => compose::render(&variables),
    }
}

/// The variables with the chosen providers' values, each name once (the first wins).
fn settle(variables: &[Variable], choices: &Choices) -> Vec<Variable> {
    let mut seen = BTreeSet::new();
    let first = variables.iter().filter(|variable| seen.insert(variable.name.as_str()));
    first.map(|variable| choose(variable, choices.get(&variable.name))).collect()
}

fn choose(variable: &Variable, provider: Option<&String>) -> Variable {
    let chosen = variable.providers.iter().find(|choice| Some(&choice.name) == provider);
    match chosen {
        Some(choice) => Variable { value: choice.value.clone(), placeholder: true, ..variable.clone() },
        None => variable.clone(),
    }
}

impl Variable {
    /// True when the name is one that shells, containers and the wizard all take: letters, digits, `_`, `.` and `-`, no digit first.
    pub fn has_settable_name(&self) -> bool {
        let mut characters = self.name.chars();
        characters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
            && characters.all(|character| character.is_ascii_alphanumeric() || "_.-".contains(character))
    }

    /// The value to show: an empty one that is needed becomes `<your NAME>`, since the wizard drops empty values without a word.
    /// Nothing for an empty value that may stay empty.
    pub fn shown_value(&self) -> Option<String> {
        match (self.value.trim().is_empty(), self.required) {
            (false, _) => Some(self.value.clone()),
            (true, true) => Some(format!("<your {}>", self.name)),
            (true, false) => None,
        }
    }

    /// What to know about the variable, in one line.
    fn note(&self) -> String {
        let mut sentences = vec![sentence(&self.reason)];
        if self.placeholder || (self.required && self.value.trim().is_empty()) {
            sentences.push("Replace the example with your own value.".into());
        }
        if !self.providers.is_empty() {
            let names: Vec<String> = self.providers.iter().map(|provider| one_line(&provider.name)).collect();
            sentences.push(format!("Providers: {}.", names.join(", ")));
        }
        if self.secret {
            // A reason may say so already.
            sentences.push(if self.reason.contains(PUBLIC_WARNING) { "Secret!".into() } else { format!("Secret! {PUBLIC_WARNING}") });
        }
        sentences.retain(|sentence| !sentence.is_empty());
        sentences.join(" ")
    }
}

/// A comment that names the secrets of a block; nothing for a block without any.
fn secrets_comment(variables: &[&Variable]) -> String {
    let names: Vec<&str> = variables.iter().filter(|variable| variable.secret).map(|variable| variable.name.as_str()).collect();
    if names.is_empty() { String::new() } else { format!("# Secret: {}. {PUBLIC_WARNING}\n", names.join(", ")) }
}

/// A text on one line.
fn one_line(text: &str) -> String {
    let words = text.split(|character: char| character.is_whitespace() || character.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// A text on one line, ending like a sentence.
fn sentence(text: &str) -> String {
    let line = one_line(text);
    if line.is_empty() || line.ends_with(['.', '!', '?', ':']) { line } else { line + "." }
}

#[cfg(test)]
mod tests;
