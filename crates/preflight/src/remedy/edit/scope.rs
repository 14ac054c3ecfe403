//! The braces around a place in JavaScript text: the object that an entry stands in, the function that a call stands in.
//! A light scan over the text, which skips strings, templates, comments and regular expressions.

use crate::text::Span;

/// Larger files are not scanned: nobody writes them, and each look costs their whole length.
const MAX_BYTES: usize = 256 * 1024;

/// The bytes of the innermost `{…}` around an offset, braces included.
pub fn enclosing_braces(text: &str, offset: usize) -> Option<Span> {
    let start = *open_braces(text, offset).last()?;
    Some(Span::new(start, closing(text, start)?))
}

/// Where the value of `key` stands among the entries of the braces at `object`.
pub fn entry_value(text: &str, object: Span, key: &str) -> Option<Span> {
    let mut at = object.start as usize + 1;
    let end = object.end as usize - 1;
    while at < end {
        let blanks = text.get(at..end)?.len() - text.get(at..end)?.trim_start().len();
        let start = at + blanks;
        let next = entry_end(text, start, end);
        let entry = text.get(start..next)?;
        let unquoted = entry.trim_start_matches(['\'', '"']);
        let rest = unquoted.strip_prefix(key).map(|rest| rest.trim_start_matches(['\'', '"']).trim_start());
        if let Some(value) = rest.and_then(|rest| rest.strip_prefix(':')).map(str::trim) {
            let value_start = start + (value.as_ptr() as usize - entry.as_ptr() as usize);
            return Some(Span::new(value_start, value_start + value.len()));
        }
        at = next + 1;
    }
    None
}

/// The comma (or the end) after the entry that starts at `start`.
fn entry_end(text: &str, start: usize, end: usize) -> usize {
    let mut depth = 0;
    let mut found = end;
    scan(text, start, |at, character| {
        match character {
            '{' | '[' | '(' => depth += 1,
            '}' | ']' | ')' => depth -= 1,
            ',' if depth == 0 => {
                found = at;
                return false;
            }
            _ => {}
        }
        at < end
    });
    found.min(end)
}

/// Where `async ` has to be put so that the function around an offset may `await`; nothing where it may already, or where no
/// function is found.
pub fn async_needed(text: &str, offset: usize) -> Option<usize> {
    open_braces(text, offset).iter().rev().find_map(|brace| function_start(text, *brace))?
}

/// The start of the function whose body opens at `brace`: an inner nothing where it is `async`; an outer one where it is no function.
fn function_start(text: &str, brace: usize) -> Option<Option<usize>> {
    let before = text.get(..brace)?.trim_end();
    let (head, arrow) = before.strip_suffix("=>").map_or((before, false), |head| (head.trim_end(), true));
    let parameters = match head.strip_suffix(')') {
        Some(inside) => opening(text, inside.len())?,
        None if arrow => head.rfind(|character: char| !is_word(character)).map_or(0, |at| at + 1),
        // A TypeScript return type stands between the parameters and the body.
        None => opening(text, head.rfind("):")?)?,
    };
    let left = text.get(..parameters)?.trim_end();
    if arrow {
        return Some((!left.ends_with("async")).then_some(parameters));
    }
    let word = left.len() - left.chars().rev().take_while(|character| is_word(*character)).map(char::len_utf8).sum::<usize>();
    let name = left.get(word..)?;
    if ["if", "for", "while", "switch", "catch", "with", "constructor", ""].contains(&name) && name != "function" {
        return None;
    }
    let earlier = left.get(..word)?.trim_end();
    let start = if name == "function" { word } else { earlier.strip_suffix("function").map_or(word, str::len) };
    let already = text.get(..start)?.trim_end().ends_with("async");
    Some((!already).then_some(start))
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || character == '$'
}

/// The places of the braces that are open at an offset, the outermost first.
fn open_braces(text: &str, offset: usize) -> Vec<usize> {
    let mut open = Vec::new();
    if text.len() > MAX_BYTES {
        return open;
    }
    scan(text, 0, |at, character| {
        if at >= offset {
            return false;
        }
        match character {
            '{' => open.push(at),
            '}' => {
                open.pop();
            }
            _ => {}
        }
        true
    });
    open
}

/// The byte after the bracket that closes the one at `start`.
fn closing(text: &str, start: usize) -> Option<usize> {
    let mut depth = 0;
    let mut found = None;
    scan(text, start, |at, character| {
        match character {
            '{' | '[' | '(' => depth += 1,
            '}' | ']' | ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            found = Some(at + 1);
        }
        depth > 0
    });
    found
}

/// The parenthesis that the one at `end` closes.
fn opening(text: &str, end: usize) -> Option<usize> {
    let mut open = Vec::new();
    scan(text, 0, |at, character| {
        if at >= end {
            return false;
        }
        match character {
            '(' => open.push(at),
            ')' => {
                open.pop();
            }
            _ => {}
        }
        true
    });
    open.pop()
}

/// Calls `see` with every character of code from `start` on, until it says no.
fn scan(text: &str, start: usize, mut see: impl FnMut(usize, char) -> bool) {
    let mut at = start;
    let mut before = '\n';
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(character) = rest.chars().next() else { return };
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if matches!(character, '\'' | '"' | '`') || character == '/' && "(,=:[!&|?{};\n".contains(before) {
            literal(rest, character)
        } else {
            0
        };
        if skipped > 0 {
            (at, before) = (at + skipped, 'x');
            continue;
        }
        if !see(at, character) {
            return;
        }
        if !character.is_whitespace() {
            before = character;
        }
        at += character.len_utf8();
    }
}

/// The length of a string, template or regular expression that begins `text`.
fn literal(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\n' if quote != '`' => return at,
            character if character == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made_async(text: &str) -> String {
        let at = async_needed(text, text.find("HERE").expect("a mark"));
        at.map_or_else(|| "no".into(), |at| format!("{}async {}", &text[..at], &text[at..]))
    }

    #[test]
    fn functions_become_async() {
        assert_eq!(made_async("a((req, res) => { HERE })"), "a(async (req, res) => { HERE })");
        assert_eq!(made_async("a(req => { if (x) { HERE } })"), "a(async req => { if (x) { HERE } })");
        assert_eq!(made_async("export function save(a = {}) { HERE }"), "export async function save(a = {}) { HERE }");
        assert_eq!(made_async("a(function (b) { HERE })"), "a(async function (b) { HERE })");
        assert_eq!(made_async("class A { save(b) { for (;;) { HERE } } }"), "class A { async save(b) { for (;;) { HERE } } }");
        assert_eq!(made_async("function f(a: A): B { HERE }"), "async function f(a: A): B { HERE }");
        assert_eq!(made_async("async function f() { HERE }"), "no");
        assert_eq!(made_async("a(async ({ b }) => { HERE })"), "no");
        assert_eq!(made_async("const s = '{'; // {\nHERE"), "no");
    }

    #[test]
    fn entries_are_found_beside_others() {
        let text = "x = { a: { c: 1 }, client: 'sqlite3', connection: { filename: './a, b.db' }, d };";
        let object = enclosing_braces(text, text.find("client").expect("the entry")).expect("the object");
        let value = entry_value(text, object, "connection").expect("the value");
        assert_eq!(value.of(text), "{ filename: './a, b.db' }");
        assert!(entry_value(text, object, "c").is_none());
    }
}
