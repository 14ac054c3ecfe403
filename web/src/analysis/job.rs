//! The questions that the page puts to the worker, with what to do with each answer.

use std::collections::BTreeMap;
use std::rc::Rc;

use preflight::Report;
use preflight::report::Variable;
use preflight_protocol::{Answer, Ask, Catalogue, Changes, Format, SourceFile};
use yew::Callback;

use crate::model::project::Project;

type Files = BTreeMap<Rc<str>, Rc<str>>;

/// A project as it is at one moment.
pub struct Snapshot {
    files: Files,
    project_path: Rc<str>,
    repository_url: Rc<str>,
}

impl From<&Project> for Snapshot {
    fn from(project: &Project) -> Self {
        Snapshot {
            files: project.files().iter().map(|file| (file.path.clone(), file.text.clone())).collect(),
            project_path: project.project_path.clone(),
            repository_url: project.repository_url.clone(),
        }
    }
}

/// A question, with what to do with the answer.
pub enum Job {
    /// Judge a project.
    Check(Snapshot, Callback<Report>),
    /// A name for a text.
    Guess(Rc<str>, Callback<String>),
    /// Rules and examples.
    Catalogue(Callback<Catalogue>),
    /// An environment block as text.
    Environment(Vec<Variable>, Format, Callback<String>),
}

impl Job {
    /// True when there is no need to answer this one once `newer` is asked.
    pub fn is_superseded_by(&self, newer: &Job) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(newer)
    }

    /// The question for a worker that knows the files in `known`.
    pub fn question(&self, known: &Files) -> Ask {
        match self {
            Job::Check(snapshot, _) => Ask::Check(snapshot.changes_since(known)),
            Job::Guess(text, _) => Ask::Guess { text: text.to_string() },
            Job::Catalogue(_) => Ask::Catalogue,
            Job::Environment(variables, format, _) => Ask::Environment { variables: variables.clone(), format: *format },
        }
    }

    /// The files that the worker knows once it has answered.
    pub fn files_known_after(&self, known: Files) -> Files {
        match self {
            Job::Check(snapshot, _) => snapshot.files.clone(),
            _ => known,
        }
    }

    /// Hands the answer over. One that doesn't fit the question is dropped.
    pub fn deliver(self, answer: Answer) {
        match (self, answer) {
            (Job::Check(_, done), Answer::Check(report)) => done.emit(*report),
            (Job::Guess(_, done), Answer::Guess { name }) => done.emit(name),
            (Job::Catalogue(done), Answer::Catalogue(catalogue)) => done.emit(*catalogue),
            (Job::Environment(_, _, done), Answer::Environment { text }) => done.emit(text),
            _ => {}
        }
    }
}

impl Snapshot {
    /// What to tell a worker that knows the files in `known`. Texts that were not touched are the same allocation.
    fn changes_since(&self, known: &Files) -> Changes {
        let is_known = |path: &Rc<str>, text: &Rc<str>| known.get(path).is_some_and(|old| Rc::ptr_eq(old, text) || old == text);
        let put = self.files.iter().filter(|(path, text)| !is_known(path, text));
        let put = put.map(|(path, text)| SourceFile { path: path.to_string(), text: text.to_string() });
        let remove = known.keys().filter(|path| !self.files.contains_key(*path)).map(|path| path.to_string());
        Changes {
            fresh: known.is_empty(),
            put: put.collect(),
            remove: remove.collect(),
            project_path: self.project_path.to_string(),
            repository_url: self.repository_url.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::project::File;

    fn snapshot(files: &[(&str, &str)]) -> Snapshot {
        Snapshot::from(&Project::of(files.iter().map(|(path, text)| File::named(path, text)).collect()))
    }

    #[test]
    fn only_changes_are_sent() {
        let before = snapshot(&[("a.js", "1"), ("b.js", "2"), ("c.js", "3")]);
        let changes = snapshot(&[("a.js", "1"), ("b.js", "two")]).changes_since(&before.files);
        assert!(!changes.fresh);
        assert_eq!(changes.put, [SourceFile { path: "b.js".into(), text: "two".into() }]);
        assert_eq!(changes.remove, ["c.js"]);
    }

    #[test]
    fn a_new_worker_gets_everything() {
        let changes = snapshot(&[("a.js", "1")]).changes_since(&Files::new());
        assert!(changes.fresh);
        assert_eq!(changes.put.len(), 1);
    }

    #[test]
    fn a_newer_question_supersedes_one_of_its_kind() {
        let check = || Job::Check(snapshot(&[]), Callback::noop());
        assert!(check().is_superseded_by(&check()));
        assert!(!check().is_superseded_by(&Job::Catalogue(Callback::noop())));
    }
}
