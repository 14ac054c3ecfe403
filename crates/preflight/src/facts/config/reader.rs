//! One file that is being read, and where its facts go.

use crate::facts::{Command, Context, EnvironmentEntry, Fact, FactKind, Facts, Place, Purpose, Setting, Value};
use crate::project::{File, Project};
use crate::text::Span;

/// The most facts that one file gives. No file that a person writes, and hardly one that a tool does, says as much.
const MAX_FACTS: usize = 20_000;

/// One file that is being read, and where its facts go.
pub(super) struct Reader<'r> {
    /// The project, for looking up other files.
    pub project: &'r Project,
    /// The file.
    pub file: &'r File,
    facts: &'r mut Facts,
    given: usize,
}

impl<'r> Reader<'r> {
    /// A reader of `file` that adds to `facts`.
    pub fn new(project: &'r Project, file: &'r File, facts: &'r mut Facts) -> Self {
        Reader { project, file, facts, given: 0 }
    }

    /// The text of the file, living as long as the file.
    pub fn text(&self) -> &'r str {
        &self.file.text
    }

    /// Adds a fact that is a whole entry of the file.
    pub fn push(&mut self, kind: FactKind, span: Span) {
        self.push_within(kind, span, span);
    }

    /// Adds a fact at `span`, which is a part of the entry at `statement`.
    pub fn push_within(&mut self, kind: FactKind, span: Span, statement: Span) {
        self.add(kind, span, Context { statement, ..Context::default() });
    }

    /// Adds a fact that concerns one part of what the file describes: a service.
    pub fn push_inside(&mut self, part: &str, kind: FactKind, span: Span) {
        self.add(kind, span, Context { statement: span, inside: Some(part.to_owned()), ..Context::default() });
    }

    fn add(&mut self, kind: FactKind, span: Span, context: Context) {
        self.given += 1;
        if self.given <= MAX_FACTS {
            self.facts.facts.push(Fact { kind, place: Place { file: self.file.id, span }, context });
        } else if self.given == MAX_FACTS + 1 {
            self.note(format!("Only the first {MAX_FACTS} entries are read."));
        }
    }

    /// Adds a setting.
    pub fn setting(&mut self, key: String, value: Value, span: Span) {
        self.push(FactKind::Setting(Setting { key, value }), span);
    }

    /// Adds an environment entry that is for no service in particular.
    pub fn environment(&mut self, name: &str, value: Option<String>, span: Span) {
        self.push(FactKind::Environment(EnvironmentEntry { name: name.to_owned(), value, service: None }), span);
    }

    /// Adds a command; an empty line is none.
    pub fn command(&mut self, purpose: Purpose, name: Option<&str>, line: &str, span: Span) {
        let line = line.trim();
        if !line.is_empty() {
            self.push(FactKind::Command(Command { purpose, name: name.map(str::to_owned), line: line.to_owned() }), span);
        }
    }

    /// Adds the version that the file pins for a runtime.
    pub fn version(&mut self, runtime: &str, version: &str, span: Span) {
        let version = version.trim();
        if !version.is_empty() {
            self.push(FactKind::Version { runtime: runtime.to_owned(), version: version.to_owned() }, span);
        }
    }

    /// Adds a diagnostic.
    pub fn note(&mut self, message: impl Into<String>) {
        self.facts.diagnostics.push((self.file.id, message.into()));
    }
}
