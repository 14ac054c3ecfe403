//! Python.

mod choices;
mod definitions;
mod expressions;
mod imports;
mod patterns;
mod statements;
mod strings;
mod types;

#[cfg(test)]
mod tests;

use super::syntax::Unit;
use super::tree;

/// Lowers a file.
pub fn lower(source: &str) -> Unit {
    tree::lower_with(source, &tree_sitter_python::LANGUAGE.into(), statements::body)
}
