//! Conditions around code, and whether they hold in production on the platform.

use super::tables;
use crate::facts::{Holds, Value};
use crate::wildcard;

/// A condition as it stands in the code, its values folded.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// A value that is tested for truth.
    Value(Value),
    /// The opposite.
    Not(Box<Condition>),
    /// All of them.
    All(Vec<Condition>),
    /// Any of them.
    Any(Vec<Condition>),
    /// Something before it failed.
    OnError,
}

/// What is known of a condition's truth.
#[derive(Debug, Clone, PartialEq)]
pub enum Truth {
    True,
    False,
    /// False until these variables are set.
    IfSet(Vec<String>),
    /// True until these variables are set.
    IfUnset(Vec<String>),
    Unknown,
}

/// Parts of names of variables that nobody sets in production.
const DEVELOPMENT_NAMES: &[&str] = &["DEBUG", "DEVELOPMENT", "DEV_", "_DEV", "TESTING", "IS_LOCAL", "LOCAL_DEV"];

impl Condition {
    /// The opposite.
    pub fn not(self) -> Condition {
        match self {
            Condition::Not(inner) => *inner,
            condition => Condition::Not(Box::new(condition)),
        }
    }

    /// Changes every value in it.
    pub fn map(&self, change: &impl Fn(&Value) -> Value) -> Condition {
        let list = |conditions: &[Condition]| conditions.iter().map(|condition| condition.map(change)).collect();
        match self {
            Condition::Value(value) => Condition::Value(change(value)),
            Condition::Not(inner) => Condition::Not(Box::new(inner.map(change))),
            Condition::All(conditions) => Condition::All(list(conditions)),
            Condition::Any(conditions) => Condition::Any(list(conditions)),
            Condition::OnError => Condition::OnError,
        }
    }

    /// Its truth in production on the platform.
    pub fn truth(&self) -> Truth {
        match self {
            Condition::Value(value) => truth_of(value),
            Condition::Not(inner) => match inner.truth() {
                Truth::True => Truth::False,
                Truth::False => Truth::True,
                Truth::IfSet(names) => Truth::IfUnset(names),
                Truth::IfUnset(names) => Truth::IfSet(names),
                Truth::Unknown => Truth::Unknown,
            },
            Condition::All(conditions) => all(conditions.iter().map(Condition::truth).collect()),
            Condition::Any(conditions) => any(conditions.iter().map(Condition::truth).collect()),
            Condition::OnError => Truth::IfSet(Vec::new()),
        }
    }
}

fn all(truths: Vec<Truth>) -> Truth {
    if truths.contains(&Truth::False) {
        return Truth::False;
    }
    if truths.iter().all(|truth| *truth == Truth::True) {
        return Truth::True;
    }
    let unset = names(&truths, |truth| if let Truth::IfUnset(names) = truth { Some(names) } else { None });
    let set = names(&truths, |truth| if let Truth::IfSet(names) = truth { Some(names) } else { None });
    match (unset.is_empty(), set.is_empty()) {
        (_, false) => Truth::IfSet(set),
        (false, true) => Truth::IfUnset(unset),
        (true, true) => Truth::Unknown,
    }
}

fn any(truths: Vec<Truth>) -> Truth {
    if truths.contains(&Truth::True) {
        return Truth::True;
    }
    if truths.iter().all(|truth| *truth == Truth::False) {
        return Truth::False;
    }
    let unset = names(&truths, |truth| if let Truth::IfUnset(names) = truth { Some(names) } else { None });
    let set = names(&truths, |truth| if let Truth::IfSet(names) = truth { Some(names) } else { None });
    match (unset.is_empty(), set.is_empty()) {
        (false, _) => Truth::IfUnset(unset),
        (true, false) => Truth::IfSet(set),
        (true, true) => Truth::Unknown,
    }
}

fn names(truths: &[Truth], pick: impl Fn(&Truth) -> Option<&Vec<String>>) -> Vec<String> {
    truths.iter().filter_map(pick).flatten().cloned().collect()
}

/// The truth of a value.
fn truth_of(value: &Value) -> Truth {
    match value {
        Value::Boolean(true) => Truth::True,
        Value::Boolean(false) | Value::Null => Truth::False,
        Value::Text(text) if text.is_empty() => Truth::False,
        Value::Text(_) | Value::Map(_) | Value::Function => Truth::True,
        Value::Number(number) => {
            if number == "0" {
                Truth::False
            } else {
                Truth::True
            }
        }
        Value::Environment { name, default } => truth_of_variable(name, default.as_deref()),
        Value::Symbol(name) if is_false(name) => Truth::False,
        _ => Truth::Unknown,
    }
}

fn truth_of_variable(name: &str, default: Option<&Value>) -> Truth {
    let table = tables::environment();
    if table.gates.names.iter().any(|gate| gate == name) {
        return Truth::False;
    }
    if table.production.contains_key(name) && default.is_none() {
        return Truth::True;
    }
    let on = default.is_some_and(is_on);
    let development = DEVELOPMENT_NAMES.iter().any(|part| name.to_ascii_uppercase().contains(part));
    match (on, development, default) {
        (true, ..) => Truth::IfUnset(vec![name.into()]),
        (false, true, _) => Truth::False,
        (false, false, _) => Truth::IfSet(vec![name.into()]),
    }
}

/// Whether a default reads as "on".
fn is_on(value: &Value) -> bool {
    match value {
        Value::Boolean(on) => *on,
        Value::Text(text) => !matches!(text.to_ascii_lowercase().as_str(), "" | "0" | "false" | "no" | "off" | "none"),
        Value::Number(number) => number != "0",
        Value::Environment { default, .. } => default.as_deref().is_some_and(is_on),
        Value::Null | Value::Unknown => false,
        _ => true,
    }
}

fn is_false(symbol: &str) -> bool {
    tables::environment().is_false.iter().flat_map(|names| &names.names).any(|name| wildcard::matches(name, symbol))
}

/// Whether code under all of these conditions runs.
pub fn holds(conditions: &[Condition]) -> Holds {
    let mut result = Holds::Always;
    for condition in conditions {
        result = match (result, condition.truth()) {
            (Holds::Never, _) | (_, Truth::False) => return Holds::Never,
            (Holds::Switched(mut names), Truth::IfUnset(more)) => {
                names.extend(more);
                Holds::Switched(names)
            }
            (_, Truth::IfUnset(names)) => Holds::Switched(names),
            (Holds::Always, Truth::IfSet(_)) => Holds::Maybe,
            (result, _) => result,
        };
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variable(name: &str, default: Option<Value>) -> Condition {
        Condition::Value(Value::Environment { name: name.into(), default: default.map(Box::new) })
    }

    #[test]
    fn a_platform_gate_never_holds() {
        assert_eq!(holds(&[variable("DYNO", None)]), Holds::Never);
        assert_eq!(holds(&[variable("DYNO", None).not()]), Holds::Always);
    }

    #[test]
    fn a_missing_variable_is_a_switch() {
        assert_eq!(holds(&[variable("DATABASE_URL", None).not()]), Holds::Switched(vec!["DATABASE_URL".into()]));
        assert_eq!(holds(&[variable("DATABASE_URL", None)]), Holds::Maybe);
        assert_eq!(holds(&[variable("DEBUG", Some(Value::Boolean(true)))]), Holds::Switched(vec!["DEBUG".into()]));
        assert_eq!(holds(&[variable("DEBUG", None)]), Holds::Never);
        assert_eq!(holds(&[variable("DEBUG", Some(Value::Boolean(false))).not()]), Holds::Always);
    }

    #[test]
    fn unknown_conditions_say_nothing() {
        assert_eq!(holds(&[Condition::Value(Value::Unknown)]), Holds::Always);
        assert_eq!(holds(&[Condition::All(vec![Condition::Value(Value::Unknown), Condition::Value(Value::Boolean(false))])]), Holds::Never);
    }
}
