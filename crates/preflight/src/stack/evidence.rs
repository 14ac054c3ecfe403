//! What is known of the app in one folder: the facts that take part in its life, indexed for the questions of recognition.

use std::collections::BTreeMap;

use crate::facts::{Call, Command, Dependency, Fact, FactKind, Facts, Holds, Place, Value};
use crate::project::{File, FileId, Project, ProjectKind, Role, is_below};

use super::pattern::path_fits;
use super::tables::{self, RuntimeRow};

/// The evidence about the app in one folder.
pub(crate) struct Evidence<'a> {
    /// The whole project.
    pub project: &'a Project,
    /// All its facts.
    pub facts: &'a Facts,
    /// The folder of the app, without a trailing `/`; empty for the root.
    pub folder: String,
    /// Folders below it that are packages of their own.
    packages: Vec<&'a str>,
    /// Dockerfiles of other containers: databases, clients.
    foreign: Vec<FileId>,
    /// Each imported module and where it is imported first.
    imports: BTreeMap<&'a str, Seen>,
    /// Each call by name and where it is made first.
    calls: BTreeMap<&'a str, Seen>,
}

/// A first sight of something.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen {
    /// Where.
    pub place: Place,
    /// True when that is in a package of its own below the app's folder.
    pub nested: bool,
}

impl<'a> Evidence<'a> {
    /// Indexes the facts of the app in `folder`.
    pub fn new(project: &'a Project, facts: &'a Facts, folder: &str) -> Self {
        let folder = folder.to_owned();
        let packages = packages_below(project, &folder);
        let mut evidence = Evidence {
            project,
            facts,
            folder,
            packages,
            foreign: foreign_containers(project, facts),
            imports: BTreeMap::new(),
            calls: BTreeMap::new(),
        };
        evidence.index();
        evidence
    }

    /// Takes the packages that hold these files for parts of the app itself: its own commands start them.
    pub fn adopt(&mut self, files: &[&File]) {
        let before = self.packages.len();
        self.packages.retain(|package| !files.iter().any(|file| is_below(&file.path, package)));
        if self.packages.len() < before {
            self.index();
        }
    }

    fn index(&mut self) {
        let evidence = &*self;
        let (mut imports, mut calls) = (BTreeMap::new(), BTreeMap::new());
        for fact in evidence.running() {
            let (index, name) = match &fact.kind {
                FactKind::Import(import) => (&mut imports, import.module.as_str()),
                FactKind::Call(call) => (&mut calls, call.name.as_str()),
                _ => continue,
            };
            let seen = Seen { place: fact.place, nested: evidence.is_nested(evidence.project.file(fact.place.file)) };
            let first = index.entry(name).or_insert(seen);
            if first.nested && !seen.nested {
                *first = seen;
            }
        }
        (self.imports, self.calls) = (imports, calls);
    }

    /// Folders below the app's that are packages of their own.
    pub fn packages(&self) -> &[&'a str] {
        &self.packages
    }

    /// The facts of code and configuration that take part in the app's life.
    pub fn running(&self) -> impl Iterator<Item = &'a Fact> + use<'a, '_> {
        self.inside().filter(|fact| self.runs(self.project.file(fact.place.file)) && fact.context.holds != Holds::Never)
    }

    /// All facts of the app's files and of the deployment files at the root.
    pub fn inside(&self) -> impl Iterator<Item = &'a Fact> + use<'a, '_> {
        let own = |file: FileId| Project::belongs_to(self.project.file(file), &self.folder) && !self.foreign.contains(&file);
        self.facts.facts.iter().filter(move |fact| own(fact.place.file))
    }

    /// The app's files, whatever their role.
    pub fn files(&self) -> impl Iterator<Item = &'a File> + use<'a, '_> {
        self.project.files().iter().filter(|file| is_below(&file.path, &self.folder))
    }

    /// True for a file that takes part in the app's life; a pasted text always does.
    pub fn runs(&self, file: &File) -> bool {
        file.role.runs() || self.is_snippet()
    }

    /// True when one pasted text stands for the whole.
    pub fn is_snippet(&self) -> bool {
        self.project.kind() == ProjectKind::Snippet
    }

    /// True for files of a package of its own below the app's folder: a client beside a server.
    pub fn is_nested(&self, file: &File) -> bool {
        self.packages.iter().any(|package| is_below(&file.path, package))
    }

    /// The path of a file from the app's folder.
    pub fn relative<'f>(&self, file: &'f File) -> &'f str {
        if self.folder.is_empty() { &file.path } else { file.path.get(self.folder.len() + 1..).unwrap_or("") }
    }

    /// The app's file with a path from its folder.
    pub fn find(&self, path: &str) -> Option<&'a File> {
        let whole = if self.folder.is_empty() { path.to_owned() } else { format!("{}/{path}", self.folder) };
        self.project.find(&crate::project::normalise(&whole))
    }

    /// The first of the app's files that fits a pattern of paths from its folder.
    pub fn fitting(&self, pattern: &str) -> Option<&'a File> {
        if !pattern.contains('*') {
            return self.find(pattern);
        }
        self.files().find(|file| file.role != Role::Vendored && path_fits(pattern, self.relative(file)))
    }

    /// `path:line` of a place.
    pub fn at(&self, place: Place) -> String {
        let file = self.project.file(place.file);
        format!("{}:{}", file.path, file.position(place.span.start).line)
    }

    /// Imported modules and where each is imported first.
    pub fn imports(&self) -> impl Iterator<Item = (&'a str, Seen)> {
        self.imports.iter().map(|(name, seen)| (*name, *seen))
    }

    /// The first call of one of these names; `*` at the beginning stands for any receiver.
    pub fn call_of(&self, names: &[String]) -> Option<Seen> {
        let fits = |name: &str, pattern: &str| match pattern.strip_prefix('*') {
            Some(end) => name.ends_with(end),
            None => name == pattern,
        };
        self.calls
            .iter()
            .filter(|(name, _)| names.iter().any(|pattern| fits(name, pattern)))
            .map(|(_, seen)| *seen)
            .min_by_key(|s| s.nested)
    }

    /// The calls of the app's running code.
    pub fn calls(&self) -> impl Iterator<Item = (&'a Fact, &'a Call)> + use<'a, '_> {
        self.running().filter_map(|fact| match &fact.kind {
            FactKind::Call(call) => Some((fact, call)),
            _ => None,
        })
    }

    /// Declared dependencies.
    pub fn dependencies(&self) -> impl Iterator<Item = (&'a Fact, &'a Dependency)> + use<'a, '_> {
        self.inside().filter_map(|fact| match &fact.kind {
            FactKind::Dependency(dependency) => Some((fact, dependency)),
            _ => None,
        })
    }

    /// Commands of all files that describe the app.
    pub fn commands(&self) -> impl Iterator<Item = (&'a Fact, &'a Command)> + use<'a, '_> {
        self.inside().filter_map(|fact| match &fact.kind {
            FactKind::Command(command) => Some((fact, command)),
            _ => None,
        })
    }

    /// The settings of one of the app's files (a path from its folder).
    pub fn settings(&self, path: &str) -> impl Iterator<Item = (&'a str, &'a Value, Place)> + use<'a> {
        let file = self.find(path).map(|file| file.id);
        self.facts.facts.iter().filter(move |fact| Some(fact.place.file) == file).filter_map(|fact| match &fact.kind {
            FactKind::Setting(setting) => Some((setting.key.as_str(), &setting.value, fact.place)),
            _ => None,
        })
    }

    /// The value of a setting that is a text.
    pub fn setting(&self, path: &str, key: &str) -> Option<(&'a str, Place)> {
        self.settings(path).find_map(|(known, value, place)| Some((value.text().filter(|_| known == key)?, place)))
    }

    /// True when a file sets a key or something below it.
    pub fn sets(&self, path: &str, key: &str) -> bool {
        self.settings(path).any(|(known, _, _)| known.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
    }

    /// The running files of a runtime's languages.
    pub fn code(&self, runtime: &'static RuntimeRow) -> impl Iterator<Item = &'a File> + use<'a, '_> {
        self.files()
            .filter(|file| self.runs(file))
            .filter(|file| file.name().rsplit_once('.').is_some_and(|(_, ending)| runtime.extensions.iter().any(|known| known == ending)))
    }

    /// The first place where the code of a runtime holds one of these texts.
    pub fn code_holds(&self, runtime: &'static RuntimeRow, texts: &[String]) -> Option<Place> {
        self.code(runtime).find_map(|file| {
            let (at, text) = texts.iter().find_map(|text| Some((find_outside_comments(&file.text, text)?, text)))?;
            Some(Place { file: file.id, span: crate::text::Span::new(at, at + text.len()) })
        })
    }

    /// The folder's marker of a runtime.
    pub fn marker(&self, runtime: &RuntimeRow) -> Option<&'a File> {
        runtime.markers.iter().find_map(|marker| self.fitting(marker))
    }
}

/// The place of a file as a whole.
pub(crate) fn whole(file: &File) -> Place {
    Place { file: file.id, span: crate::text::Span::default() }
}

/// The first occurrence of a text on a line that is no comment.
fn find_outside_comments(text: &str, wanted: &str) -> Option<usize> {
    text.match_indices(wanted).map(|(at, _)| at).find(|at| {
        let line = text.get(..*at).unwrap_or("").rsplit('\n').next().unwrap_or("").trim_start();
        !["//", "#", "*", "/*"].iter().any(|comment| line.starts_with(comment)) || line.starts_with("#!")
    })
}

/// The Dockerfiles of databases and of clients, in projects that have others.
fn foreign_containers(project: &Project, facts: &Facts) -> Vec<FileId> {
    let lasts: Vec<(FileId, bool)> = facts
        .facts
        .iter()
        .filter_map(|fact| match &fact.kind {
            FactKind::Image(image) if image.last => {
                let file = project.file(fact.place.file);
                let mut parts = file.path.split(['/', '.']);
                Some((file.id, super::misfit::is_store(&image.name) || parts.any(|part| super::folder::CLIENTS.contains(&part))))
            }
            _ => None,
        })
        .collect();
    let foreign = lasts.iter().filter(|(_, foreign)| *foreign).map(|(file, _)| *file).collect();
    if lasts.iter().all(|(_, foreign)| *foreign) { Vec::new() } else { foreign }
}

/// Folders below the app's that hold a package.json of their own.
fn packages_below<'a>(project: &'a Project, folder: &str) -> Vec<&'a str> {
    let own_manifest = tables::runtime("node").is_some_and(|node| node.manifests.iter().any(|name| name == "package.json"));
    let manifests = project.files().iter().filter(|file| own_manifest && file.name() == "package.json" && file.role.runs());
    manifests.map(File::folder).filter(|package| *package != folder && is_below(package, folder)).collect()
}
