//! Where a text stops to read like the language that its name promises.
//!
//! A parser that recovers from errors needs quadratic time on some texts that are errors all over (64 KB of `x y:` take two
//! minutes). Code is never like that, not even while it is typed; so a longer text is first tried in small windows, each
//! for itself, and read only up to the first that is noise.

use tree_sitter::{Parser, Tree};

/// Texts up to this many bytes are read in any case: at worst they take a third of a second.
const SHORT: usize = 4096;
/// The size of a window in bytes.
const WINDOW: usize = 1024;
/// A window with more errors, and names and colons in errors, than this is noise. Code stays below 290 even where a window cuts a
/// table in two, and so does prose; the texts that take quadratic time reach 400.
const MOST_TROUBLE: usize = 340;
/// Longer texts are read up to here: what people write is shorter, and on noise of the harmless kind a parser still needs 5 µs a byte.
const LONGEST: usize = 96 << 10;
/// What counts in an error. Literals, commas and brackets don't: they are what is left of a table that a window cut.
const NAMES: &[&str] = &["identifier", "statement_identifier", "property_identifier", "type_identifier", ":"];

/// The part of `text`, from its beginning, that can be parsed in reasonable time.
pub fn readable<'t>(text: &'t str, parser: &mut Parser) -> &'t str {
    if text.len() <= SHORT {
        return text;
    }
    let text = &text[..floor(text, LONGEST)];
    let mut start = 0;
    while start < text.len() {
        let end = floor(text, start + WINDOW);
        if parser.parse(&text[start..end], None).is_some_and(|tree| trouble(&tree) > MOST_TROUBLE) {
            return &text[..start];
        }
        start = end;
    }
    text
}

/// The last place for a cut at or before `at`; of a window of one long character, its end.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|offset| text.is_char_boundary(*offset)).unwrap_or(0)
}

/// How many errors a tree has, counting the names in them.
fn trouble(tree: &Tree) -> usize {
    let mut cursor = tree.walk();
    let mut count = 0;
    loop {
        let node = cursor.node();
        if node.is_error() {
            let mut children = node.walk();
            count += 1 + node.children(&mut children).filter(|child| NAMES.contains(&child.kind())).count();
        }
        if node.has_error() && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return count;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parser() -> Parser {
        let mut parser = Parser::new();
        parser.set_language(&tree_sitter_javascript::LANGUAGE.into()).unwrap();
        parser
    }

    #[test]
    fn code_is_read_to_its_end() {
        let code = "app.get('/', (req, res) => { res.send(`<p>${req.query.name}</p>`); });\n".repeat(200);
        assert_eq!(readable(&code, &mut parser()), code);
        let broken = format!("app.use(session({{ secret: 'x',\n{code}");
        assert_eq!(readable(&broken, &mut parser()), broken);
    }

    #[test]
    fn noise_is_cut_off() {
        let code = "const a = 1;\n".repeat(500);
        let noisy = format!("{code}{}", "x y:".repeat(20_000));
        let kept = readable(&noisy, &mut parser()).len();
        assert!(kept <= code.len() + WINDOW && kept + WINDOW > code.len(), "{kept} of {}", code.len());
    }
}
