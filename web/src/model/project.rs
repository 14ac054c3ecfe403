//! The files that the user works on.

use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};

use preflight::report::Change;
use preflight_protocol::SourceFile;

/// A file on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its number, which no other file of this visit has. It stays when the path or the text changes.
    pub id: u32,
    /// Its path from the root, unique in its project.
    pub path: Rc<str>,
    /// Its text.
    pub text: Rc<str>,
    /// False while the path is only a guess from the text.
    pub named: bool,
}

static LAST_ID: AtomicU32 = AtomicU32::new(0);

impl File {
    /// A file of the given path, text, and whether somebody has `named` it.
    pub fn new(path: &str, text: &str, named: bool) -> Self {
        File { id: LAST_ID.fetch_add(1, Ordering::Relaxed), path: path.into(), text: text.into(), named }
    }

    /// A file that somebody has named.
    pub fn named(path: &str, text: &str) -> Self {
        File::new(path, text, true)
    }

    /// An empty file without a name.
    pub fn unnamed() -> Self {
        File::new(UNNAMED, "", false)
    }
}

/// A project on the page. It always has a file, and one that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    files: Vec<Rc<File>>,
    active: usize,
    /// The folder that is deployed (PROJECT_PATH).
    pub project_path: Rc<str>,
    /// The repository's address (GIT_REPO_URL).
    pub repository_url: Rc<str>,
}

/// What a new file is called until something better is known.
pub const UNNAMED: &str = "snippet.txt";

impl Default for Project {
    fn default() -> Self {
        Project::of(Vec::new())
    }
}

impl Project {
    /// A project of the given files, in the order of their paths; without any, of one empty file.
    pub fn of(mut files: Vec<File>) -> Self {
        files.sort_by(|one, other| one.path.cmp(&other.path));
        files.dedup_by(|later, earlier| later.path == earlier.path);
        if files.is_empty() {
            files.push(File::unnamed());
        }
        let active = files.iter().position(|file| is_code(&file.path)).unwrap_or(0);
        Project { files: files.into_iter().map(Rc::new).collect(), active, project_path: "".into(), repository_url: "".into() }
    }

    /// A project of an example's files.
    pub fn of_sources(files: &[SourceFile]) -> Self {
        Project::of(files.iter().map(|file| File::named(&file.path, &file.text)).collect())
    }

    /// The files in the order of their paths.
    pub fn files(&self) -> &[Rc<File>] {
        &self.files
    }

    /// The file that is shown.
    pub fn active(&self) -> &Rc<File> {
        &self.files[self.active.min(self.files.len() - 1)]
    }

    /// A file by its path.
    pub fn find(&self, path: &str) -> Option<&Rc<File>> {
        self.files.iter().find(|file| &*file.path == path)
    }

    /// True when there is nothing to lose.
    pub fn is_blank(&self) -> bool {
        self.files.iter().all(|file| file.text.trim().is_empty())
    }

    /// Shows a file, if there is one of that path.
    pub fn select(&mut self, path: &str) {
        self.active = self.files.iter().position(|file| &*file.path == path).unwrap_or(self.active);
    }

    /// Changes a file's text. False if nothing changed.
    pub fn edit(&mut self, id: u32, text: Rc<str>) -> bool {
        self.change(id, |file| file.text = text)
    }

    /// Adds a file and shows it; gives its path, which may differ where the wanted one is taken.
    pub fn add(&mut self, mut file: File) -> Rc<str> {
        file.path = self.free_path(&file.path);
        let path = file.path.clone();
        self.files.push(Rc::new(file));
        self.order(&path);
        path
    }

    /// Adds files, or replaces those of the same path, and shows the first.
    pub fn merge(&mut self, files: Vec<File>) {
        let first = files.first().map(|file| file.path.clone());
        if self.is_blank() && !files.is_empty() {
            self.files.clear();
        }
        for file in files {
            self.files.retain(|other| other.path != file.path);
            self.files.push(Rc::new(file));
        }
        if let Some(first) = first {
            self.order(&first);
        }
    }

    /// Gives a file the name that the user wants. False if nothing changed.
    pub fn rename(&mut self, path: &str, wanted: &str) -> bool {
        let wanted = wanted.trim().trim_matches('/');
        if wanted.is_empty() || (wanted != path && self.find(wanted).is_some()) {
            return false;
        }
        self.rename_to(path, wanted, true)
    }

    /// Gives a file that nobody has named yet the name that its text suggests. False if nothing changed.
    pub fn guess(&mut self, id: u32, name: &str) -> bool {
        let Some(path) = self.files.iter().find(|file| file.id == id && !file.named).map(|file| file.path.clone()) else { return false };
        // Two files without a name may read alike: the second keeps its number.
        if *path == *name || differ_by_number(&path, name) {
            return false;
        }
        let name = self.free_path(name);
        self.rename_to(&path, &name, false)
    }

    /// Removes a file.
    pub fn remove(&mut self, path: &str) {
        let shown = self.active().path.clone();
        self.files.retain(|file| &*file.path != path);
        if self.files.is_empty() {
            *self = Project { project_path: self.project_path.clone(), repository_url: self.repository_url.clone(), ..Project::default() };
        }
        self.active = self.active.min(self.files.len() - 1);
        self.select(&shown);
    }

    /// Puts a change of a migration in place. False if the lines are no longer what they were.
    pub fn apply(&mut self, change: &Change) -> bool {
        let Some(file) = self.find(&change.path).cloned() else {
            if change.before.is_empty() {
                self.add(File::named(&change.path, &change.after));
            }
            return change.before.is_empty();
        };
        let lines: Vec<&str> = file.text.split('\n').collect();
        let (start, end) = (change.line.saturating_sub(1) as usize, change.end_line as usize);
        let Some(old) = lines.get(start..end.max(start)) else { return false };
        if old.join("\n").trim_end() != change.before.trim_end() {
            return false;
        }
        let after = change.after.trim_end_matches('\n');
        let kept = [&lines[..start], &after.split('\n').collect::<Vec<_>>(), &lines[end.max(start)..]].concat();
        self.edit(file.id, kept.join("\n").into());
        self.select(&change.path);
        true
    }

    fn rename_to(&mut self, path: &str, name: &str, named: bool) -> bool {
        let shown = self.active().path.clone();
        let Some(id) = self.find(path).map(|file| file.id) else { return false };
        let changed = self.change(id, |file| {
            file.path = name.into();
            file.named = named;
        });
        if changed {
            self.order(if &*shown == path { name } else { &shown });
        }
        changed
    }

    fn change(&mut self, id: u32, change: impl FnOnce(&mut File)) -> bool {
        let Some(file) = self.files.iter_mut().find(|file| file.id == id) else { return false };
        let before = file.clone();
        change(Rc::make_mut(file));
        *file != before
    }

    fn order(&mut self, shown: &str) {
        self.files.sort_by(|one, other| one.path.cmp(&other.path));
        self.select(shown);
    }

    /// The path itself, or with a number where it is taken: `app-2.js`.
    fn free_path(&self, path: &str) -> Rc<str> {
        let (stem, ending) = split_ending(path);
        let numbered = (2..).map(|number| format!("{stem}-{number}{ending}"));
        let free = std::iter::once(path.to_owned()).chain(numbered).find(|path| self.find(path).is_none());
        free.unwrap_or_default().into()
    }
}

/// `app` and `.js` of `app.js`; all of `.env` is a stem.
fn split_ending(path: &str) -> (&str, &str) {
    match path.rfind('.') {
        Some(dot) if dot > 0 => path.split_at(dot),
        _ => (path, ""),
    }
}

/// True for `app-2.js` and `app.js`.
fn differ_by_number(numbered: &str, plain: &str) -> bool {
    let ((one, one_ending), (other, other_ending)) = (split_ending(numbered), split_ending(plain));
    let number = one.strip_prefix(other).and_then(|rest| rest.strip_prefix('-'));
    one_ending == other_ending && number.is_some_and(|number| number.parse::<u32>().is_ok())
}

fn is_code(path: &str) -> bool {
    [".js", ".ts", ".mjs", ".cjs", ".jsx", ".tsx", ".py"].iter().any(|ending| path.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project() -> Project {
        Project::of(vec![File::named("package.json", "{}"), File::named("app.js", "one\ntwo\nthree\n")])
    }

    #[test]
    fn code_is_shown_before_configuration() {
        assert_eq!(&*project().active().path, "app.js");
    }

    #[test]
    fn a_removed_file_is_never_shown() {
        let mut project = project();
        project.remove("app.js");
        assert_eq!(&*project.active().path, "package.json");
        project.remove("package.json");
        assert!(project.is_blank());
        assert_eq!(&*project.active().path, UNNAMED);
    }

    #[test]
    fn names_are_unique() {
        let mut project = project();
        assert_eq!(&*project.add(File::named("app.js", "")), "app-2.js");
        assert_eq!(&*project.add(File::named(".env", "")), ".env");
        assert_eq!(&*project.add(File::named(".env", "")), ".env-2");
        assert!(!project.rename("app-2.js", "app.js"));
        assert!(project.rename("app-2.js", "lib/app.js"));
    }

    #[test]
    fn only_guessed_names_are_guessed_again() {
        let mut project = Project::default();
        let id = project.active().id;
        assert!(project.guess(id, "app.py"));
        assert_eq!(&*project.active().path, "app.py");
        assert!(project.rename("app.py", "main.py"));
        assert!(!project.guess(id, "app.js"));
    }

    #[test]
    fn a_number_that_was_given_stays() {
        let mut project = project();
        let path = project.add(File::unnamed());
        let id = project.active().id;
        assert_eq!(&*path, UNNAMED);
        assert!(project.guess(id, "app.js"));
        assert_eq!(&*project.active().path, "app-2.js");
        assert!(!project.guess(id, "app.js"));
    }

    #[test]
    fn a_change_is_applied_only_to_the_lines_it_was_made_for() {
        let change = |before: &str| Change { path: "app.js".into(), line: 2, end_line: 2, before: before.into(), after: "2\n2b".into() };
        let mut project = project();
        assert!(!project.apply(&change("deux")));
        assert!(project.apply(&change("two")));
        assert_eq!(&*project.active().text, "one\n2\n2b\nthree\n");
    }

    #[test]
    fn an_insertion_and_a_new_file() {
        let mut project = project();
        let insert = Change { path: "app.js".into(), line: 1, end_line: 0, before: String::new(), after: "zero\n".into() };
        assert!(project.apply(&insert));
        assert_eq!(&*project.active().text, "zero\none\ntwo\nthree\n");
        let add = Change { path: "pre-deploy.sh".into(), line: 1, end_line: 0, before: String::new(), after: "#!/bin/bash\n".into() };
        assert!(project.apply(&add));
        assert_eq!(&*project.active().path, "pre-deploy.sh");
    }
}
