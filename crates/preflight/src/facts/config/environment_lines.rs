//! The guide's "Environment Variables:" block and bare lines of variables. It looks like YAML, but one name may come twice
//! (with comments saying which one to take), which YAML forbids.

use super::lines::lines;
use super::reader::Reader;

/// The names that such a text has.
pub(super) const NAMES: &[&str] = &["env.yaml", "env.yml"];

/// Reads the entries: `KEY: value`, also `KEY=value` and as elements of a list.
pub(super) fn read(reader: &mut Reader) {
    for line in lines(reader.text()) {
        let text = line.text.trim();
        let text = text.strip_prefix("- ").unwrap_or(text).trim_start();
        let Some(at) = text.find([':', '=']) else { continue };
        let name = text[..at].trim();
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let value = without_comment(text[at + 1..].trim());
        // A lower-case name without a value is a heading (`environment:`).
        let is_heading = value.is_empty() && !name.bytes().any(|byte| byte.is_ascii_uppercase());
        if is_name && !is_heading {
            reader.environment(name, Some(unquoted(value).to_owned()), line.span_of(text));
        }
    }
}

fn without_comment(value: &str) -> &str {
    let is_quoted = value.starts_with(['"', '\'']);
    let end = value.find(" #").filter(|_| !is_quoted);
    end.map_or(value, |end| value[..end].trim_end())
}

fn unquoted(value: &str) -> &str {
    let inner = |quote| value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    inner('"').or_else(|| inner('\'')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use crate::facts::config::testing::summary;

    #[test]
    fn the_guides_block_has_names_twice() {
        let text = "Environment Variables:\n# PostgreSQL\nDATABASE_URL: postgresql://user:pass@your-db-host.com:5432/dbname\n# MySQL\nDATABASE_URL: mysql://u:p@h:3306/d\n  PORT: \"3000\"\nEMPTY:\n- A=b # note\n";
        insta::assert_snapshot!(summary("env.yaml", text), @r#"
        environment DATABASE_URL Some("postgresql://user:pass@your-db-host.com:5432/dbname") for - | DATABASE_URL: postgresql://user:pass@your-db-host.com:5432/dbname
        environment DATABASE_URL Some("mysql://u:p@h:3306/d") for - | DATABASE_URL: mysql://u:p@h:3306/d
        environment PORT Some("3000") for - | PORT: "3000"
        environment EMPTY Some("") for - | EMPTY:
        environment A Some("b") for - | A=b # note
        "#);
    }
}
