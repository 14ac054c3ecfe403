//! Which folder of the repository is deployed.

use crate::project::{File, Project, Role};

use super::evidence::Evidence;
use super::pattern::path_fits;
use super::tables;

/// Names of folders that hold what is deployed, the likelier first.
const SERVERS: &[&str] = &["server", "backend", "api", "app", "web", "site", "src"];
/// Names of folders that hold what only talks to it.
pub(super) const CLIENTS: &[&str] = &["client", "frontend", "front-end", "front", "ui", "mobile"];

/// The folder that is deployed and why.
pub(super) struct Deployed {
    /// From the root; empty for the root itself.
    pub folder: String,
    /// A sentence, when it was not given and is not simply the root.
    pub because: Option<String>,
}

/// The folder that was asked for; else the root, if it has a marker; else the shallowest folder that has one.
pub(super) fn deployed(project: &Project) -> Deployed {
    let given = project.project_path();
    if !given.is_empty() {
        return Deployed { folder: given.to_owned(), because: None };
    }
    let mut marked: Vec<(&File, bool)> = project.files().iter().filter_map(|file| Some((file, is_marker(file)?))).collect();
    marked.sort_by_key(|(file, static_only)| rank(file, *static_only));
    let best = marked.first().map_or("", |(file, _)| file.folder());
    if best.is_empty() || marked.iter().any(|(file, _)| file.folder().is_empty()) {
        return Deployed { folder: String::new(), because: None };
    }
    let mut others: Vec<&str> = marked.iter().map(|(file, _)| file.folder()).filter(|folder| *folder != best).collect();
    others.dedup();
    others.truncate(4);
    let among = if others.is_empty() { String::new() } else { format!(" (others: {})", others.join(", ")) };
    let marker = marked.first().map_or("", |(file, _)| file.path.as_str());
    Deployed { folder: best.to_owned(), because: Some(format!("{best}: the root has no marker file, {marker} is one{among}")) }
}

/// What to know of a monorepo that is deployed from its root: its packages can be deployed by themselves.
pub(super) fn workspaces(evidence: &Evidence) -> Option<String> {
    let names = ["pnpm-workspace.yaml", "lerna.json", "turbo.json", "nx.json"];
    let is_monorepo = evidence.sets("package.json", "workspaces") || names.iter().any(|name| evidence.find(name).is_some());
    let packages = evidence.packages();
    let named = packages.iter().take(5).copied().collect::<Vec<_>>().join(", ");
    (is_monorepo && evidence.folder.is_empty() && !packages.is_empty())
        .then(|| format!("the root of a monorepo; PROJECT_PATH can name a package: {named}"))
}

/// Whether a file marks an app, and then whether only a static one.
fn is_marker(file: &File) -> Option<bool> {
    if matches!(file.role, Role::Vendored | Role::Test) {
        return None;
    }
    let mut rows = tables::runtimes().iter().filter(|row| row.markers.iter().any(|marker| path_fits(marker, file.name())));
    rows.next().map(|row| row.id == "static")
}

fn rank(file: &File, static_only: bool) -> (bool, bool, usize, usize, &str) {
    let folder = file.folder();
    let depth = if folder.is_empty() { 0 } else { folder.split('/').count() };
    let has = |names: &[&str]| folder.split('/').find_map(|part| names.iter().position(|name| *name == part));
    let preference = match (has(SERVERS), has(CLIENTS)) {
        (_, Some(place)) => SERVERS.len() + 1 + place,
        (Some(place), None) => place,
        (None, None) => SERVERS.len(),
    };
    (matches!(file.role, Role::Example | Role::Generated), static_only, depth, preference, folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> String {
        deployed(&Project::from_files(files.iter().map(|path| (*path, "{}")))).folder
    }

    #[test]
    fn the_root_then_servers_then_the_shallowest() {
        assert_eq!(folder(&["package.json", "server/package.json"]), "");
        assert_eq!(folder(&["client/package.json", "server/package.json", "README.md"]), "server");
        assert_eq!(folder(&["a/b/package.json", "web/index.html", "z/requirements.txt"]), "z");
        assert_eq!(folder(&["docs/index.html", "README.md"]), "docs");
        assert_eq!(folder(&["main.py", "README.md"]), "");
    }
}
