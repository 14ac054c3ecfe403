//! Every snippet of every recipe parses in its language.

use super::{Action, Block, recipes};
use crate::remedy::edit::{Language, Style, shown};

fn parses(language: &tree_sitter::Language, code: &str) -> bool {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(language).expect("a grammar of this crate");
    parser.parse(code, None).is_some_and(|tree| !tree.root_node().has_error())
}

/// The code as a program, or as what it takes the place of: a value, an argument, entries of an object.
fn any_parses(language: &tree_sitter::Language, code: &str, wraps: &[(&str, &str)]) -> bool {
    wraps.iter().any(|(before, after)| parses(language, &format!("{before}{code}{after}")))
}

fn is_fine(block: &Block) -> bool {
    let in_style = |style: &Style| shown(&style.dress(&block.code), None, "");
    let script = |typescript, commonjs| in_style(&Style { typescript, commonjs, ..Style::plain(Language::JavaScript) });
    let wraps = [("", ""), ("async () => {\n", "\n};"), ("async () => f({ a: ", " });"), ("async () => f(", ");")];
    let raw = shown(&block.code, None, "");
    match block.language.as_str() {
        "javascript" | "typescript" => {
            let javascript = tree_sitter_javascript::LANGUAGE.into();
            let typescript = tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into();
            let only_typescript = block.language == "typescript" && raw.contains("Promise<");
            any_parses(&typescript, &script(true, false), &wraps)
                && (only_typescript
                    || any_parses(&javascript, &script(false, false), &wraps) && any_parses(&javascript, &script(false, true), &wraps))
        }
        "python" => any_parses(
            &tree_sitter_python::LANGUAGE.into(),
            &in_style(&Style::plain(Language::Python)),
            &[("", ""), ("f(a=", ")"), ("f(", ")")],
        ),
        "json" if matches!(block.action, Action::Replace(_)) => {
            serde_json::from_str::<serde_json::Value>(&format!("{{\"a\": {raw}}}")).is_ok()
        }
        "json" => serde_json::from_str::<serde_json::Value>(&raw).is_ok(),
        "shell" => raw.lines().all(|line| shlex::split(line).is_some()),
        "prisma" | "sql" | "text" => !raw.trim().is_empty(),
        _ => false,
    }
}

#[test]
fn every_snippet_parses_in_its_language() {
    let mut broken = Vec::new();
    for recipe in recipes() {
        let blocks = recipe.passages.iter().filter_map(|passage| passage.block.as_ref());
        let edited = blocks.filter(|block| !matches!(block.action, Action::Remove(_) | Action::RemoveOption(_) | Action::RemoveSibling(_)));
        broken.extend(edited.filter(|block| !is_fine(block)).map(|block| format!("{}:\n{}", recipe.path, block.code)));
    }
    assert!(broken.is_empty(), "{} snippets do not parse:\n{}", broken.len(), broken.join("\n"));
}
