//! JavaScript and TypeScript, JSX included. Their grammars share most node kinds, so one lowering serves both.

mod definitions;
mod expressions;
mod jsx;
mod modules;
mod patterns;
mod statements;
mod strings;
mod types;

#[cfg(test)]
mod tests;

use super::syntax::Unit;
use super::tree;

/// Which grammar a file is read with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// `.js`, `.jsx`, `.mjs`, `.cjs`.
    JavaScript,
    /// `.ts`, `.tsx`, `.mts`, `.cts`.
    TypeScript,
}

/// Lowers a file.
pub fn lower(source: &str, dialect: Dialect) -> Unit {
    let language = match dialect {
        Dialect::JavaScript => tree_sitter_javascript::LANGUAGE,
        Dialect::TypeScript => tree_sitter_typescript::LANGUAGE_TSX,
    };
    tree::lower_with(source, &language.into(), statements::body)
}
