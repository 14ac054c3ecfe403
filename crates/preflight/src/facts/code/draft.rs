//! What walking the files gives, before the files are linked to each other.

use std::collections::{HashMap, HashSet};

use super::condition::Condition;
use crate::facts::{FactKind, ModuleLink, Place, Value};
use crate::project::FileId;
use crate::text::Span;

/// A function's number in the whole project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FunctionId(pub usize);

/// Everything that was seen in the files.
#[derive(Debug, Default)]
pub struct Drafts {
    pub facts: Vec<Draft>,
    pub functions: Vec<FunctionRecord>,
    pub containers: Vec<ContainerDraft>,
    pub changes: Vec<Change>,
    pub registrations: Vec<Registration>,
    /// What a name of the project stands for: an export for the local name, a local name for what it is bound to.
    pub aliases: HashMap<String, String>,
    /// `export *`: the files that a file passes on.
    pub stars: HashMap<FileId, Vec<FileId>>,
    /// Names of classes that are instantiated while files are loaded.
    pub instantiated: HashSet<String>,
    /// Which file loads which, and under which conditions.
    pub links: Vec<(ModuleLink, Vec<Condition>)>,
}

/// A fact whose names are not yet linked across files.
#[derive(Debug)]
pub struct Draft {
    pub kind: FactKind,
    pub place: Place,
    pub statement: Span,
    pub function: Option<FunctionId>,
    pub conditions: Vec<Condition>,
    pub script: bool,
    pub inside: Option<String>,
}

/// A function.
#[derive(Debug, Default)]
pub struct FunctionRecord {
    /// The name that calls of it resolve to.
    pub symbol: Option<String>,
    /// The function around it, which runs it unless a registrar takes it.
    pub parent: Option<FunctionId>,
    /// True when its own form says that it handles requests.
    pub handler: bool,
    /// Decorators, to be looked at when their names are linked.
    pub decorators: Vec<String>,
    /// Bases of the class that it is a method of.
    pub bases: Vec<String>,
    /// True for functions that people run by hand.
    pub script: bool,
}

/// A container that lives as long as the process, if its owner does.
#[derive(Debug)]
pub struct ContainerDraft {
    pub symbol: String,
    pub name: String,
    pub kind: &'static str,
    /// The keys under which an object holds containers of its own.
    pub parts: Vec<String>,
    /// The class that it is a field of, with its decorators.
    pub owner: Option<(String, Vec<String>)>,
    pub place: Place,
    pub statement: Span,
    pub conditions: Vec<Condition>,
}

/// A change of something that may be a container.
#[derive(Debug)]
pub struct Change {
    pub target: String,
    pub place: Place,
    pub function: Option<FunctionId>,
    pub holds: Option<String>,
    /// True for `x.push(…)`, false for an assignment.
    pub by_method: bool,
}

/// A call that takes functions.
#[derive(Debug)]
pub struct Registration {
    pub name: String,
    pub functions: Vec<FunctionId>,
    pub values: Vec<Value>,
    /// The function that it stands in.
    pub function: Option<FunctionId>,
}
