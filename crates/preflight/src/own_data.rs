//! The project's own data: tables, and the front matter of rules and recipes, written in TOML.
//!
//! A text becomes one plain value, and the types are made from that. Making them from the TOML parser directly would put a copy of its
//! readers into the program for every type, which is more than all tables together weigh in the browser.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use thiserror::Error;
use toml::de::{DeTable, DeValue};

/// Why a text of the project's own can't be read. Only a mistake in the project's files gives one.
#[derive(Debug, Error)]
pub enum OwnDataError {
    /// No TOML.
    #[error("{0}")]
    Syntax(String),
    /// TOML that does not say what it should.
    #[error("{0}")]
    Content(#[from] serde_json::Error),
}

/// Reads a TOML text of the project's own.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, OwnDataError> {
    let table = DeTable::parse(text).map_err(|error| OwnDataError::Syntax(error.message().to_owned()))?;
    Ok(serde_json::from_value(Value::Object(object(table.get_ref())))?)
}

fn object(table: &DeTable) -> Map<String, Value> {
    table.iter().map(|(key, value)| (key.get_ref().to_string(), plain(value.get_ref()))).collect()
}

fn plain(value: &DeValue) -> Value {
    match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Null, Value::from),
        DeValue::Float(number) => number.as_str().parse::<f64>().map_or(Value::Null, Value::from),
        DeValue::Boolean(truth) => Value::Bool(*truth),
        DeValue::Datetime(date) => Value::String(date.to_string()),
        DeValue::Array(items) => Value::Array(items.iter().map(|item| plain(item.get_ref())).collect()),
        DeValue::Table(table) => Value::Object(object(table)),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn values_keep_their_kinds() {
        let read: BTreeMap<String, Value> = read("a = 'x'\nb = [1, true]\n[c]\nd = 0x10\n").unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), r#"{"a":"x","b":[1,true],"c":{"d":16}}"#);
    }

    #[test]
    fn mistakes_are_said() {
        assert!(read::<BTreeMap<String, Value>>("a = ").is_err());
        assert!(read::<BTreeMap<String, u32>>("a = 'x'").unwrap_err().to_string().contains("u32"));
    }
}
