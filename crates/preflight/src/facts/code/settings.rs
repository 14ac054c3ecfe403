//! Settings that code makes: `key = value` at the top of a file, in classes, on configuration objects, in exported maps.

use super::names;
use super::syntax::{Call, Expression, ExpressionKind};
use super::walk::Walker;
use crate::facts::{self, Entry, FactKind, Setting, Value};
use crate::text::Span;

/// How deep maps are taken apart into settings.
const DEEPEST_SETTING: usize = 6;

impl Walker<'_, '_> {
    /// `app.config.update(KEY=…)`, `app.config.from_mapping(…)`.
    pub(super) fn settings_by_call(&mut self, name: &str, call: &Call, arguments: &[facts::Argument]) {
        if let (ExpressionKind::Member(object, method), [argument]) = (&call.callee.kind, arguments)
            && method == "update"
            && !matches!(argument.value, Value::Unknown)
            && let Some(key) = self.updated_key(object)
        {
            self.setting(key, &argument.value, argument.span);
        }
        if let Some(config) = name
            .strip_suffix(".update")
            .or_else(|| name.strip_suffix(".from_mapping"))
            .filter(|base| base.ends_with(".config") || base.ends_with(".conf"))
        {
            for argument in arguments {
                match (&argument.name, &argument.value) {
                    (Some(key), value) => self.setting(names::member(config, key), value, argument.span),
                    (None, Value::Map(entries)) => self.settings_of(config, entries, 0),
                    _ => {}
                }
            }
        }
    }

    /// The key of the setting that `X.update(…)` changes, where X is a setting of this file: `DATABASES['default']`.
    pub(super) fn updated_key(&self, object: &Expression) -> Option<String> {
        match &object.kind {
            ExpressionKind::Name(name) if name.chars().all(|character| character.is_ascii_uppercase() || character == '_') => {
                Some(name.clone())
            }
            ExpressionKind::Index(base, _) if matches!(&base.kind, ExpressionKind::Name(name) if name.chars().all(|character| character.is_ascii_uppercase() || character == '_')) => {
                self.place_key(object)
            }
            _ => None,
        }
    }

    /// The dotted key that an assignment sets: `exports.client`, `flask.Flask().config.SECRET_KEY`, `DATABASES.default`.
    pub(super) fn place_key(&self, place: &Expression) -> Option<String> {
        match &place.kind {
            ExpressionKind::Member(object, name) => match &object.kind {
                ExpressionKind::Name(module) if module == "module" && name == "exports" => Some("exports".into()),
                _ => Some(names::key(&self.key_base(object), name)),
            },
            ExpressionKind::Index(object, index) => {
                let key = self.fold(index);
                Some(names::key(&self.key_base(object), key.text()?))
            }
            _ => None,
        }
    }

    pub(super) fn key_base(&self, object: &Expression) -> String {
        match &object.kind {
            ExpressionKind::Name(name) => match self.place_name(object) {
                local if local.starts_with('@') || local.starts_with('?') => name.clone(),
                known => known,
            },
            ExpressionKind::Member(..) | ExpressionKind::Index(..) => self.place_key(object).unwrap_or_else(|| "?".into()),
            _ => self.place_name(object),
        }
    }

    /// A setting and, of a map, every setting in it.
    pub(super) fn setting(&mut self, key: String, value: &Value, span: Span) {
        if let Value::Map(entries) = value {
            self.settings_of(&key, entries, 0);
        }
        self.add(FactKind::Setting(Setting { key, value: value.clone() }), span);
    }

    pub(super) fn settings_of(&mut self, base: &str, entries: &[Entry], depth: usize) {
        for entry in entries.iter().filter(|entry| !matches!(entry.value, Value::Unknown | Value::Function)) {
            let key = names::key(base, &entry.key);
            if let (Value::Map(inner), true) = (&entry.value, depth < DEEPEST_SETTING) {
                self.settings_of(&key, inner, depth + 1);
            } else {
                self.add(FactKind::Setting(Setting { key, value: entry.value.clone() }), entry.span);
            }
        }
    }
}
