//! Imports.

use tree_sitter::Node;

use crate::facts::code::syntax::*;
use crate::facts::code::tree::{Source, child_of_kind, field, fields, span};

/// `import a.b, c as d`, one import a module.
pub(super) fn import(source: &Source, node: Node, into: &mut Vec<Statement>) {
    for name in fields(node, "name") {
        let path = if name.kind() == "aliased_import" { field(name, "name").unwrap_or(name) } else { name };
        let module = dotted(source, path);
        // `import a.b` binds `a`.
        let root = module.split('.').next().unwrap_or_default();
        let local = field(name, "alias").map_or(root, |alias| source.text(alias)).to_owned();
        let bindings = vec![ImportBinding { imported: Imported::Module, local }];
        let import = Import { module, span: span(path), bindings, types_only: false };
        into.push(Statement { kind: StatementKind::Import(import), span: span(node) });
    }
}

/// `from a import b as c`, `from . import d`, `from e import *`.
pub(super) fn import_from(source: &Source, node: Node) -> Option<Import> {
    let module = field(node, "module_name")?;
    let mut bindings: Vec<_> = fields(node, "name").into_iter().map(|name| taken(source, name)).collect();
    if child_of_kind(node, "wildcard_import").is_some() {
        bindings.push(ImportBinding { imported: Imported::Everything, local: "*".to_owned() });
    }
    Some(Import { module: dotted(source, module), span: span(module), bindings, types_only: false })
}

fn taken(source: &Source, node: Node) -> ImportBinding {
    let name = dotted(source, if node.kind() == "aliased_import" { field(node, "name").unwrap_or(node) } else { node });
    let local = field(node, "alias").map_or_else(|| name.clone(), |alias| source.text(alias).to_owned());
    ImportBinding { imported: Imported::Named(name), local }
}

/// A dotted name without the spaces and line breaks that it may hold.
fn dotted(source: &Source, node: Node) -> String {
    source.text(node).chars().filter(|character| !character.is_whitespace() && *character != '\\').collect()
}
