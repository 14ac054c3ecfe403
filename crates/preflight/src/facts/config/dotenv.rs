//! Dotenv files, by the rules that their loaders share: `export`, quotes, values over several lines, comments.

use super::reader::Reader;
use crate::text::Span;

/// Reads the entries.
pub(super) fn read(reader: &mut Reader) {
    let text = reader.text();
    let mut at = 0;
    while at < text.len() {
        let line_end = end_of_line(text, at);
        match entry(text, at, line_end) {
            Some(entry) => {
                reader.environment(entry.name, Some(entry.value), entry.span);
                at = end_of_line(text, entry.span.end as usize);
            }
            None => at = line_end,
        }
        at += 1;
    }
}

struct Entry<'t> {
    name: &'t str,
    value: String,
    span: Span,
}

fn end_of_line(text: &str, from: usize) -> usize {
    text.get(from..).and_then(|rest| rest.find('\n')).map_or(text.len(), |length| from + length)
}

/// The entry that begins in the line from `start` to `end`.
fn entry(text: &str, start: usize, end: usize) -> Option<Entry<'_>> {
    let line = text.get(start..end)?;
    let body = line.trim_start();
    let begin = start + line.len() - body.len();
    let assignment = body.strip_prefix("export ").unwrap_or(body).trim_start();
    let separator = assignment.find(['=', ':'])?;
    let name = assignment[..separator].trim();
    if name.is_empty() || !name.chars().all(|character| character.is_ascii_alphanumeric() || "_.-".contains(character)) {
        return None;
    }
    let after = end - assignment.len() + separator + 1;
    let (value, value_end) = value(text, after, end);
    Some(Entry { name, value, span: Span::new(begin, value_end) })
}

/// The value that begins at `from`, on a line that ends at `line_end`; and where it ends.
fn value(text: &str, from: usize, line_end: usize) -> (String, usize) {
    let line = &text[from..line_end];
    let start = from + line.len() - line.trim_start().len();
    let quote = text[start..].chars().next().filter(|first| matches!(first, '"' | '\'' | '`'));
    if let Some(quote) = quote
        && start < line_end
        && let Some(length) = closing_quote(&text[start + 1..], quote)
    {
        let inner = &text[start + 1..start + 1 + length];
        let value = if quote == '"' { unescaped(inner) } else { inner.to_owned() };
        return (value, start + length + 2);
    }
    let rest = &text[start.min(line_end)..line_end];
    let bare = if rest.starts_with('#') { "" } else { rest.find(" #").or_else(|| rest.find("\t#")).map_or(rest, |end| &rest[..end]) };
    let bare = bare.trim_end();
    (bare.to_owned(), if bare.is_empty() { from } else { start + bare.len() })
}

/// How far away the closing quote is. A value that is quoted over more lines than any certificate has no end.
fn closing_quote(text: &str, quote: char) -> Option<usize> {
    const LONGEST: usize = 16 << 10;
    let mut escaped = false;
    for (at, character) in text.char_indices().take_while(|(at, _)| *at < LONGEST) {
        match character {
            _ if escaped => escaped = false,
            '\\' if quote == '"' => escaped = true,
            _ if character == quote => return Some(at),
            _ => {}
        }
    }
    None
}

fn unescaped(text: &str) -> String {
    text.replace("\\n", "\n").replace("\\\"", "\"").replace("\\$", "$")
}

#[cfg(test)]
mod tests {
    use crate::facts::config::testing::summary;

    #[test]
    fn usual_rules() {
        let text = "# note\nA=1\nexport B = two words # note\nC=\"x # y\\n\" # z\nD='a\nb'\nE=\nF=#\nnonsense\nG: yes\nH=a#b\r\nI=\"open\n";
        insta::assert_snapshot!(summary(".env", text), @r#"
        environment A Some("1") for - | A=1
        environment B Some("two words") for - | export B = two words
        environment C Some("x # y\n") for - | C="x # y\n"
        environment D Some("a\nb") for - | D='a⏎b'
        environment E Some("") for - | E=
        environment F Some("") for - | F=
        environment G Some("yes") for - | G: yes
        environment H Some("a#b") for - | H=a#b
        environment I Some("\"open") for - | I="open
        "#);
    }
}
