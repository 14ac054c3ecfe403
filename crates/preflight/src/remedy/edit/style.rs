//! How a file is written: snippets are brought into the user's own style before they are put in.

use crate::project::{File, Format, Project};

/// The language of a file, as far as edits care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// JavaScript and TypeScript.
    JavaScript,
    /// Python.
    Python,
    /// Anything else: snippets are put in as they are.
    Other,
}

/// The habits of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// Its language.
    pub language: Language,
    /// True in TypeScript, which wants types.
    pub typescript: bool,
    /// True where modules are loaded with `require`.
    pub commonjs: bool,
    /// The quote of its strings.
    pub quote: char,
    /// True where statements end with `;`.
    pub semicolons: bool,
    /// One step of indentation.
    pub indent: String,
}

impl Style {
    /// Reads the habits of a file.
    pub fn of(project: &Project, file: &File) -> Style {
        let language = match file.format {
            Format::JavaScript | Format::TypeScript => Language::JavaScript,
            Format::Python => Language::Python,
            _ => Language::Other,
        };
        Style {
            language,
            typescript: file.format == Format::TypeScript,
            commonjs: language == Language::JavaScript && is_commonjs(project, file),
            quote: dominant_quote(&file.text, language),
            semicolons: uses_semicolons(&file.text),
            indent: indent_unit(&file.text, language),
        }
    }

    /// The style of snippets that stand for themselves.
    pub fn plain(language: Language) -> Style {
        let quote = if language == Language::Python { '"' } else { '\'' };
        let indent = if language == Language::Python { "    " } else { "  " };
        Style { language, typescript: false, commonjs: false, quote, semicolons: true, indent: indent.into() }
    }

    /// Rewrites a snippet (single quotes, semicolons and two spaces in JavaScript; double quotes and four spaces in Python)
    /// in this style. Placeholders are left alone. Types are written `/*: string*/` and `process.env.NAME!` in JavaScript snippets.
    pub fn dress(&self, snippet: &str) -> String {
        match self.language {
            Language::Other => snippet.to_owned(),
            Language::Python => self.indented(&requote(snippet, '"', self.quote, "#"), 4),
            Language::JavaScript => {
                let snippet = &self.typed(snippet);
                let modules = if self.commonjs { snippet.lines().map(required).collect::<Vec<_>>().join("\n") } else { snippet.clone() };
                let quoted = requote(&modules, '\'', self.quote, "//");
                let ended = if self.semicolons { quoted } else { without_semicolons(&quoted) };
                self.indented(&ended, 2)
            }
        }
    }

    /// Types where the file has them, none where it has not.
    fn typed(&self, snippet: &str) -> String {
        let mut out = String::with_capacity(snippet.len());
        let mut rest = snippet;
        while let Some((before, after)) = rest.split_once("/*:") {
            let (kind, after) = after.split_once("*/").unwrap_or((after, ""));
            out.push_str(before);
            out.extend(self.typescript.then_some([":", kind]).into_iter().flatten());
            rest = after;
        }
        out.push_str(rest);
        if self.typescript { out } else { without_assertions(&out) }
    }

    fn indented(&self, snippet: &str, width: usize) -> String {
        let lines = snippet.lines().map(|line| {
            let blanks = line.len() - line.trim_start_matches(' ').len();
            format!("{}{}", self.indent.repeat(blanks / width), &line[blanks - blanks % width..])
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

fn is_commonjs(project: &Project, file: &File) -> bool {
    let extension = file.path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension {
        "mjs" | "mts" => return false,
        "cjs" | "cts" => return true,
        _ => {}
    }
    let begins = |starts: &[&str]| file.text.lines().any(|line| starts.iter().any(|start| line.starts_with(start)));
    if begins(&["import ", "import{", "export "]) {
        return false;
    }
    if file.text.contains("require(") || file.text.contains("module.exports") {
        return true;
    }
    matches!(file.format, Format::JavaScript) && extension != "jsx" && !is_module_package(project, file)
}

/// True when the nearest package.json says `"type": "module"`.
fn is_module_package(project: &Project, file: &File) -> bool {
    let mut folder = file.folder();
    loop {
        let path = if folder.is_empty() { "package.json".to_owned() } else { format!("{folder}/package.json") };
        if let Some(manifest) = project.find(&path) {
            let squeezed: String = manifest.text.chars().filter(|character| !character.is_whitespace()).collect();
            return squeezed.contains(r#""type":"module""#);
        }
        if folder.is_empty() {
            return false;
        }
        folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
    }
}

fn dominant_quote(text: &str, language: Language) -> char {
    let (single, double) = (text.matches('\'').count(), text.matches('"').count());
    match language {
        Language::Python if single > double => '\'',
        Language::Python => '"',
        _ if double > single => '"',
        _ => '\'',
    }
}

fn uses_semicolons(text: &str) -> bool {
    let ends = |end: &str| text.lines().filter(|line| line.trim_end().ends_with(end)).count();
    let (with, without) = (ends(";"), ends(")") + ends("'") + ends("\""));
    with > 0 && with * 2 >= without || with == without
}

fn indent_unit(text: &str, language: Language) -> String {
    let usual = if language == Language::Python { 4 } else { 2 };
    let indents = text.lines().filter_map(|line| {
        let blank = &line[..line.len() - line.trim_start().len()];
        (!line.trim().is_empty() && !blank.is_empty() && !line.trim_start().starts_with('*')).then_some(blank)
    });
    let mut narrowest = None;
    for indent in indents {
        if indent.starts_with('\t') {
            return "\t".to_owned();
        }
        let width = indent.len();
        narrowest = Some(narrowest.map_or(width, |known: usize| known.min(width)));
    }
    " ".repeat(narrowest.filter(|width| (2..=8).contains(width)).unwrap_or(usual))
}

/// An `import` line as `require`; other lines as they are.
fn required(line: &str) -> String {
    let Some(rest) = line.strip_prefix("import ") else { return line.to_owned() };
    let Some((bindings, module)) = rest.split_once(" from ") else { return format!("require({});", rest.trim_end_matches(';')) };
    let module = module.trim_end_matches(';');
    let names = bindings.strip_prefix("* as ").unwrap_or(bindings).replace(" as ", ": ");
    format!("const {names} = require({module});")
}

/// Rewrites the strings of a snippet from one quote to another where their content allows it.
fn requote(snippet: &str, from: char, to: char, comment: &str) -> String {
    if from == to {
        return snippet.to_owned();
    }
    let mut rewritten = String::with_capacity(snippet.len());
    let mut rest = snippet;
    while let Some(character) = rest.chars().next() {
        let length = match character {
            _ if rest.starts_with(comment) => rest.find('\n').unwrap_or(rest.len()),
            '"' if rest.starts_with("\"\"\"") => rest.get(3..).and_then(|inside| inside.find("\"\"\"")).map_or(rest.len(), |end| end + 6),
            '\'' | '"' | '`' => string_length(rest, character),
            _ => character.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        let inside = piece.strip_prefix(from).and_then(|piece| piece.strip_suffix(from));
        match inside {
            Some(inside) if !inside.contains([from, to, '\\']) => {
                rewritten.extend([to.to_string().as_str(), inside, to.to_string().as_str()])
            }
            _ => rewritten.push_str(piece),
        }
        rest = after;
    }
    rewritten
}

/// The length of the string that begins `text` with `quote`, to its end or the end of the text.
fn string_length(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (offset, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            character if character == quote => return offset + character.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// `process.env.NAME!` as `process.env.NAME`.
fn without_assertions(snippet: &str) -> String {
    let mut parts = snippet.split("process.env.");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let placeholder = part.strip_prefix("{{").and_then(|inside| inside.find("}}")).map(|end| end + 4);
        let word = part.find(|character: char| !(character.is_ascii_alphanumeric() || character == '_')).unwrap_or(part.len());
        let name = placeholder.unwrap_or(word);
        let (name, rest) = part.split_at(name);
        out.extend(["process.env.", name, rest.strip_prefix('!').filter(|after| !after.starts_with('=')).unwrap_or(rest)]);
    }
    out
}

fn without_semicolons(snippet: &str) -> String {
    snippet.lines().map(|line| line.strip_suffix(';').unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(path: &str, text: &str) -> Style {
        let project = Project::from_files([(path, text), ("package.json", "{}")]);
        let file = project.find(path).expect("the file that was given");
        Style::of(&project, file)
    }

    #[test]
    fn commonjs_without_semicolons_in_double_quotes() {
        let style = style("a.js", "const a = require(\"a\")\nfunction b() {\n    return a(\"c\")\n}\n");
        assert_eq!(
            style.dress("import { A, B as C } from 'm';\nfor (;;) {\n  run('x', `it's`); // it's\n}"),
            "const { A, B: C } = require(\"m\")\nfor (;;) {\n    run(\"x\", `it's`); // it's\n}"
        );
    }

    #[test]
    fn modules_keep_their_imports() {
        let style = style("a.ts", "import a from 'a';\n\nexport const b = a();\n");
        assert_eq!(style.dress("import c from 'c';\nrun('x');"), "import c from 'c';\nrun('x');");
    }

    #[test]
    fn types_are_for_typescript() {
        let snippet = "const f = (a/*: string*/) => g(process.env.URL!, a);";
        assert_eq!(style("a.ts", "import a from 'a';\n").dress(snippet), "const f = (a: string) => g(process.env.URL!, a);");
        assert_eq!(style("a.mjs", "import a from 'a';\n").dress(snippet), "const f = (a) => g(process.env.URL, a);");
    }

    #[test]
    fn python_takes_the_users_quotes() {
        let style = style("a.py", "import os\nx = os.environ['A']\n");
        assert_eq!(style.dress("y = os.environ[\"B\"]  # \"note\"\nz = \"it's\""), "y = os.environ['B']  # \"note\"\nz = \"it's\"");
    }
}
