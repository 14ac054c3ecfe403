//! Containers that live as long as the process, and what changes them.

use super::draft::{Change, ContainerDraft};
use super::emit::key_of;
use super::fold;
use super::names;
use super::syntax::{BindKind, Call, Expression, ExpressionKind, Property};
use super::walk::Walker;
use crate::text::Span;

impl Walker<'_, '_> {
    /// A change of a container by one of its methods.
    pub(super) fn changed_by(&mut self, call: &Call, span: Span) {
        let ExpressionKind::Member(object, method) = &call.callee.kind else { return };
        if !names::MUTATORS.contains(&method.as_str()) {
            return;
        }
        let target = self.place_name(object);
        let put = call.arguments.last().map(|argument| fold::name_of(&self.fold(&argument.value)));
        self.changed(target, span, put, true);
    }

    pub(super) fn changed(&mut self, target: String, span: Span, holds: Option<String>, by_method: bool) {
        if target.starts_with('@') {
            let change = Change { target, place: self.place(span), function: self.function, holds, by_method };
            self.drafts.changes.push(change);
        }
    }

    pub(super) fn container(
        &mut self,
        symbol: String,
        name: &str,
        (kind, parts): (&'static str, Vec<String>),
        owner: Option<(String, Vec<String>)>,
        span: Span,
    ) {
        let draft = ContainerDraft {
            symbol,
            name: name.to_owned(),
            kind,
            parts,
            owner,
            place: self.place(span),
            statement: self.statement,
            conditions: self.conditions.clone(),
        };
        self.drafts.containers.push(draft);
    }

    /// What kind of container an expression makes.
    pub(super) fn container_kind(&self, expression: &Expression, how: BindKind) -> Option<&'static str> {
        match &expression.kind {
            ExpressionKind::List(_) => Some("list"),
            ExpressionKind::Object(_) => Some("map"),
            ExpressionKind::Number(_) if how != BindKind::Constant => Some("counter"),
            ExpressionKind::Call(call) => names::container_kind(&self.place_name(&call.callee)),
            _ => None,
        }
    }
}

/// The keys of an object under which it holds containers of its own: `{ users: [] }`.
pub(super) fn container_parts(expression: Option<&Expression>) -> Vec<String> {
    let Some(ExpressionKind::Object(properties)) = expression.map(|expression| &expression.kind) else { return Vec::new() };
    let holds = |property: &&Property| {
        matches!(property.value.kind, ExpressionKind::List(_) | ExpressionKind::Object(_) | ExpressionKind::Number(_))
            || is_new_container(&property.value)
    };
    properties.iter().filter(holds).filter_map(|property| key_of(property).map(str::to_owned)).collect()
}

/// `new Map()` and the like, by the name alone.
fn is_new_container(expression: &Expression) -> bool {
    let ExpressionKind::Call(call) = &expression.kind else { return false };
    matches!(&call.callee.kind, ExpressionKind::Name(name) if names::container_kind(name).is_some())
}
