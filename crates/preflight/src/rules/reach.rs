//! Which files the app loads, from its entry points along the imports.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::facts::{FactKind, Facts, Purpose};
use crate::project::{File, FileId, Project, ProjectKind, is_below};
use crate::stack::Stack;

/// The files that can be reached. Where loading can't be followed, every file counts as reached.
#[derive(Debug, Clone)]
pub struct Reach {
    reached: Option<HashSet<FileId>>,
    code: HashSet<FileId>,
    /// Files that only commands other than the start run: `"db:seed": "tsx lib/db/seed.ts"`.
    by_hand: HashSet<FileId>,
}

/// With less than this share of the code reached, the entry points were not understood, and nothing is concluded.
const LEAST_SHARE: f64 = 0.3;

impl Reach {
    /// Follows the imports of a project from its entry points.
    pub fn of(project: &Project, stack: &Stack, facts: &Facts) -> Reach {
        // A front end with a package of its own is built and started by other commands than the app's.
        let packages = inner_packages(project, stack);
        let app = |id: &FileId| {
            let file = project.file(*id);
            let own = !packages.iter().any(|package| is_below(&file.path, package));
            own && file.format.is_code() && file.role.runs() && Project::belongs_to(file, &stack.project_path)
        };
        let code: HashSet<FileId> = project.files().iter().map(|file| file.id).filter(app).collect();
        let by_hand = run_by_hand(project, stack, facts);
        let unclear = stack.dynamic_loading || stack.entry_points.is_empty() || project.kind() == ProjectKind::Snippet;
        if unclear {
            return Reach { reached: None, code, by_hand };
        }
        let reached = follow(stack, facts);
        let share = reached.intersection(&code).count() as f64 / code.len().max(1) as f64;
        Reach { reached: (share >= LEAST_SHARE).then_some(reached), code, by_hand }
    }

    /// True when the file is loaded, or when that can't be told.
    pub fn reaches(&self, file: FileId) -> bool {
        if self.by_hand.contains(&file) {
            return false;
        }
        !self.code.contains(&file) || self.reached.as_ref().is_none_or(|reached| reached.contains(&file))
    }
}

/// The folders below the app's own that have a package.json of their own.
fn inner_packages<'p>(project: &'p Project, stack: &Stack) -> Vec<&'p str> {
    let folders = project.files().iter().filter(|file| file.name() == "package.json").map(File::folder);
    folders.filter(|folder| *folder != stack.project_path && is_below(folder, &stack.project_path)).collect()
}

/// Files that a named script runs and nothing imports.
fn run_by_hand(project: &Project, stack: &Stack, facts: &Facts) -> HashSet<FileId> {
    let imported: HashSet<FileId> = facts.modules.iter().map(|link| link.imported).collect();
    let lines: Vec<&str> = facts
        .facts
        .iter()
        .filter_map(|fact| match &fact.kind {
            FactKind::Command(command) if command.purpose == Purpose::Script => Some(command.line.as_str()),
            _ => None,
        })
        .collect();
    let starts = stack.start.as_deref().unwrap_or_default();
    let named = |line: &str, path: &str| line.split_whitespace().any(|word| word.trim_start_matches("./") == path);
    let files = project.files().iter().filter(|file| file.format.is_code());
    let by_hand = files.filter(|file| !imported.contains(&file.id) && !stack.entry_points.contains(&file.id) && !named(starts, &file.path));
    by_hand.filter(|file| lines.iter().any(|line| named(line, &file.path))).map(|file| file.id).collect()
}

fn follow(stack: &Stack, facts: &Facts) -> HashSet<FileId> {
    let mut imports: HashMap<FileId, Vec<FileId>> = HashMap::new();
    for link in &facts.modules {
        imports.entry(link.importer).or_default().push(link.imported);
    }
    let mut queue: VecDeque<FileId> = stack.entry_points.iter().copied().collect();
    let mut reached = HashSet::new();
    while let Some(file) = queue.pop_front() {
        if reached.insert(file) {
            queue.extend(imports.get(&file).into_iter().flatten());
        }
    }
    reached
}
