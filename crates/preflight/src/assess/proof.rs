//! The facts that prove an item of the checklist where there is no finding.

use crate::facts::{Fact, FactKind, Facts, Holds, Value};
use crate::project::{File, Format, Project, ProjectKind};
use crate::rules::is_local_host;
use crate::stack::Stack;

use super::table::{self, Item};

/// What can be said in favour of a project.
pub(super) struct Proof<'a> {
    /// The project.
    pub project: &'a Project,
    /// Who the app is.
    pub stack: &'a Stack,
    /// How many code files were read as code.
    pub read: usize,
    /// The facts that take part in the app's life.
    running: Vec<&'a Fact>,
}

impl<'a> Proof<'a> {
    /// Gathers what can be said.
    pub fn gather(project: &'a Project, stack: &'a Stack, facts: &'a Facts) -> Self {
        let is_snippet = project.kind() == ProjectKind::Snippet;
        let runs = |file: &File| is_snippet || (Project::belongs_to(file, &stack.project_path) && file.role.runs());
        let read = project.files().iter().filter(|file| file.format.is_code() && runs(file)).count();
        let holds = |fact: &&Fact| fact.context.holds != Holds::Never && runs(project.file(fact.place.file));
        Proof { project, stack, read, running: facts.facts.iter().filter(holds).collect() }
    }

    /// True when one pasted text stands for the whole.
    pub fn is_snippet(&self) -> bool {
        self.project.kind() == ProjectKind::Snippet
    }

    /// True when nothing of the app runs on a server.
    pub fn is_pages(&self) -> bool {
        matches!(self.stack.kind.as_str(), "static-site" | "front-end")
    }

    /// True when the code of the app's runtime is read as code.
    pub fn is_read(&self) -> bool {
        self.read > 0 && matches!(self.stack.runtime.as_str(), "node" | "bun" | "python")
    }

    /// True when the text shows an app: a framework or a server in code.
    pub fn shows_app(&self) -> bool {
        let is_config =
            self.project.files().iter().all(|file| !file.format.is_code() && file.format != Format::Html && file.format != Format::Other);
        !is_config && self.stack.kind != "unknown"
    }

    /// True when something is kept outside: a proof of one of the items.
    pub fn shows_outside_service(&self) -> bool {
        table::items().iter().any(|item| self.outside(item).is_some())
    }

    /// What proves that this item's things are kept outside, with its place: a module that does it, or a variable with its address.
    pub fn outside(&self, item: &Item) -> Option<String> {
        let module = self.running.iter().find_map(|fact| {
            let name = named(fact).into_iter().find(|name| is_one_of(name, &item.proof))?;
            Some(format!("{name} is used at {}", self.at(fact)))
        });
        module.or_else(|| self.variable(item)).or_else(|| self.entry(item))
    }

    /// A variable of this item that the code reads.
    fn variable(&self, item: &Item) -> Option<String> {
        let fits = |name: &str| item.variables.iter().any(|part| name.contains(part.as_str()));
        self.running.iter().find_map(|fact| {
            let names: Vec<&str> = match &fact.kind {
                FactKind::EnvironmentRead(read) => vec![read.name.as_str()],
                FactKind::Setting(setting) => setting.value.variables(),
                _ => return None,
            };
            let name = names.into_iter().find(|name| fits(name))?;
            Some(format!("{name} is read at {}", self.at(fact)))
        })
    }

    /// A variable of this item that is given an outside address.
    fn entry(&self, item: &Item) -> Option<String> {
        self.running.iter().find_map(|fact| {
            let FactKind::Environment(entry) = &fact.kind else { return None };
            let value = entry.value.as_deref().filter(|value| !value.is_empty())?;
            let outside = crate::rules::host_of(value).is_none_or(|host| !is_local_host(host));
            let fits = item.variables.iter().any(|part| entry.name.contains(part.as_str()));
            (outside && fits).then(|| format!("{} is set at {}", entry.name, self.at(fact)))
        })
    }

    /// Where something is used that makes this item matter.
    pub fn needed(&self, item: &Item) -> Option<String> {
        let by_django = item.id == "external-sessions" && self.stack.has("django");
        let used = self.running.iter().find_map(|fact| {
            let name = named(fact).into_iter().find(|name| is_one_of(name, &item.needs))?;
            Some(format!("{name} at {}", self.at(fact)))
        });
        used.filter(|_| !by_django)
    }

    fn at(&self, fact: &Fact) -> String {
        let file = self.project.file(fact.place.file);
        format!("{}:{}", file.path, file.position(fact.place.span.start).line)
    }
}

/// The modules and members of modules that a fact names: an import, a call, the apps that a setting lists.
fn named(fact: &Fact) -> Vec<&str> {
    match &fact.kind {
        FactKind::Import(import) => vec![&import.module],
        FactKind::Call(call) => vec![&call.name],
        FactKind::Annotation(annotation) => vec![&annotation.name],
        FactKind::Setting(setting) if setting.key.starts_with("INSTALLED_APPS") => match &setting.value {
            Value::List(values) => values.iter().filter_map(Value::text).collect(),
            value => value.text().into_iter().collect(),
        },
        _ => Vec::new(),
    }
}

fn is_one_of(name: &str, known: &[String]) -> bool {
    known.iter().any(|known| name.strip_prefix(known.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '/', '('])))
}
