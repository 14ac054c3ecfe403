//! Lock files of Poetry, uv and Pipenv.

use super::push;
use crate::facts::config::reader::Reader;
use crate::facts::config::requirements::normalised;
use crate::facts::config::tree::Node;

/// Reads poetry.lock and uv.lock: a table a package.
pub fn packages(reader: &mut Reader, root: &Node) {
    for package in root.get("package").map(|packages| packages.value.items()).unwrap_or_default() {
        if let (Some(name), Some(version)) = (package.get("name"), package.text_at("version")) {
            push(reader, "pypi", &normalised(name.value.text().unwrap_or_default()), None, version, name.span());
        }
    }
}

/// Reads Pipfile.lock.
pub fn pipfile_lock(reader: &mut Reader, root: &Node) {
    for list in ["default", "develop"] {
        for entry in root.get(list).map(|list| list.value.members()).unwrap_or_default() {
            if let Some(version) = entry.value.text_at("version") {
                push(reader, "pypi", &normalised(&entry.key), None, version.trim_start_matches("=="), entry.key_span);
            }
        }
    }
}
