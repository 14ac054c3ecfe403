//! The worker's memory between requests: the project's files.

use std::collections::BTreeMap;

use preflight::Project;
use preflight_protocol::{Answer, Ask, Changes, Request, Response};

use crate::catalogue::catalogue;

/// What one worker knows.
#[derive(Debug, Default)]
pub struct Session {
    files: BTreeMap<String, String>,
}

impl Session {
    /// Answers a request.
    pub fn answer(&mut self, request: Request) -> Response {
        let answer = match request.ask {
            Ask::Check(changes) => Answer::Check(Box::new(self.check(changes))),
            Ask::Guess { text } => Answer::Guess { name: preflight::project::guess_name(&text) },
            Ask::Catalogue => Answer::Catalogue(Box::new(catalogue())),
            Ask::Environment { variables, format } => Answer::Environment { text: crate::environment::render(&variables, format) },
        };
        Response { id: request.id, answer }
    }

    fn check(&mut self, changes: Changes) -> preflight::Report {
        if changes.fresh {
            self.files.clear();
        }
        for path in changes.remove {
            self.files.remove(&path);
        }
        self.files.extend(changes.put.into_iter().map(|file| (file.path, file.text)));
        let files = self.files.iter().map(|(path, text)| (path.as_str(), text.as_bytes()));
        let project = Project::from_files(files).with_project_path(&changes.project_path).with_repository_url(&changes.repository_url);
        preflight::check(&project)
    }
}

#[cfg(test)]
mod tests {
    use preflight_protocol::SourceFile;

    use super::*;

    fn check(session: &mut Session, changes: Changes) {
        let response = session.answer(Request { id: 7, ask: Ask::Check(changes) });
        assert_eq!(response.id, 7);
        assert!(matches!(response.answer, Answer::Check(_)));
    }

    #[test]
    fn files_stay_between_checks() {
        let file = |path: &str| SourceFile { path: path.into(), text: "x = 1\n".into() };
        let mut session = Session::default();
        check(&mut session, Changes { fresh: true, put: vec![file("a.py"), file("b.py")], ..Changes::default() });
        check(&mut session, Changes { put: vec![file("c.py")], remove: vec!["a.py".into()], ..Changes::default() });
        assert_eq!(session.files.keys().collect::<Vec<_>>(), ["b.py", "c.py"]);
        check(&mut session, Changes { fresh: true, put: vec![file("d.py")], ..Changes::default() });
        assert_eq!(session.files.keys().collect::<Vec<_>>(), ["d.py"]);
    }
}
