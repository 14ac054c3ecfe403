//! INI files as Python's configparser, supervisord and many others read them: sections, `key = value` or `key: value`,
//! values that go on in indented lines, comments with `#` and `;`.

use crate::facts::config::lines::{Line, lines};
use crate::facts::config::tree::{Content, Member, Node};
use crate::text::Span;

/// The tree of an INI text: a map of sections; entries before the first section are members of the root.
pub fn parse(text: &str) -> Node {
    let mut root: Vec<Member> = Vec::new();
    let mut in_section = false;
    for line in lines(text) {
        let trimmed = line.text.trim();
        if trimmed.is_empty() || trimmed.starts_with(['#', ';']) {
            continue;
        }
        if let Some(name) = trimmed.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(name, _)| name) {
            let value = Node { content: Content::Map(Vec::new()), span: line.span() };
            root.push(Member { key: name.trim().to_owned(), key_span: line.span(), value });
            in_section = true;
            continue;
        }
        let entries = match root.last_mut() {
            Some(Member { value: Node { content: Content::Map(entries), .. }, .. }) if in_section => entries,
            _ => &mut root,
        };
        match entries.last_mut().filter(|_| line.text.starts_with([' ', '\t'])) {
            Some(entry) => go_on(entry, &line),
            None => entries.extend(entry(&line)),
        }
    }
    Node { content: Content::Map(root), span: Span::new(0, text.len()) }
}

fn entry(line: &Line) -> Option<Member> {
    let (key, value) = line.text.split_once(['=', ':'])?;
    let value = without_comment(value).trim();
    let value = Node { content: Content::Text(value.to_owned()), span: line.span_of(value) };
    Some(Member { key: key.trim().to_owned(), key_span: line.span_of(key.trim()), value })
}

/// Adds an indented line to the value before it.
fn go_on(entry: &mut Member, line: &Line) {
    if let Content::Text(text) = &mut entry.value.content {
        text.push('\n');
        text.push_str(without_comment(line.text).trim());
        entry.value.span = entry.value.span.to(line.span());
    }
}

/// A value without the `; comment` after it. `#` begins one after a blank only: it also stands in URLs and passwords.
fn without_comment(value: &str) -> &str {
    let end = [" ;", "\t;", " #", "\t#"].iter().filter_map(|mark| value.find(mark)).min();
    end.map_or(value, |end| &value[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_entries_and_lines_that_go_on() {
        let text =
            "top = 1\n[alembic]\n# note\nsqlalchemy.url = sqlite:///a.db ; old\n[options]\ninstall_requires =\n    flask\n    redis>=4\n";
        let root = parse(text);
        let url = root.get("alembic").unwrap().value.get("sqlalchemy.url").unwrap();
        assert_eq!(url.value.text(), Some("sqlite:///a.db"));
        assert_eq!(url.span().of(text), "sqlalchemy.url = sqlite:///a.db");
        assert_eq!(root.text_at("options.install_requires"), Some("\nflask\nredis>=4"));
        assert_eq!(root.text_at("top"), Some("1"));
    }
}
