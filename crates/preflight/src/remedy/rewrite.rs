//! From the blocks of a recipe to edits of the finding's file.

use std::collections::BTreeSet;

use super::captures::value_span;
use super::edit::{
    Language, Style, TextEdit, already_bound, async_needed, enclosing_braces, entry_value, fill, imports_end, indentation, reindent,
    remove_entry, set_options,
};
use super::migration::{Surroundings, is_given, situation};
use super::recipe::{Action, Passage};
use crate::facts::{FactKind, Facts};
use crate::project::File;
use crate::rules::Judgement;
use crate::text::Span;

/// True for actions that change the finding's file.
pub fn is_edit(action: &Action) -> bool {
    !matches!(action, Action::Show | Action::NewFile(_))
}

/// The edits of all passages for all findings. Where one that a finding needs can't be made, there are none for it.
pub fn edits(around: Surroundings<'_>, given: &[&Passage], members: &[&Judgement], file: &File, style: &Style) -> Vec<TextEdit> {
    // In the order of their places: imports stand before the first one.
    let mut members = members.to_vec();
    members.sort_by_key(|member| member.place);
    let mut edits = Vec::new();
    let mut imported = BTreeSet::new();
    for judgement in members {
        let rewrite = Rewrite { around, judgement, file, style };
        if let Some(made) = rewrite.edits(given, &imported) {
            imported.extend(made.iter().map(|edit| edit.passage));
            edits.extend(made);
        }
    }
    edits
}

/// One finding and the file that it is in.
struct Rewrite<'a> {
    around: Surroundings<'a>,
    judgement: &'a Judgement,
    file: &'a File,
    style: &'a Style,
}

impl Rewrite<'_> {
    /// The edits for the finding. Imports and setups of the passages `imported` are made already.
    fn edits(&self, given: &[&Passage], imported: &BTreeSet<usize>) -> Option<Vec<TextEdit>> {
        let situation = situation(self.around, self.judgement, self.style);
        let mut edits = Vec::new();
        let (mut options, mut removed, mut options_at) = (Vec::new(), Vec::new(), 0);
        // Imports alone mend nothing.
        let mut touches_own_code = false;
        for (number, passage) in given.iter().enumerate() {
            let Some(block) = passage.block.as_ref().filter(|block| is_edit(&block.action) && is_given(passage, &situation)) else {
                continue;
            };
            // Code of one language can't be put into a file of another.
            let code_in_data =
                self.style.language == Language::Other && matches!(block.language.as_str(), "javascript" | "typescript" | "python");
            if code_in_data {
                return None;
            }
            let once = matches!(block.action, Action::Import | Action::ReplaceImport(_) | Action::Setup);
            if once && imported.contains(&number) {
                continue;
            }
            let code = self.style.dress(&block.code);
            touches_own_code |= !matches!(block.action, Action::Import | Action::Setup);
            match &block.action {
                Action::SetOption { key, at } => {
                    options.push((key.clone(), self.filled(&code, "")?, number));
                    options_at = *at;
                }
                Action::RemoveOption(key) => removed.push((key.clone(), number)),
                action => {
                    let made: Vec<TextEdit> =
                        self.edit(action, &code)?.into_iter().map(|edit| TextEdit { passage: number, ..edit }).collect();
                    let awaits = self.style.language == Language::JavaScript
                        && block.code.contains("await ")
                        && matches!(action, Action::Replace(_));
                    edits.extend(made.iter().filter(|_| awaits).filter_map(|edit| self.async_edit(edit)));
                    edits.extend(made);
                }
            }
        }
        edits.extend(set_options(self.file, self.judgement, self.style.language, &options, &removed, options_at)?);
        (touches_own_code && !edits.is_empty()).then_some(edits)
    }

    /// The code with the user's own parts in it, its lines after the first one indented. The user's parts keep their lines as they are.
    fn filled(&self, code: &str, indent: &str) -> Option<String> {
        fill(&reindent(code, indent), self.judgement, &self.file.text)
    }

    /// Makes the function around an edit `async`.
    fn async_edit(&self, edit: &TextEdit) -> Option<TextEdit> {
        let at = async_needed(&self.file.text, edit.span.start as usize)?;
        Some(TextEdit { span: Span::new(at, at), replacement: "async ".into(), passage: edit.passage })
    }

    fn statement(&self) -> Span {
        let statement = Some(self.judgement.statement).filter(|span| span.end > span.start).unwrap_or(self.judgement.place.span);
        widened(self.file, statement)
    }

    /// The edit of an action; an inner nothing where there is nothing left to do, an outer one where it can't be made.
    fn edit(&self, action: &Action, code: &str) -> Option<Option<TextEdit>> {
        let made = |span: Span, replacement: String| Some(Some(TextEdit { span, replacement, passage: 0 }));
        match action {
            Action::Show | Action::NewFile(_) | Action::SetOption { .. } | Action::RemoveOption(_) => Some(None),
            Action::Import => self.import(code),
            Action::ReplaceImport(module) => match import_of(self.around.facts, self.file, module) {
                Some(span) if span.end <= self.statement().start || span.start >= self.statement().end => {
                    made(span, self.lacking(code, Some(span)))
                }
                _ => self.import(code),
            },
            Action::Setup => self.setup(code),
            Action::Before | Action::After => self.beside(code, *action == Action::Before),
            Action::Replace(capture) => {
                let span = self.captured(capture)?;
                made(span, self.filled(code, indentation(self.file, span.start))?)
            }
            Action::Remove(capture) => made(self.captured(capture)?, String::new()),
            Action::SetSibling(key) => match self.sibling(key) {
                Some(span) => made(span, self.filled(code, indentation(self.file, span.start))?),
                None => Some(None),
            },
            Action::RemoveSibling(key) => Some(self.sibling_entry(key).and_then(|entry| remove_entry(self.file, entry))),
        }
    }

    /// Another entry of the braces around the finding, with its key.
    fn sibling_entry(&self, key: &str) -> Option<Span> {
        let text = &self.file.text;
        let value = entry_value(text, enclosing_braces(text, self.judgement.place.span.start as usize)?, key)?;
        let before = text.get(..value.start as usize)?.trim_end().strip_suffix(':')?.trim_end();
        let start = before.trim_end_matches(['\'', '"']).strip_suffix(key)?.trim_end_matches(['\'', '"']).len();
        Some(Span::new(start, value.end as usize))
    }

    fn captured(&self, capture: &str) -> Option<Span> {
        if capture == "statement" { Some(self.statement()) } else { self.judgement.capture(capture)?.span }
    }

    fn import(&self, code: &str) -> Option<Option<TextEdit>> {
        let lines = self.lacking(&self.filled(code, "")?, None);
        let at = imports_end(self.file, self.around.facts, self.style.language, self.statement().start);
        let next = self.file.line(self.file.position(at).line);
        let first = at == 0 || !imports_anything(self.file);
        let gap = if first && !next.trim().is_empty() { "\n" } else { "" };
        let text = at_line_start(self.file, at, &format!("{lines}{gap}"));
        let edit = TextEdit { span: Span { start: at, end: at }, replacement: text, passage: 0 };
        Some((!lines.is_empty()).then_some(edit))
    }

    /// The lines of imports that the file lacks; `replaced` is an import that goes.
    fn lacking(&self, code: &str, replaced: Option<Span>) -> String {
        let mut text = self.file.text.to_string();
        if let Some(span) = replaced {
            text.replace_range(span.start as usize..span.end as usize, "");
        }
        let lines: Vec<_> = code.lines().filter(|line| !line.is_empty() && !already_bound(line, &text)).collect();
        lines.join("\n")
    }

    fn setup(&self, code: &str) -> Option<Option<TextEdit>> {
        let code = self.filled(code, "")?;
        let name = code.lines().next().and_then(declared_name);
        if name.is_some_and(|name| self.file.text.lines().filter_map(declared_name).any(|other| other == name)) {
            return Some(None);
        }
        let at = imports_end(self.file, self.around.facts, self.style.language, self.statement().start);
        let next = self.file.line(self.file.position(at).line);
        let gap = if next.trim().is_empty() { "" } else { "\n" };
        let text = at_line_start(self.file, at, &format!("\n{code}{gap}"));
        Some(Some(TextEdit { span: Span { start: at, end: at }, replacement: text, passage: 0 }))
    }

    fn beside(&self, code: &str, before: bool) -> Option<Option<TextEdit>> {
        let (file, statement) = (self.file, self.statement());
        let indent = indentation(file, statement.start);
        let line = if before { file.position(statement.start).line } else { file.position(statement.end).line + 1 };
        let at = file.lines().start_of(line).unwrap_or(file.text.len() as u32);
        let text = at_line_start(file, at, &format!("{indent}{}", self.filled(code, indent)?));
        Some(Some(TextEdit { span: Span { start: at, end: at }, replacement: text, passage: 0 }))
    }

    /// The value of the setting `key` beside the one that was found.
    fn sibling(&self, key: &str) -> Option<Span> {
        let found = &self.judgement.capture("key")?.text;
        let wanted = found.rsplit_once('.').map_or_else(|| key.to_owned(), |(parent, _)| format!("{parent}.{key}"));
        let mut facts = self.around.facts.facts.iter().filter(|fact| fact.place.file == self.file.id);
        let fact = facts.find(|fact| matches!(&fact.kind, FactKind::Setting(setting) if setting.key == wanted));
        let by_fact = fact.and_then(|fact| value_span(self.file, fact.place.span));
        by_fact.or_else(|| {
            let object = enclosing_braces(&self.file.text, self.judgement.place.span.start as usize)?;
            entry_value(&self.file.text, object, key)
        })
    }
}

fn imports_anything(file: &File) -> bool {
    file.text.lines().any(|line| line.starts_with("import ") || line.starts_with("from ") || line.contains("require("))
}

/// Text to insert at the start of a line, or after the last line of a file that does not end with a line break.
fn at_line_start(file: &File, at: u32, text: &str) -> String {
    let open = at > 0 && file.text.as_bytes().get(at as usize - 1) != Some(&b'\n');
    format!("{}{text}\n", if open { "\n" } else { "" })
}

/// The statement that imports a module.
fn import_of(facts: &Facts, file: &File, module: &str) -> Option<Span> {
    let mut found = facts.facts.iter().filter(|fact| fact.place.file == file.id);
    let fact = found.find(|fact| matches!(&fact.kind, FactKind::Import(import) if import.module.trim_start_matches("node:") == module))?;
    Some(fact.context.statement).filter(|span| span.end > span.start).map(|span| widened(file, span))
}

/// A declaration with its `const` and its `;`.
fn widened(file: &File, span: Span) -> Span {
    let before = file.text.get(..span.start as usize).unwrap_or_default();
    let word = ["const ", "let ", "var "].iter().find(|word| before.ends_with(**word)).map_or(0, |word| word.len());
    let ended = file.text.get(span.end as usize..).is_some_and(|after| after.starts_with(';')) && !file.slice(span).ends_with(';');
    Span { start: span.start - word as u32, end: span.end + u32::from(ended) }
}

/// The name that a line declares: `const redisClient = …`, `redis_client = …`.
fn declared_name(line: &str) -> Option<&str> {
    let (left, _) = line.split_once('=')?;
    let words = ["export ", "const ", "let ", "var "];
    let name = words.iter().fold(left.trim(), |name, word| name.strip_prefix(word).unwrap_or(name));
    Some(name.trim()).filter(|name| !name.is_empty() && name.chars().all(|character| character.is_alphanumeric() || character == '_'))
}
