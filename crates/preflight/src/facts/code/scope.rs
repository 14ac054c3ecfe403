//! Names and what they are bound to, scope in scope.

use std::collections::HashMap;

use crate::facts::Value;

/// A scope's number in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ScopeId(usize);

/// What a name is bound to.
#[derive(Debug, Clone, Default)]
pub struct Binding {
    /// Its value as far as it is constant.
    pub value: Value,
    /// Its name in the project, where it lives as long as the process.
    pub symbol: Option<String>,
    /// True when it is a container that code may change: then its name matters more than its first value.
    pub container: bool,
}

/// The most parts of a value that a name is bound to, and the longest name. What is bound is used to make what is bound next:
/// without a bound `query = query.where(query)` doubles at every line.
const MOST_PARTS: usize = 400;
const LONGEST_NAME: usize = 300;

/// The value, or as much of it as is within the bounds.
pub fn bounded(value: Value) -> Value {
    if value.parts(MOST_PARTS) < MOST_PARTS {
        return value;
    }
    match value {
        Value::Call { name, .. } if name.len() <= LONGEST_NAME => Value::Call { name, arguments: Vec::new() },
        _ => Value::Unknown,
    }
}

/// The scopes of a file.
#[derive(Debug)]
pub struct Scopes {
    scopes: Vec<(Option<ScopeId>, HashMap<String, Binding>)>,
    changes: u64,
}

impl Scopes {
    /// The scope of the file itself.
    pub const FILE: ScopeId = ScopeId(0);

    /// Scopes with only the file's.
    pub fn new() -> Self {
        Scopes { scopes: vec![(None, HashMap::new())], changes: 0 }
    }

    /// A new scope inside another.
    pub fn open(&mut self, parent: ScopeId) -> ScopeId {
        self.scopes.push((Some(parent), HashMap::new()));
        ScopeId(self.scopes.len() - 1)
    }

    /// How often something was bound.
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// Says that what names stand for has changed.
    pub fn changed(&mut self) {
        self.changes += 1;
    }

    /// Binds a name in a scope.
    pub fn bind(&mut self, scope: ScopeId, name: &str, mut binding: Binding) {
        binding.value = bounded(binding.value);
        self.changed();
        self.scopes[scope.0].1.insert(name.to_owned(), binding);
    }

    /// The binding of a name, seen from a scope, and the scope that has it.
    pub fn find(&self, scope: ScopeId, name: &str) -> Option<(ScopeId, &Binding)> {
        let mut current = Some(scope);
        while let Some(id) = current {
            let (parent, names) = &self.scopes[id.0];
            if let Some(binding) = names.get(name) {
                return Some((id, binding));
            }
            current = *parent;
        }
        None
    }

    /// The names that the file's own scope binds.
    pub fn of_file(&self) -> impl Iterator<Item = (&String, &Binding)> {
        self.scopes[0].1.iter()
    }
}
