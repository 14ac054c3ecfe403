//! Patterns over names and values: what the front matter of a rule is made of.

use serde::Deserialize;

use super::shape;
use crate::facts::Value;
use crate::wildcard::{matches, matches_any};

/// True when a dotted key ends with what the pattern says: `config.url` matches `database.config.url`, and `*` any run of characters.
pub fn matches_key(pattern: &str, key: &str) -> bool {
    matches(pattern, key) || key.match_indices('.').any(|(at, _)| matches(pattern, &key[at + 1..]))
}

/// What a value must be. In a rule file a string or a list of strings stands for `text`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(from = "ValueForm")]
pub struct ValuePattern {
    /// A text (holes are `{}`) that matches one of these, letter case ignored.
    pub text: Vec<String>,
    /// The result of a call of one of these names.
    pub call: Vec<String>,
    /// A symbol with one of these names.
    pub symbol: Vec<String>,
    /// This truth value.
    pub boolean: Option<bool>,
    /// A shape: see [`shape`].
    pub is: Vec<String>,
    /// A number that is below the first or above the second.
    pub outside: Option<[f64; 2]>,
    /// None of this.
    pub not: Option<Box<ValuePattern>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum ValueForm {
    Text(String),
    Texts(Vec<String>),
    Boolean(bool),
    Full(FullForm),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FullForm {
    #[serde(default)]
    text: Vec<String>,
    #[serde(default)]
    call: Vec<String>,
    #[serde(default)]
    symbol: Vec<String>,
    boolean: Option<bool>,
    #[serde(default)]
    is: Vec<String>,
    outside: Option<[f64; 2]>,
    not: Option<Box<ValuePattern>>,
}

impl From<ValueForm> for ValuePattern {
    fn from(form: ValueForm) -> Self {
        match form {
            ValueForm::Text(text) => ValuePattern { text: vec![text], ..Default::default() },
            ValueForm::Texts(text) => ValuePattern { text, ..Default::default() },
            ValueForm::Boolean(boolean) => ValuePattern { boolean: Some(boolean), ..Default::default() },
            ValueForm::Full(FullForm { text, call, symbol, boolean, is, outside, not }) => {
                ValuePattern { text, call, symbol, boolean, is, outside, not }
            }
        }
    }
}

/// How a value came to match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Via {
    /// Whatever the environment says.
    Literal,
    /// Only as long as these variables are not set.
    Default(Vec<String>),
    /// In one of several cases that can't be told apart.
    Sometimes,
}

impl Via {
    /// Both together: a default weighs more than a doubt, and a doubt more than a certainty.
    pub fn and(self, other: Via) -> Via {
        match (self, other) {
            (Via::Default(mut one), Via::Default(other)) => {
                one.extend(other);
                Via::Default(one)
            }
            (Via::Default(names), _) | (_, Via::Default(names)) => Via::Default(names),
            (Via::Sometimes, _) | (_, Via::Sometimes) => Via::Sometimes,
            (Via::Literal, Via::Literal) => Via::Literal,
        }
    }
}

impl ValuePattern {
    /// Whether a value matches, and how.
    pub fn find(&self, value: &Value) -> Option<Via> {
        match value {
            Value::Environment { name, default: Some(default) } => {
                if self.matches_one(value) {
                    return Some(Via::Literal);
                }
                self.find(default).map(|via| via.and(Via::Default(vec![name.clone()])))
            }
            Value::Either(values) => self.find_in(values),
            Value::Joined(_) if !self.matches_one(value) => {
                let names = value.variables();
                let filled = fill_defaults(value);
                (!names.is_empty() && self.matches_one(&filled)).then(|| Via::Default(names.into_iter().map(str::to_owned).collect()))
            }
            value => self.matches_one(value).then_some(Via::Literal),
        }
    }

    fn find_in(&self, values: &[Value]) -> Option<Via> {
        let found: Vec<_> = values.iter().map(|value| self.find(value)).collect();
        let best = found.iter().flatten().next()?.clone();
        let all = found.iter().all(Option::is_some);
        Some(if all { best } else { best.and(Via::Sometimes) })
    }

    fn matches_one(&self, value: &Value) -> bool {
        let texts =
            self.text.is_empty() || value.template().is_some_and(|text| self.text.iter().any(|pattern| matches_text(pattern, &text)));
        let calls = self.call.is_empty() || matches!(value, Value::Call { name, .. } if matches_any(&self.call, name));
        let symbols = self.symbol.is_empty() || matches!(value, Value::Symbol(name) if matches_any(&self.symbol, name));
        let boolean = self.boolean.is_none_or(|wanted| *value == Value::Boolean(wanted));
        let shapes = self.is.iter().all(|shape| shape::holds(shape, value));
        let outside = self.outside.is_none_or(|[least, most]| number(value).is_some_and(|number| number < least || number > most));
        let not = self.not.as_ref().is_none_or(|pattern| !pattern.matches_one(value));
        // `call` and `symbol` are two ways to name one thing, an instance and its class: either will do when both are given.
        let named = if self.call.is_empty() || self.symbol.is_empty() { calls && symbols } else { calls || symbols };
        texts && named && boolean && shapes && outside && not
    }
}

/// The number that a value is or spells.
fn number(value: &Value) -> Option<f64> {
    value.template()?.trim().parse().ok()
}

fn matches_text(pattern: &str, text: &str) -> bool {
    matches(&pattern.to_lowercase(), &text.to_lowercase())
}

/// The value with every environment read replaced by its default.
pub fn fill_defaults(value: &Value) -> Value {
    match value {
        Value::Environment { default: Some(default), .. } => fill_defaults(default),
        Value::Joined(parts) => Value::Joined(parts.iter().map(fill_defaults).collect()),
        value => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_match_from_the_end() {
        assert!(matches_key("SESSION_TYPE", "flask.Flask().config.SESSION_TYPE"));
        assert!(matches_key("DATABASES.*.ENGINE", "DATABASES.default.ENGINE"));
        assert!(!matches_key("TYPE", "SESSION_TYPE"));
    }

    #[test]
    fn a_default_is_a_switch_and_a_literal_part_is_not() {
        let sqlite = ValuePattern { text: vec!["sqlite:*".into()], ..Default::default() };
        let text = |text: &str| Value::Text(text.into());
        let variable = |default: Option<Value>| Value::Environment { name: "DATABASE_URL".into(), default: default.map(Box::new) };
        assert_eq!(sqlite.find(&text("sqlite:///a.db")), Some(Via::Literal));
        assert_eq!(sqlite.find(&variable(Some(text("sqlite:///a.db")))), Some(Via::Default(vec!["DATABASE_URL".into()])));
        assert_eq!(sqlite.find(&variable(None)), None);
        assert_eq!(sqlite.find(&Value::Joined(vec![text("sqlite:///"), variable(None)])), Some(Via::Literal));
        assert_eq!(sqlite.find(&Value::Either(vec![text("sqlite:///a"), text("postgres://")])), Some(Via::Sometimes));
    }
}
