//! Values that were folded already. They hold as long as no name is bound anew.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use super::scope::ScopeId;
use super::syntax::Expression;
use crate::facts::Value;

/// What expressions were folded to, since the last change of a binding.
#[derive(Debug, Default)]
pub struct Memory {
    changes: Cell<u64>,
    values: RefCell<HashMap<(usize, ScopeId), Value>>,
}

impl Memory {
    /// The value of an expression in a scope, if it was folded after the last of so many changes.
    pub fn recall(&self, expression: &Expression, scope: ScopeId, changes: u64) -> Option<Value> {
        if self.changes.get() != changes {
            return None;
        }
        self.values.borrow().get(&key(expression, scope)).cloned()
    }

    /// Keeps a value.
    pub fn remember(&self, expression: &Expression, scope: ScopeId, changes: u64, value: &Value) {
        let mut values = self.values.borrow_mut();
        if self.changes.replace(changes) != changes {
            values.clear();
        }
        values.insert(key(expression, scope), value.clone());
    }
}

/// The lowered syntax does not move while its file is walked: an expression is told by its address.
fn key(expression: &Expression, scope: ScopeId) -> (usize, ScopeId) {
    (std::ptr::from_ref(expression) as usize, scope)
}
