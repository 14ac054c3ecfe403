//! Scalars of YAML.

/// Words that some reader of YAML takes for something else than text.
const WORDS: &[&str] = &["true", "false", "yes", "no", "on", "off", "y", "n", "null", "~", "nan", "inf"];

/// A value as YAML text: plain where every reader agrees that it is text, in double quotes otherwise.
pub fn text(value: &str) -> String {
    // A JSON string is a double-quoted scalar of YAML, escapes included.
    if is_plain(value) { value.to_owned() } else { serde_json::Value::from(value).to_string() }
}

/// The same, but a whole number stays a number, as the guide writes ports.
pub fn scalar(value: &str) -> String {
    let is_number = !value.is_empty() && value.len() < 16 && !value.starts_with('0') && value.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { value.to_owned() } else { text(value) }
}

fn is_plain(value: &str) -> bool {
    let starts_well = value.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/');
    let is_ordinary = |character: char| character.is_ascii_alphanumeric() || "_./:@%+?=&,~-".contains(character);
    starts_well && value.chars().all(is_ordinary) && !value.ends_with(':') && !WORDS.contains(&value.to_ascii_lowercase().as_str())
}
