//! pnpm-lock.yaml.

use super::push;
use crate::facts::config::reader::Reader;
use crate::facts::config::tree::{Member, Node};

/// The lists of dependencies of a project.
const LISTS: &[&str] = &["dependencies", "optionalDependencies", "devDependencies"];

/// Reads what each project of the workspace asked for, then all packages.
pub fn read(reader: &mut Reader, root: &Node) {
    project(reader, root);
    for importer in members(root, "importers") {
        project(reader, &importer.value);
    }
    for package in members(root, "packages") {
        if let Some((name, version)) = name_and_version(&package.key) {
            push(reader, "npm", name, None, version, package.key_span);
        }
    }
}

fn project(reader: &mut Reader, project: &Node) {
    for entry in LISTS.iter().flat_map(|list| members(project, list)) {
        let specifier = entry.value.text_at("specifier").or_else(|| project.get("specifiers")?.value.get(&entry.key)?.value.text());
        let version = entry.value.get("version").map_or_else(|| entry.value.scalar(), |version| version.value.scalar());
        if let Some(version) = version {
            push(reader, "npm", &entry.key, specifier, without_peers(&version), entry.key_span);
        }
    }
}

fn members<'n>(node: &'n Node, key: &str) -> &'n [Member] {
    node.get(key).map(|member| member.value.members()).unwrap_or_default()
}

/// `1.2.3` for `1.2.3(react@18.0.0)` and, before version 6, `1.2.3_react@18.0.0`.
fn without_peers(version: &str) -> &str {
    version.split(['(', '_']).next().unwrap_or(version)
}

/// The parts of `name@1.2.3`, `/name@1.2.3(peer)` and, before version 6, `/name/1.2.3_peer`.
fn name_and_version(key: &str) -> Option<(&str, &str)> {
    let key = without_peers(key.trim_start_matches('/'));
    key.rsplit_once('@').filter(|(name, _)| !name.is_empty()).or_else(|| key.rsplit_once('/'))
}
