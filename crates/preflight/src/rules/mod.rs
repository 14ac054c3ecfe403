//! Rules over facts: what stands against statelessness.

use crate::facts::{Facts, Place};
use crate::project::Project;
use crate::report::Finding;
use crate::stack::Stack;
use crate::text::Span;

/// A finding with what remedies need to know of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The finding as it is reported.
    pub finding: Finding,
    /// Ids of the recipes that mend it, the preferred one first (the rule's `recipes`).
    pub recipes: Vec<String>,
    /// Where it was found.
    pub place: Place,
    /// The innermost simple statement around it.
    pub statement: Span,
    /// Named parts of the user's own code: see [`Capture`].
    pub captures: Vec<Capture>,
}

/// A named part of the user's own code, for messages and remedies. Names: `call` (the whole call), `callee` (what is called, as
/// written), `receiver` (what stands before the last `.` of the callee), `argument0`, `argument1`…, `options` (the first map
/// argument), `option.<key>` (the value of an option or keyword), `name` (what the result is bound to), `key` and `value` of a setting,
/// `text` of a string, `dependency`, `variable`.
#[derive(Debug, Clone, PartialEq)]
pub struct Capture {
    /// Its name.
    pub name: String,
    /// Its text as written in the file.
    pub text: String,
    /// Its bytes in the file of the finding, where it stands there.
    pub span: Option<Span>,
}

impl Judgement {
    /// A capture by name.
    pub fn capture(&self, name: &str) -> Option<&Capture> {
        self.captures.iter().find(|capture| capture.name == name)
    }
}

/// Judges the facts of a project.
pub fn judge(_project: &Project, _stack: &Stack, _facts: &Facts) -> Vec<Judgement> {
    Vec::new()
}
