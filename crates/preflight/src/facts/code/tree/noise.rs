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
/// A window with more error nodes and parts of error nodes than this is noise. Prose, style sheets and other languages stay below
/// 240, the texts that take long reach 400.
const MOST_TROUBLE: usize = 300;

/// The part of `text`, from its beginning, that can be parsed in reasonable time.
pub fn readable<'t>(text: &'t str, parser: &mut Parser) -> &'t str {
    if text.len() <= SHORT {
        return text;
    }
    let mut start = 0;
    while start < text.len() {
        let mut end = (start + WINDOW).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        if parser.parse(&text[start..end], None).is_some_and(|tree| trouble(&tree) > MOST_TROUBLE) {
            return &text[..start];
        }
        start = end;
    }
    text
}

/// How many nodes of a tree are errors, missing, or parts of an error.
fn trouble(tree: &Tree) -> usize {
    let mut cursor = tree.walk();
    let mut count = 0;
    loop {
        let node = cursor.node();
        count += usize::from(node.is_missing()) + if node.is_error() { 1 + node.child_count() as usize } else { 0 };
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
        assert!(kept <= code.len() && kept + 2 * WINDOW > code.len(), "{kept} of {}", code.len());
    }
}
