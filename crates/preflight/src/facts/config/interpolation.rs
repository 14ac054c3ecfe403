//! Environment variables inside of configuration values.

use crate::facts::Value;

/// How deep defaults may nest in defaults.
const MAX_DEPTH: usize = 8;
/// The longest text, in bytes, that is searched for variables.
const MAX_LENGTH: usize = 8192;

/// Which notation a file uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Interpolation {
    /// `$NAME`, `${NAME}`, `${NAME:-default}`; `$$` is a dollar sign.
    Compose,
    /// `${NAME}`, `${NAME:default}`, `%env(NAME)%`, and INI's `%(NAME)s`, with names in upper case: others are
    /// references to other settings.
    Settings,
}

/// The value of a text that may hold environment variables.
pub(super) fn interpolate(text: &str, interpolation: Interpolation) -> Value {
    if text.len() > MAX_LENGTH || !(text.contains('$') || text.contains('%')) {
        return Value::Text(text.to_owned());
    }
    within(text, interpolation, MAX_DEPTH)
}

fn within(text: &str, interpolation: Interpolation, depth: usize) -> Value {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['$', '%']) {
        literal.push_str(&rest[..at]);
        rest = &rest[at..];
        match variable(rest, interpolation, depth) {
            Some((value, length)) => {
                flush(&mut parts, &mut literal);
                parts.push(value);
                rest = &rest[length..];
            }
            None if interpolation == Interpolation::Compose && rest.starts_with("$$") => {
                literal.push('$');
                rest = &rest[2..];
            }
            None => {
                literal.push_str(&rest[..1]);
                rest = &rest[1..];
            }
        }
    }
    literal.push_str(rest);
    if parts.is_empty() {
        return Value::Text(literal);
    }
    flush(&mut parts, &mut literal);
    if parts.len() > 1 { Value::Joined(parts) } else { parts.pop().unwrap_or_default() }
}

fn flush(parts: &mut Vec<Value>, literal: &mut String) {
    if !literal.is_empty() {
        parts.push(Value::Text(std::mem::take(literal)));
    }
}

/// The variable that `text` begins with, and how many bytes it takes.
fn variable(text: &str, interpolation: Interpolation, depth: usize) -> Option<(Value, usize)> {
    if let Some(inner) = text.strip_prefix("${") {
        let length = closing_brace(inner)?;
        return Some((braced(&inner[..length], interpolation, depth)?, length + 3));
    }
    if let Some(inner) = text.strip_prefix("%env(") {
        let length = inner.find(")%")?;
        let name = inner[..length].rsplit(':').next().unwrap_or_default();
        return Some((environment(name, None), length + 7));
    }
    if let Some(inner) = text.strip_prefix("%(") {
        let length = inner.find(")s")?;
        let name = inner[..length].strip_prefix("ENV_").unwrap_or(&inner[..length]);
        return Some((if is_constant(name) { environment(name, None) } else { Value::Unknown }, length + 4));
    }
    let inner = text.strip_prefix('$').filter(|_| interpolation == Interpolation::Compose)?;
    let length = name_length(inner);
    (length > 0).then(|| (environment(&inner[..length], None), length + 1))
}

fn braced(inner: &str, interpolation: Interpolation, depth: usize) -> Option<Value> {
    let (name, rest) = inner.split_at(name_length(inner));
    let known = match interpolation {
        Interpolation::Compose => !name.is_empty(),
        Interpolation::Settings => is_constant(name),
    };
    if !known {
        return None;
    }
    let default = match rest.strip_prefix(":-").or_else(|| rest.strip_prefix('-')) {
        Some(default) => Some(default),
        None if rest.starts_with(":?") || rest.starts_with(['?', '+']) || rest.starts_with(":+") || rest.is_empty() => None,
        None => Some(rest.strip_prefix(':')?),
    };
    let fold = |default: &str| if depth == 0 { Value::Unknown } else { within(default, interpolation, depth - 1) };
    Some(environment(name, default.map(fold)))
}

fn environment(name: &str, default: Option<Value>) -> Value {
    Value::Environment { name: name.to_owned(), default: default.map(Box::new) }
}

/// The place of the brace that closes what was opened before `text`.
fn closing_brace(text: &str) -> Option<usize> {
    let mut open = 1_usize;
    text.bytes().position(|byte| {
        match byte {
            b'{' => open += 1,
            b'}' => open -= 1,
            _ => {}
        }
        open == 0
    })
}

fn name_length(text: &str) -> usize {
    let is_name = |(index, byte): (usize, u8)| byte == b'_' || byte.is_ascii_alphabetic() || (index > 0 && byte.is_ascii_digit());
    text.bytes().enumerate().take_while(|part| is_name(*part)).count()
}

/// `DATABASE_URL`: how environment variables are written by those who also write `spring.datasource.url`.
fn is_constant(name: &str) -> bool {
    !name.is_empty()
        && name_length(name) == name.len()
        && name.bytes().any(|byte| byte.is_ascii_uppercase())
        && !name.bytes().any(|byte| byte.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Value {
        Value::Text(text.into())
    }

    #[test]
    fn compose_variables_have_defaults_and_escapes() {
        let compose = |text| interpolate(text, Interpolation::Compose);
        assert_eq!(compose("${A:-x}"), environment("A", Some(text("x"))));
        assert_eq!(compose("${A-${B:-y}}"), environment("A", Some(environment("B", Some(text("y"))))));
        assert_eq!(compose("${A:?must be set}"), environment("A", None));
        assert_eq!(compose("p:$a_1/$$x"), Value::Joined(vec![text("p:"), environment("a_1", None), text("/$x")]));
        assert_eq!(compose("100% ${"), text("100% ${"));
        assert_eq!(compose("${}"), text("${}"));
    }

    #[test]
    fn settings_refer_to_variables_in_upper_case_only() {
        let settings = |text| interpolate(text, Interpolation::Settings);
        assert_eq!(settings("${DB_URL:jdbc:h2}"), environment("DB_URL", Some(text("jdbc:h2"))));
        assert_eq!(settings("${spring.name}$HOME"), text("${spring.name}$HOME"));
        assert_eq!(settings("%env(resolve:DATABASE_URL)%"), environment("DATABASE_URL", None));
        assert_eq!(settings("%(ENV_HOME)s/x"), Value::Joined(vec![environment("HOME", None), text("/x")]));
        assert_eq!(settings("%(here)s/db"), Value::Joined(vec![Value::Unknown, text("/db")]));
    }

    #[test]
    fn nesting_is_bounded() {
        let deep = format!("{}{}", "${A:-".repeat(1000), "}".repeat(1000));
        let mut depth = 0;
        interpolate(&deep, Interpolation::Compose).visit(&mut |_| depth += 1);
        assert_eq!(depth, MAX_DEPTH + 2);
    }
}
