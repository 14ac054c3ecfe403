//! Readers of configuration: one a format, all giving the same facts. A file that is broken gives what could be read and a diagnostic.

use super::Facts;
use crate::project::{File, Project};

/// Reads one file's configuration facts, if a reader knows its format.
pub fn read(_project: &Project, _file: &File, _facts: &mut Facts) {}
