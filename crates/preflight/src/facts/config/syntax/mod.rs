//! The syntaxes that give a tree.

pub(super) mod ini;
pub(super) mod json;
pub(super) mod toml;
pub(super) mod yaml;
