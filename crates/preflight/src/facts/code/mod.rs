//! Front ends for programming languages: each lowers its tree to one [`syntax`]; [`walk`] draws facts from that, file by file, and
//! [`link`] joins the files.

mod bind;
mod condition;
mod containers;
mod draft;
mod emit;
mod fold;
pub mod javascript;
mod link;
mod memory;
mod modules;
mod names;
pub mod python;
mod scope;
mod settings;
pub mod syntax;
mod tables;
mod tree;
mod walk;

#[cfg(test)]
mod tests;

use super::Facts;
use crate::project::{File, Format, Project, Role};
use draft::Drafts;
use javascript::Dialect;
use modules::Modules;
use syntax::Unit;
use walk::Walker;

/// Reads the facts of all code files. Configuration must have been read before: path aliases are taken from it.
pub fn read(project: &Project, facts: &mut Facts) {
    let modules = Modules::new(project, facts);
    let units: Vec<(&File, Unit)> =
        project.files().iter().filter(|file| is_read(file)).filter_map(|file| Some((file, lower(file)?))).collect();
    let mut drafts = Drafts::default();
    for (file, unit) in &units {
        if let Some(offset) = unit.unread_from {
            let line = file.position(offset as u32).line;
            facts.diagnostics.push((file.id, format!("From line {line} on this is no {:?} that can be read.", file.format)));
        }
        Walker::walk(file, unit, &modules, &mut drafts);
    }
    link::link(project, drafts, facts);
}

/// Other people's code and tests say nothing about the app; what tools wrote is too long to be worth a look.
fn is_read(file: &File) -> bool {
    !matches!(file.role, Role::Vendored | Role::Generated | Role::Test | Role::Example)
}

/// The syntax of a file, where a front end knows its language.
fn lower(file: &File) -> Option<Unit> {
    match file.format {
        Format::JavaScript => Some(javascript::lower(&file.text, Dialect::JavaScript)),
        Format::TypeScript => Some(javascript::lower(&file.text, Dialect::TypeScript)),
        Format::Python => Some(python::lower(&file.text)),
        _ => None,
    }
}
