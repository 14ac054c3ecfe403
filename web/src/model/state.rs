//! The state of the page, and the one place where it changes.

use std::rc::Rc;

use preflight::Report;
use preflight::report::Change;
use preflight_protocol::Catalogue;
use yew::Reducible;

use super::project::{File, Project};
use super::start;

/// Everything that the page shows.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// The user's files.
    pub project: Project,
    /// Grows with every change that a check must see.
    pub revision: u32,
    /// The title of the example that is open, until the user changes it.
    pub example: Option<Rc<str>>,
    /// Grows with every project that is opened in place of another.
    pub opened: u32,
    /// True while nobody has looked into the opened project: its judgement may then choose the file to show.
    pub untouched: bool,
    /// What was open before something else replaced it.
    pub replaced: Option<Rc<Project>>,
    /// The newest judgement.
    pub report: Option<Rc<Report>>,
    /// The revision that it judged.
    pub judged: u32,
    /// How the analysis is doing.
    pub analysis: Status,
    /// Rules and examples, once the worker has told them.
    pub catalogue: Option<Rc<Catalogue>>,
    /// What the user should know, the newest last.
    pub notices: Vec<Notice>,
    /// Where the cursor should go.
    pub target: Option<Target>,
    /// What a narrow screen shows.
    pub pane: Pane,
}

/// How the analysis is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// The worker is being loaded.
    Loading,
    /// It answers.
    Ready,
    /// It can't be started.
    Broken,
}

/// Something that the user should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it is about; a newer notice of the same topic takes its place.
    pub topic: &'static str,
    /// The message.
    pub text: Rc<str>,
    /// True for what went wrong.
    pub grave: bool,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The file.
    pub path: Rc<str>,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
}

/// What a narrow screen shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    /// Files and editor.
    Code,
    /// The judgement.
    Result,
}

/// Everything that can happen.
pub enum Action {
    /// Open another project in place of the present one.
    Open(Project, Option<Rc<str>>),
    /// Bring back what was replaced.
    BringBack,
    /// Add files.
    Merge(Vec<File>),
    /// The user typed: the file's id, its text.
    Edit(u32, Rc<str>),
    /// Show a file.
    Select(Rc<str>),
    /// Add an empty file.
    NewFile,
    /// The user names a file: path, name.
    Rename(Rc<str>, String),
    /// The worker guesses a name for a file: its id, the name.
    Guess(u32, String),
    /// Remove a file.
    Remove(Rc<str>),
    /// PROJECT_PATH.
    ProjectPath(String),
    /// GIT_REPO_URL.
    RepositoryUrl(String),
    /// Put a migration's change in place.
    Apply(Change),
    /// A judgement of a revision.
    Judged(u32, Rc<Report>),
    /// How the analysis is doing.
    Analysis(Status),
    /// Rules and examples.
    Catalogue(Rc<Catalogue>),
    /// Tell the user.
    Notify(Notice),
    /// The user has read it.
    Dismiss(&'static str),
    /// Go to a place: path, line, column.
    Reveal(Rc<str>, u32, u32),
    /// The cursor is there.
    Arrived,
    /// What a narrow screen shows.
    Pane(Pane),
}

impl State {
    /// The state of a page that opens with `kept`, the project of the last visit, or with the first example.
    pub fn new(kept: Option<Project>) -> Self {
        let example = kept.is_none().then(|| start::TITLE.into());
        State {
            project: kept.unwrap_or_else(start::project),
            revision: 1,
            example,
            opened: 0,
            untouched: false,
            replaced: None,
            report: None,
            judged: 0,
            analysis: Status::Loading,
            catalogue: None,
            notices: Vec::new(),
            target: None,
            pane: Pane::Code,
        }
    }

    /// True while the newest text is not judged yet.
    pub fn is_behind(&self) -> bool {
        self.judged < self.revision
    }

    fn open(&mut self, project: Project, example: Option<Rc<str>>) {
        let before = std::mem::replace(&mut self.project, project);
        // An example that nobody touched is not worth bringing back.
        self.replaced = (self.example.is_none() && !before.is_blank()).then(|| Rc::new(before));
        self.example = example;
        self.opened += 1;
        self.untouched = true;
        self.report = None;
        self.target = None;
        self.revision += 1;
    }

    fn changed(&mut self) {
        self.revision += 1;
        self.example = None;
        self.untouched = false;
    }

    fn judged(&mut self, revision: u32, report: Rc<Report>) {
        if revision <= self.judged {
            return;
        }
        if let Some(finding) = report.findings.first().filter(|_| self.untouched) {
            self.project.select(&finding.path);
        }
        self.untouched = false;
        self.judged = revision;
        self.report = Some(report);
    }

    fn notify(&mut self, notice: Notice) {
        self.notices.retain(|other| other.topic != notice.topic);
        self.notices.push(notice);
    }

    fn rename(&mut self, path: &str, name: &str) {
        if self.project.rename(path, name) {
            self.changed();
        } else if !name.is_empty() && name != path {
            let text = format!("There is a file called {name} already.");
            self.notify(Notice { topic: "rename", text: text.into(), grave: true });
        }
    }

    fn remove(&mut self, path: &str) {
        let before = self.project.clone();
        self.project.remove(path);
        // An example's file can be had again from the gallery.
        self.replaced = (self.example.is_none() && !before.is_blank()).then(|| Rc::new(before));
        self.changed();
    }

    fn apply(&mut self, change: &Change) {
        if self.project.apply(change) {
            self.changed();
            self.reveal(change.path.as_str().into(), change.line, 1);
        } else {
            let text = format!("{} has changed since: these lines are no longer there.", change.path);
            self.notify(Notice { topic: "apply", text: text.into(), grave: true });
        }
    }

    fn reveal(&mut self, path: Rc<str>, line: u32, column: u32) {
        if self.project.find(&path).is_some() {
            self.project.select(&path);
            self.target = Some(Target { path, line, column });
            self.pane = Pane::Code;
        }
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = (*self).clone();
        match action {
            Action::Open(project, example) => state.open(project, example),
            Action::BringBack => {
                if let Some(project) = state.replaced.take() {
                    state.open((*project).clone(), None);
                }
            }
            Action::Merge(files) => {
                state.project.merge(files);
                state.changed();
            }
            Action::Edit(id, text) => {
                if state.project.edit(id, text) {
                    state.changed();
                }
            }
            Action::Select(path) => {
                state.untouched = false;
                state.project.select(&path);
            }
            Action::NewFile => {
                state.project.add(File::unnamed());
                state.changed();
                state.pane = Pane::Code;
            }
            Action::Rename(path, name) => state.rename(&path, name.trim()),
            Action::Guess(id, name) => {
                if state.project.guess(id, &name) {
                    state.revision += 1;
                }
            }
            Action::Remove(path) => state.remove(&path),
            Action::ProjectPath(path) => {
                state.project.project_path = path.into();
                state.revision += 1;
            }
            Action::RepositoryUrl(url) => {
                state.project.repository_url = url.into();
                state.revision += 1;
            }
            Action::Apply(change) => state.apply(&change),
            Action::Judged(revision, report) => state.judged(revision, report),
            Action::Analysis(status) => state.analysis = status,
            Action::Catalogue(catalogue) => state.catalogue = Some(catalogue),
            Action::Notify(notice) => state.notify(notice),
            Action::Dismiss(topic) => state.notices.retain(|notice| notice.topic != topic),
            Action::Reveal(path, line, column) => state.reveal(path, line, column),
            Action::Arrived => state.target = None,
            Action::Pane(pane) => state.pane = pane,
        }
        Rc::new(state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(state: State, action: Action) -> State {
        (*Rc::new(state).reduce(action)).clone()
    }

    #[test]
    fn the_users_own_files_can_be_brought_back() {
        let state = after(State::new(None), Action::Open(Project::default(), Some("Other".into())));
        assert!(state.replaced.is_none(), "the first example was untouched");
        let id = state.project.active().id;
        let state = after(state, Action::Edit(id, "mine".into()));
        let state = after(state, Action::Open(start::project(), Some("Example".into())));
        let state = after(state, Action::BringBack);
        assert_eq!(&*state.project.active().text, "mine");
        assert!(state.example.is_none());
    }

    #[test]
    fn typing_leaves_the_example() {
        let state = State::new(None);
        assert!(state.example.is_some());
        let id = state.project.active().id;
        let state = after(state, Action::Edit(id, "x".into()));
        assert!(state.example.is_none());
        assert!(state.is_behind());
    }

    #[test]
    fn notices_of_one_topic_replace_each_other() {
        let notice = |text: &str| Action::Notify(Notice { topic: "files", text: text.into(), grave: false });
        let state = after(after(State::new(None), notice("one")), notice("two"));
        assert_eq!(state.notices.len(), 1);
        assert_eq!(&*state.notices[0].text, "two");
        assert!(after(state, Action::Dismiss("files")).notices.is_empty());
    }
}
