//! Setting and removing options of the user's own calls.

use super::{Language, TextEdit, indentation, reindent};
use crate::project::File;
use crate::rules::{Capture, Judgement};
use crate::text::Span;

/// Edits that set options (key and value as code) of a call and remove others. A new option takes the place of a removed one
/// where there is one; where there is no options literal, the argument `at` is wrapped, or an argument is added. Nothing where
/// the call is not known.
pub fn set_options(
    file: &File,
    judgement: &Judgement,
    language: Language,
    settings: &[(String, String, usize)],
    removed: &[(String, usize)],
    at: usize,
) -> Option<Vec<TextEdit>> {
    let mut edits = Vec::new();
    let mut missing = Vec::new();
    for (key, value, passage) in settings {
        match judgement.capture(&format!("option.{key}")).and_then(|capture| capture.span.map(|span| (capture, span))) {
            Some((capture, span)) if is_shorthand(file, key, capture, span) => {
                edits.push(TextEdit { span, replacement: format!("{key}: {value}"), passage: *passage });
            }
            Some((_, span)) => edits.push(TextEdit { span, replacement: value.clone(), passage: *passage }),
            None => missing.push((key, value, *passage)),
        }
    }
    let mut entries: Vec<(Span, TextEdit)> = Vec::new();
    for (key, passage) in removed {
        let Some(entry) = entry_span(file, judgement, key) else { continue };
        let Some(edit) = remove_option(file, judgement, key) else { continue };
        entries.push((entry, TextEdit { passage: *passage, ..edit }));
    }
    if let (Some((entry_span, _)), Some((_, _, passage))) = (entries.first(), missing.first()) {
        let keyword = !file.slice(*entry_span).contains(':') && file.slice(*entry_span).contains('=');
        let text: Vec<_> =
            missing.iter().map(|(key, value, _)| if keyword { format!("{key}={value}") } else { entry(language, key, value) }).collect();
        edits.push(TextEdit { span: *entry_span, replacement: text.join(", "), passage: *passage });
        entries.remove(0);
        missing.clear();
    }
    edits.extend(entries.into_iter().map(|(_, edit)| edit));
    let Some((_, _, passage)) = missing.first().copied() else { return Some(edits) };
    let literal = judgement.capture("options").filter(|capture| capture.text.starts_with('{')).and_then(|capture| capture.span);
    let edit = match literal {
        Some(span) => into_literal(file, span, language, &missing),
        None => into_call(file, judgement, language, &missing, at)?,
    };
    edits.push(TextEdit { passage, ..edit });
    Some(edits)
}

/// `{ store }`: the value's span is the key's.
fn is_shorthand(file: &File, key: &str, capture: &Capture, span: Span) -> bool {
    let before = file.text.get(..span.start as usize).unwrap_or_default().trim_end();
    capture.text == key && before.ends_with(['{', ','])
}

type Settings<'a> = [(&'a String, &'a String, usize)];

/// Puts entries at the start of a `{…}` literal, in its layout.
fn into_literal(file: &File, span: Span, language: Language, settings: &Settings<'_>) -> TextEdit {
    let inside = file.slice(span).get(1..).unwrap_or_default();
    let at = Span { start: span.start + 1, end: span.start + 1 };
    let entries: Vec<_> = settings.iter().map(|(key, value, _)| entry(language, key, value)).collect();
    let blank = &inside[..inside.len() - inside.trim_start().len()];
    let replacement = if inside.trim_start().starts_with('}') {
        let whole = Span { start: span.start + 1, end: span.start + 1 + blank.len() as u32 };
        return TextEdit { span: whole, replacement: format!(" {} ", entries.join(", ")), passage: 0 };
    } else if let Some((_, indent)) = blank.rsplit_once('\n') {
        let lines: Vec<_> = entries.iter().map(|entry| format!("\n{indent}{},", reindent(entry, indent))).collect();
        lines.concat()
    } else {
        let indent = indentation(file, span.start);
        let gap = if blank.is_empty() { " " } else { "" };
        format!(" {},{gap}", reindent(&entries.join(", "), indent))
    };
    TextEdit { span: at, replacement, passage: 0 }
}

/// Puts options into a call that has no literal for them.
fn into_call(file: &File, judgement: &Judgement, language: Language, settings: &Settings<'_>, at: usize) -> Option<TextEdit> {
    let call = judgement.capture("call")?;
    let span = call.span?;
    if !call.text.ends_with(')') {
        return None;
    }
    let indent = indentation(file, span.start);
    let entries: Vec<_> = settings.iter().map(|(key, value, _)| reindent(&entry(language, key, value), indent)).collect();
    let given = judgement.capture(&format!("argument{at}")).filter(|_| language == Language::JavaScript);
    if let Some(argument) = given {
        let replacement = format!("{{ ...{}, {} }}", argument.text, entries.join(", "));
        return Some(TextEdit { span: argument.span?, replacement, passage: 0 });
    }
    let body = call.text.strip_suffix(')')?.trim_end();
    let comma = body.ends_with(',');
    let empty = body.ends_with('(') && judgement.capture("argument0").is_none();
    let multiline = body.len() < call.text.len() - 1 && call.text[body.len()..].contains('\n');
    let separator = match (empty, comma, multiline) {
        (true, ..) => String::new(),
        (_, comma, true) => format!("{}\n{}", if comma { "" } else { "," }, last_indent(body)),
        (_, true, _) => " ".to_owned(),
        _ => ", ".to_owned(),
    };
    let options = if language == Language::JavaScript {
        format!("{{ {} }}", entries.join(", "))
    } else {
        settings.iter().map(|(key, value, _)| format!("{key}={}", reindent(value, indent))).collect::<Vec<_>>().join(", ")
    };
    let end = span.start + body.len() as u32;
    let tail = if multiline && comma { "," } else { "" };
    Some(TextEdit { span: Span { start: end, end }, replacement: format!("{separator}{options}{tail}"), passage: 0 })
}

fn last_indent(text: &str) -> &str {
    let line = text.rsplit('\n').next().unwrap_or_default();
    &line[..line.len() - line.trim_start().len()]
}

fn entry(language: Language, key: &str, value: &str) -> String {
    match language {
        Language::JavaScript if value == key => key.to_owned(),
        Language::JavaScript => format!("{key}: {value}"),
        _ => format!("\"{key}\": {value}"),
    }
}

/// Where an option stands with its key.
fn entry_span(file: &File, judgement: &Judgement, key: &str) -> Option<Span> {
    let value = judgement.capture(&format!("option.{key}"))?.span?;
    let before = file.text.get(..value.start as usize)?;
    let named = before.trim_end().strip_suffix([':', '=']).map(str::trim_end).map(|before| before.trim_end_matches(['\'', '"']));
    let start = match named.and_then(|before| before.strip_suffix(key)) {
        Some(before) => before.trim_end_matches(['\'', '"']).len(),
        None => value.start as usize,
    };
    Some(Span::new(start, value.end as usize))
}

/// The edit that removes an option with its key and comma.
fn remove_option(file: &File, judgement: &Judgement, key: &str) -> Option<TextEdit> {
    remove_entry(file, entry_span(file, judgement, key)?)
}

/// The edit that removes an entry of a list, with the comma and the line that it leaves behind.
pub fn remove_entry(file: &File, entry: Span) -> Option<TextEdit> {
    let mut span = entry;
    let text: &str = &file.text;
    let start = span.start as usize;
    let after = text.get(span.end as usize..)?;
    let blanks = after.len() - after.trim_start().len();
    if after.trim_start().starts_with(',') {
        let rest = after.get(blanks + 1..)?;
        let gap = rest.len() - rest.trim_start().len();
        let closes = rest.trim_start().starts_with(['}', ')']);
        span.end += (blanks + 1 + if closes { 0 } else { gap }) as u32;
    } else if let Some(kept) = text.get(..start)?.trim_end().strip_suffix(',') {
        span.start = kept.len() as u32;
    }
    Some(TextEdit { span, replacement: String::new(), passage: 0 })
}
