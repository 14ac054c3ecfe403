//! Lock files of npm and Bun.

use super::push;
use crate::facts::config::reader::Reader;
use crate::facts::config::tree::Node;

/// Reads package-lock.json: `packages` since version 2, `dependencies` before. Only what is installed at the top: what is
/// nested belongs to other packages.
pub fn package_lock(reader: &mut Reader, root: &Node) {
    let packages = root.get("packages").map(|packages| packages.value.members()).unwrap_or_default();
    let (entries, prefix) = match packages {
        [] => (root.get("dependencies").map(|list| list.value.members()).unwrap_or_default(), ""),
        packages => (packages, "node_modules/"),
    };
    for entry in entries {
        if let Some(name) = entry.key.strip_prefix(prefix)
            && !name.contains("node_modules/")
            && let Some(version) = entry.value.text_at("version")
        {
            push(reader, "npm", name, None, version, entry.key_span);
        }
    }
}

/// Reads bun.lock: a list a package, whose first element is `name@version`.
pub fn bun(reader: &mut Reader, root: &Node) {
    for entry in root.get("packages").map(|packages| packages.value.members()).unwrap_or_default() {
        let locked = entry.value.items().first().and_then(Node::text).and_then(|id| id.rsplit_once('@'));
        if let Some((name, version)) = locked
            && name == entry.key
        {
            push(reader, "npm", name, None, version, entry.key_span);
        }
    }
}
