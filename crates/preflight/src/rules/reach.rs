//! Which files the app loads, from its entry points along the imports.

use std::collections::{HashMap, HashSet, VecDeque};

use super::matcher::Setting;
use crate::project::{FileId, Project, ProjectKind};

/// The files that can be reached. Where loading can't be followed, every file counts as reached.
#[derive(Debug, Clone)]
pub struct Reach {
    reached: Option<HashSet<FileId>>,
    code: HashSet<FileId>,
}

/// With less than this share of the code reached, the entry points were not understood, and nothing is concluded.
const LEAST_SHARE: f64 = 0.3;

impl Reach {
    /// Follows the imports of a project from its entry points.
    pub fn of(setting: Setting) -> Reach {
        let app = |id: &FileId| {
            let file = setting.project.file(*id);
            file.format.is_code() && file.role.runs() && Project::belongs_to(file, &setting.stack.project_path)
        };
        let code: HashSet<FileId> = setting.project.files().iter().map(|file| file.id).filter(app).collect();
        let unclear = setting.stack.dynamic_loading || setting.stack.entry_points.is_empty() || setting.project.kind() == ProjectKind::Snippet;
        if unclear {
            return Reach { reached: None, code };
        }
        let reached = follow(setting);
        let share = reached.intersection(&code).count() as f64 / code.len().max(1) as f64;
        Reach { reached: (share >= LEAST_SHARE).then_some(reached), code }
    }

    /// True when the file is loaded, or when that can't be told.
    pub fn reaches(&self, file: FileId) -> bool {
        !self.code.contains(&file) || self.reached.as_ref().is_none_or(|reached| reached.contains(&file))
    }
}

fn follow(setting: Setting) -> HashSet<FileId> {
    let mut imports: HashMap<FileId, Vec<FileId>> = HashMap::new();
    for link in &setting.facts.modules {
        imports.entry(link.importer).or_default().push(link.imported);
    }
    let mut queue: VecDeque<FileId> = setting.stack.entry_points.iter().copied().collect();
    let mut reached = HashSet::new();
    while let Some(file) = queue.pop_front() {
        if reached.insert(file) {
            queue.extend(imports.get(&file).into_iter().flatten());
        }
    }
    reached
}
