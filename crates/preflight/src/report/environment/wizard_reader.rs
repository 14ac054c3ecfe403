//! What the wizard's environment box makes of a text: its rules, to hold every block that is written for it against.
//!
//! - JSON when it begins with `{`; YAML when any line reads as `name: value` and none as upper-case `KEY=`; lines otherwise.
//! - A line is `KEY=value`; lines that begin with `#` are comments; `# notes` after a value become part of it.
//! - `export KEY=value` sets a variable that is named `export KEY`; a value ends with its line.
//! - Quotes are taken off only where they wrap the whole value. Nothing is unescaped.
//! - Variables with an empty value are dropped.

use serde_json::Value;

/// The variables that the box reads from a text: (name, value), in its order.
pub fn read(text: &str) -> Vec<(String, String)> {
    let read = if text.trim_start().starts_with('{') {
        read_json(text)
    } else if reads_as_yaml(text) {
        read_pairs(text, ':')
    } else {
        read_pairs(text, '=')
    };
    read.into_iter().filter(|(name, value)| !name.is_empty() && !value.is_empty()).collect()
}

/// True for a text that the box takes for YAML.
pub fn reads_as_yaml(text: &str) -> bool {
    let mut lines = statements(text).peekable();
    lines.peek().is_some() && !statements(text).any(is_uppercase_assignment) && lines.any(is_yaml_pair)
}

/// True for what JavaScript's `trim` takes off the ends of a text.
pub fn is_trimmed(character: char) -> bool {
    character.is_whitespace() || character == '\u{feff}'
}

fn statements(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(|line| line.trim_matches(is_trimmed)).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn is_uppercase_assignment(line: &str) -> bool {
    let is_key = |name: &str| name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    line.split_once('=').is_some_and(|(name, _)| !name.is_empty() && is_key(name))
}

/// A name, a colon, and a blank or the line's end. Anything may be a name: the widest reading is the safest to hold a text against.
fn is_yaml_pair(line: &str) -> bool {
    line.contains(": ") || line.contains(":\t") || line.ends_with(':')
}

fn read_pairs(text: &str, separator: char) -> Vec<(String, String)> {
    let pairs = statements(text).filter_map(|line| line.split_once(separator));
    pairs.map(|(name, value)| (name.trim_matches(is_trimmed).to_owned(), unquote(value.trim_matches(is_trimmed)).to_owned())).collect()
}

fn unquote(value: &str) -> &str {
    let inside = |quote: char| value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    inside('"').or_else(|| inside('\'')).unwrap_or(value)
}

fn read_json(text: &str) -> Vec<(String, String)> {
    let Ok(Value::Object(entries)) = serde_json::from_str(text) else { return Vec::new() };
    let scalar = |value: Value| match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    };
    entries.into_iter().filter_map(|(name, value)| Some((name, scalar(value)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect()
    }

    #[test]
    fn lines_are_read_with_their_traps() {
        let text = "# note\nA=1 # inline\nexport B=2\nC='x y'\nD=\"half\nE=\nF=a=b\n";
        let expected = [("A", "1 # inline"), ("export B", "2"), ("C", "x y"), ("D", "\"half"), ("F", "a=b")];
        assert_eq!(read(text), pairs(&expected));
    }

    #[test]
    fn colons_without_an_uppercase_key_are_yaml() {
        assert_eq!(read("name: 'value'\n# c\nother: b: c"), pairs(&[("name", "value"), ("other", "b: c")]));
        assert_eq!(read("A=1\nb: 2"), pairs(&[("A", "1")]));
        assert!(reads_as_yaml("lower=a: b"));
        assert!(!reads_as_yaml("# only: a comment"));
    }

    #[test]
    fn flat_json_is_read() {
        assert_eq!(read("{\"A\": \"x\", \"B\": 2, \"C\": true, \"D\": \"\", \"E\": []}"), pairs(&[("A", "x"), ("B", "2"), ("C", "true")]));
    }
}
