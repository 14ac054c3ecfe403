//! Which frameworks the app uses.

use crate::facts::{DependencyScope, Place};

use super::Framework;
use super::evidence::{Evidence, Seen, whole};
use super::pattern::{holds_word, module_fits, path_fits};
use super::tables::{self, FrameworkRow, RuntimeRow};

/// A framework and what speaks for it.
pub(super) struct Recognised {
    /// Its row of the table.
    pub row: &'static FrameworkRow,
    /// The version that a manifest or lock file names.
    pub version: Option<String>,
    /// Where it was seen first.
    pub place: Option<Place>,
    /// True when code imports or calls it, or one of its own files is there; false when it is only declared.
    pub used: bool,
    /// True when only a package below the app's folder uses it.
    nested: bool,
}

impl Recognised {
    /// What makes a server leads, then what joins one in the code, then front ends.
    fn rank(&self) -> u8 {
        let joins = self.row.server && self.used && self.row.kind != "worker";
        match (self.row.addition, self.row.server) {
            (false, true) => 0,
            (true, _) if joins => 1,
            (false, false) => 2,
            _ => 3,
        }
    }

    /// As the stack names it.
    pub fn framework(&self) -> Framework {
        Framework { id: self.row.id.clone(), name: self.row.name.clone(), version: self.version.clone() }
    }
}

/// The frameworks of an app that runs on `runtime`, the leading one first: the app's own before those of packages below it,
/// those that make an app before those that join one, used ones before declared ones, and then by the order of the table.
pub(super) fn recognise(evidence: &Evidence, runtime: &'static RuntimeRow) -> Vec<Recognised> {
    let manifests = if has_reader(runtime) { String::new() } else { manifest_text(evidence, runtime) };
    let rows = tables::frameworks().iter().filter(|row| row.runtimes.contains(&runtime.id));
    let mut found: Vec<Recognised> = rows.filter_map(|row| sight(evidence, runtime, row, &manifests)).collect();
    if found.iter().any(|one| !one.row.addition && !one.row.fallback && !one.nested) {
        found.retain(|one| !one.row.fallback);
    }
    found.sort_by_key(|one| (one.nested, one.rank(), !one.used));
    found
}

fn sight(evidence: &Evidence, runtime: &'static RuntimeRow, row: &'static FrameworkRow, manifests: &str) -> Option<Recognised> {
    let declared = declaration(evidence, runtime, row);
    let own_file = row.files.iter().find_map(|pattern| evidence.fitting(pattern)).map(whole);
    let used = if has_reader(runtime) {
        let import = evidence.imports().filter(|(module, _)| row.imports.iter().any(|known| module_fits(known, module)));
        import.map(|(_, seen)| seen).min_by_key(|seen| seen.nested).or_else(|| evidence.call_of(&row.calls))
    } else {
        evidence.code_holds(runtime, &row.imports).map(|place| Seen { place, nested: false })
    };
    let named = row.dependencies.iter().any(|name| holds_word(manifests, name));
    if declared.is_none() && own_file.is_none() && used.is_none() && !named {
        return None;
    }
    Some(Recognised {
        row,
        version: declared.as_ref().and_then(|declared| declared.version.clone()),
        place: used.map(|seen| seen.place).or(own_file).or(declared.as_ref().map(|declared| declared.place)),
        used: used.is_some() || own_file.is_some() || (row.imports.is_empty() && row.calls.is_empty()),
        nested: own_file.is_none() && !named && used.is_none_or(|seen| seen.nested) && declared.is_none_or(|declared| declared.nested),
    })
}

struct Declared {
    version: Option<String>,
    place: Place,
    nested: bool,
}

fn declaration(evidence: &Evidence, runtime: &RuntimeRow, row: &FrameworkRow) -> Option<Declared> {
    let wanted = evidence.dependencies().filter(|(_, dependency)| {
        dependency.registry == runtime.registry
            && row.dependencies.contains(&dependency.name)
            && (dependency.scope == DependencyScope::Runtime || (row.development && dependency.scope == DependencyScope::Development))
    });
    let place_of = |fact: &crate::facts::Fact| (fact.place, evidence.is_nested(evidence.project.file(fact.place.file)));
    let found = wanted.map(|(fact, dependency)| (place_of(fact), dependency)).min_by_key(|((_, nested), _)| *nested)?;
    let ((place, nested), dependency) = found;
    Some(Declared { version: dependency.locked.clone().or_else(|| dependency.version.clone()), place, nested })
}

/// Whether the runtime's manifests and code are read as facts, not as text.
fn has_reader(runtime: &RuntimeRow) -> bool {
    matches!(runtime.registry.as_str(), "npm" | "pypi")
}

/// The text of the manifests without comments, development sections and indirect dependencies.
pub(super) fn manifest_text(evidence: &Evidence, runtime: &RuntimeRow) -> String {
    let is_manifest = |name: &str| runtime.manifests.iter().any(|pattern| path_fits(pattern, name));
    let manifests = evidence.files().filter(|file| file.role.runs() && is_manifest(file.name()));
    let mut kept = String::new();
    for file in manifests {
        let mut development = false;
        for line in file.text.lines() {
            let line = line.trim();
            if line.starts_with('[') || line.starts_with("\"require") {
                development = line.starts_with("[dev-dependencies") || line.starts_with("\"require-dev\"");
            }
            if !development && !line.starts_with('#') && !line.starts_with("//") && !line.ends_with("// indirect") {
                kept.push_str(line);
                kept.push('\n');
            }
        }
    }
    kept
}
