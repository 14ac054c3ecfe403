//! JSON, with the comments and trailing commas that many tools allow.

use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::common::Range;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::yaml;
use crate::facts::config::tree::{Content, Member, Node};
use crate::text::Span;

/// The tree of a JSON text, and what is wrong with the text. What is broken is read once more as YAML, which has JSON as
/// a subset and gives what stands before the mistake.
pub fn parse(text: &str) -> (Node, Option<String>) {
    let whole = Span::new(0, text.len());
    match parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default()) {
        Ok(result) => (result.value.map_or(Node::null(whole), |value| node(&value)), None),
        Err(error) => {
            let (documents, _) = yaml::parse(text);
            (documents.into_iter().next().unwrap_or(Node::null(whole)), Some(format!("No valid JSON: {error}.")))
        }
    }
}

fn node(value: &Value) -> Node {
    let (content, range) = match value {
        Value::StringLit(literal) => (Content::Text(literal.value.to_string()), literal.range),
        Value::NumberLit(literal) => (Content::Number(literal.value.to_owned()), literal.range),
        Value::BooleanLit(literal) => (Content::Boolean(literal.value), literal.range),
        Value::NullKeyword(literal) => (Content::Null, literal.range),
        Value::Array(array) => (Content::List(array.elements.iter().map(node).collect()), array.range),
        Value::Object(object) => {
            (Content::Map(object.properties.iter().map(|property| member(&property.name, &property.value)).collect()), object.range)
        }
    };
    Node { content, span: span(range) }
}

fn member(name: &ObjectPropName, value: &Value) -> Member {
    let key_span = match name {
        ObjectPropName::String(literal) => span(literal.range),
        ObjectPropName::Word(literal) => span(literal.range),
    };
    Member { key: name.as_str().to_owned(), key_span, value: node(value) }
}

fn span(range: Range) -> Span {
    Span::new(range.start, range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_places() {
        let text = "{ // note\n  \"a\": {\"b\": [1, \"x\",]},\n}";
        let (root, problem) = parse(text);
        assert_eq!(problem, None);
        let member = root.at("a.b").unwrap();
        assert_eq!(member.span().of(text), "\"b\": [1, \"x\",]");
        assert_eq!(member.value.items()[1].text(), Some("x"));
    }

    #[test]
    fn broken_text_gives_what_stands_before_the_mistake() {
        let (root, problem) = parse("{\"name\": \"app\", \"scripts\": {\"start\": \"node a.js\", ] }");
        assert!(problem.unwrap().starts_with("No valid JSON"));
        assert_eq!(root.text_at("scripts.start"), Some("node a.js"));
    }

    #[test]
    fn a_fragment_without_braces_is_read() {
        let (root, _) = parse("\"dependencies\": {\n  \"express\": \"^4\"\n}");
        assert_eq!(root.text_at("dependencies.express"), Some("^4"));
    }
}
