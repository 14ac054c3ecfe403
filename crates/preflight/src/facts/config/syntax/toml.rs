//! TOML.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::facts::config::tree::{Content, Member, Node};
use crate::text::Span;

/// The tree of a TOML text, and what is wrong with the text.
pub fn parse(text: &str) -> (Node, Option<String>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let problem = errors.first().map(|error| format!("No valid TOML: {}.", error.message()));
    (Node { content: content_of(table.get_ref()), span: Span::new(0, text.len()) }, problem)
}

fn content_of(table: &DeTable) -> Content {
    let mut members: Vec<Member> =
        table.iter().map(|(key, value)| Member { key: key.get_ref().to_string(), key_span: span(key), value: node(value) }).collect();
    members.sort_by_key(|member| member.key_span);
    Content::Map(members)
}

fn node(value: &Spanned<DeValue>) -> Node {
    let content = match value.get_ref() {
        DeValue::String(text) => Content::Text(text.to_string()),
        DeValue::Integer(number) => Content::Number(number.as_str().to_owned()),
        DeValue::Float(number) => Content::Number(number.as_str().to_owned()),
        DeValue::Boolean(truth) => Content::Boolean(*truth),
        DeValue::Datetime(date) => Content::Text(date.to_string()),
        DeValue::Array(items) => Content::List(items.iter().map(node).collect()),
        DeValue::Table(table) => content_of(table),
    };
    Node { content, span: span(value) }
}

fn span<T>(spanned: &Spanned<T>) -> Span {
    let range = spanned.span();
    Span::new(range.start, range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_places() {
        let text = "[project]\nname = 'x'\n[[mounts]]\nsource = \"data\"\n";
        let (root, problem) = parse(text);
        assert_eq!(problem, None);
        assert_eq!(root.at("project.name").unwrap().span().of(text), "name = 'x'");
        assert_eq!(root.get("mounts").unwrap().value.items()[0].text_at("source"), Some("data"));
    }

    #[test]
    fn broken_lines_do_not_hide_the_others() {
        let (root, problem) = parse("[a]\nx = 1\ny = = 2\nz = 'ok'\n");
        assert!(problem.unwrap().starts_with("No valid TOML"));
        assert_eq!(root.text_at("a.z"), Some("ok"));
    }
}
