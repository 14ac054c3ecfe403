//! Which files a browser must have before the page can be used: what index.html names, and what those modules import.
//! What is imported later, by a call, is not among them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// The names of the files, with `/`, from the page's folder.
pub fn files(folder: &Path) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut waiting = vec!["index.html".to_owned()];
    while let Some(name) = waiting.pop() {
        if found.contains(&name) {
            continue;
        }
        let content = fs::read(folder.join(&name)).with_context(|| format!("{name} is named by the page, but not there"))?;
        let text = String::from_utf8_lossy(&content);
        let named = match name.rsplit('.').next() {
            Some("html") => links(&text),
            Some("js") => imports(&text),
            _ => Vec::new(),
        };
        waiting.extend(named.into_iter().map(|other| resolve(&name, other)));
        found.insert(name);
    }
    Ok(found)
}

/// The addresses in a document's `href` and `src`.
fn links(html: &str) -> Vec<&str> {
    let after = [" href=\"", " src=\""].into_iter().flat_map(|attribute| html.split(attribute).skip(1));
    after.filter_map(|rest| rest.split('"').next()).collect()
}

/// The relative addresses in a module's `import … from "…"`, `export … from "…"` and `import "…"`; not those of `import("…")`.
fn imports(script: &str) -> Vec<&str> {
    let after = ["from", "import"].into_iter().flat_map(|keyword| script.split(keyword).skip(1));
    let quoted = after.filter_map(|rest| {
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|first| matches!(first, '"' | '\''))?;
        rest.get(1..)?.split(quote).next()
    });
    quoted.filter(|address| address.starts_with("./") || address.starts_with("../")).collect()
}

/// An address as `from` names it, from the page's folder.
fn resolve(from: &str, address: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_names_its_files() {
        assert_eq!(links("<link rel=\"icon\" href=\"icon.svg\"><script src=\"a.js\"></script>"), ["icon.svg", "a.js"]);
    }

    #[test]
    fn only_static_imports_count() {
        let script =
            "import{a}from\"./a.js\";export*from './b.js';import \"./c.js\";let d=()=>import(\"./d.js\");import e from 'elsewhere'";
        assert_eq!(imports(script), ["./a.js", "./b.js", "./c.js"]);
    }

    #[test]
    fn addresses_are_relative_to_their_file() {
        assert_eq!(resolve("index.html", "./a.js"), "a.js");
        assert_eq!(resolve("editor/editor.js", "./chunk.js"), "editor/chunk.js");
        assert_eq!(resolve("snippets/x/a.js", "../../b.js"), "b.js");
    }
}
