//! Migrations: recipes applied to findings.

use super::edit::{
    Language, Style, TextEdit, already_bound, changes, fill, imports_end, indentation, reindent, remove_option, set_options, shown,
};
use super::recipe::{Action, Block, Passage, Recipe, Situation, find};
use super::{install, names::OwnNames};
use crate::facts::{FactKind, Facts};
use crate::project::{File, Project, normalise};
use crate::report::{Change, Migration, Step};
use crate::rules::Judgement;
use crate::stack::Stack;
use crate::text::Span;

/// What migrations are made from.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// The project.
    pub project: &'a Project,
    /// Who the app is.
    pub stack: &'a Stack,
    /// What its files say.
    pub facts: &'a Facts,
    /// The app's own names of the services' variables.
    pub names: &'a OwnNames,
}

/// The recipe that fits a finding: the first of the rule's that there is.
pub fn recipe_for(around: Surroundings<'_>, judgement: &Judgement) -> Option<&'static Recipe> {
    let style = Style::of(around.project, around.project.file(judgement.place.file));
    let situation = situation(around, judgement, &style);
    judgement.recipes.iter().find_map(|id| find(id, &situation))
}

/// The migrations for the findings, in their order. Findings of one file that one recipe mends share a migration.
pub fn migrations(around: Surroundings<'_>, judgements: &[Judgement]) -> Vec<Migration> {
    let mut groups: Vec<(&'static Recipe, Vec<&Judgement>)> = Vec::new();
    for judgement in judgements {
        let Some(recipe) = recipe_for(around, judgement) else { continue };
        let same = |(known, members): &&mut (&Recipe, Vec<&Judgement>)| {
            known.path == recipe.path && members.iter().any(|member| member.place.file == judgement.place.file)
        };
        match groups.iter_mut().find(same) {
            Some((_, members)) => members.push(judgement),
            None => groups.push((recipe, vec![judgement])),
        }
    }
    groups.into_iter().filter_map(|(recipe, members)| migration(around, recipe, &members)).collect()
}

fn situation<'a>(around: Surroundings<'a>, judgement: &'a Judgement, style: &'a Style) -> Situation<'a> {
    Situation { project: around.project, stack: around.stack, facts: around.facts, judgement, style }
}

fn migration(around: Surroundings<'_>, recipe: &'static Recipe, members: &[&Judgement]) -> Option<Migration> {
    let first = members.first()?;
    let file = around.project.file(first.place.file);
    let style = Style::of(around.project, file);
    let mut steps: Vec<Step> = install::steps(around.project, around.stack, around.facts, &recipe.front.packages);
    steps.extend(own_steps(around, recipe, members, file, &style));
    for id in &recipe.front.then {
        if let Some(next) = find(id, &situation(around, first, &style)) {
            steps.extend(install::steps(around.project, around.stack, around.facts, &next.front.packages));
            steps.extend(own_steps(around, next, &[first], file, &style));
        }
    }
    around.names.rename(&mut steps);
    let finding = format!("{}@{}:{}", first.finding.rule, first.finding.path, first.finding.line);
    Some(Migration { finding, title: recipe.front.title.clone(), steps })
}

/// The steps of a recipe's own passages.
fn own_steps(around: Surroundings<'_>, recipe: &Recipe, members: &[&Judgement], file: &File, style: &Style) -> Vec<Step> {
    let Some(first) = members.first() else { return Vec::new() };
    let given: Vec<&Passage> = recipe
        .passages
        .iter()
        .filter(|passage| members.iter().any(|member| is_given(passage, &situation(around, member, style))))
        .collect();
    let edits = edits(around, &given, members, file, style);
    let edited = !edits.is_empty();
    let mut made = changes(file, edits);
    made.sort_by_key(|(passage, change)| (*passage, change.line));
    let mut steps: Vec<Step> = Vec::new();
    for (number, passage) in given.iter().enumerate() {
        let mine: Vec<Change> = made.iter().filter(|(owner, _)| *owner == number).map(|(_, change)| change.clone()).collect();
        let text = shown(&passage.text, Some(first), &file.text);
        let edit = passage.block.as_ref().is_some_and(|block| is_edit(&block.action));
        match (&passage.block, mine.is_empty()) {
            (_, false) => steps.extend(change_steps(text, mine)),
            // What this passage asks for is part of an earlier change, or there already.
            (Some(_), true) if edit && edited => join_text(&mut steps, &text),
            (Some(block), true) => steps.push(code_step(around, block, text, first, file, style)),
            (None, true) => steps.push(Step { text, language: None, code: None, change: None }),
        }
    }
    steps
}

fn is_given(passage: &Passage, situation: &Situation<'_>) -> bool {
    passage.block.as_ref().is_none_or(|block| block.conditions.iter().all(|condition| condition.holds(situation)))
}

fn is_edit(action: &Action) -> bool {
    !matches!(action, Action::Show | Action::NewFile(_))
}

fn change_steps(text: String, changes: Vec<Change>) -> impl Iterator<Item = Step> {
    let mut text = Some(text).filter(|text| !text.is_empty());
    changes.into_iter().map(move |change| {
        let text = text.take().unwrap_or_else(|| format!("The same in line {}.", change.line));
        Step { text, language: None, code: None, change: Some(change) }
    })
}

fn join_text(steps: &mut [Step], text: &str) {
    if let Some(step) = steps.last_mut().filter(|_| !text.is_empty()) {
        step.text = format!("{} {text}", step.text).trim().to_owned();
    }
}

/// A step that shows code or adds a file.
fn code_step(around: Surroundings<'_>, block: &Block, text: String, judgement: &Judgement, file: &File, style: &Style) -> Step {
    let is_code = matches!(block.language.as_str(), "javascript" | "typescript" | "python");
    let dressed = if is_code && style.language != Language::Other { style.dress(&block.code) } else { block.code.clone() };
    let code = shown(&dressed, Some(judgement), &file.text);
    if let Action::NewFile(path) = &block.action {
        let path = match path.strip_prefix('/') {
            Some(path) => normalise(&format!("{}/{path}", around.stack.project_path)),
            None => normalise(&format!("{}/{path}", file.folder())),
        };
        if around.project.find(&path).is_none() {
            let change = Change { path, line: 1, end_line: 0, before: String::new(), after: code };
            return Step { text, language: None, code: None, change: Some(change) };
        }
        return Step {
            text: format!("{text} There is a `{path}` already: add these lines to it."),
            language: Some(block.language.clone()),
            code: Some(code),
            change: None,
        };
    }
    Step { text, language: Some(block.language.clone()), code: Some(code), change: None }
}

/// The edits of all passages for all findings; none at all where one that a finding needs can't be made.
fn edits(around: Surroundings<'_>, given: &[&Passage], members: &[&Judgement], file: &File, style: &Style) -> Vec<TextEdit> {
    let mut edits = Vec::new();
    for member in members {
        let situation = situation(around, member, style);
        let mut mine = Vec::new();
        let mut options: Vec<(String, String, usize)> = Vec::new();
        let mut options_at = 0;
        let mut possible = true;
        for (number, passage) in given.iter().enumerate() {
            let Some(block) = passage.block.as_ref().filter(|_| is_given(passage, &situation)) else { continue };
            let Some(code) = fill(&style.dress(&block.code), member, &file.text) else {
                possible &= !is_edit(&block.action);
                continue;
            };
            match &block.action {
                Action::SetOption { key, at } => {
                    options.push((key.clone(), code, number));
                    options_at = *at;
                }
                // An option that is not there needs no removal.
                Action::RemoveOption(key) => mine.extend(remove_option(file, member, key).map(|edit| TextEdit { passage: number, ..edit })),
                action => match edit(around, action, &code, member, file, style) {
                    Some(edit) => mine.extend(edit.map(|edit| TextEdit { passage: number, ..edit })),
                    None => possible = false,
                },
            }
        }
        if !options.is_empty() {
            match set_options(file, member, style.language, &options, options_at) {
                Some(set) => mine.extend(set),
                None => possible = false,
            }
        }
        let only_imports = mine.iter().all(|edit| edit.span.start == edit.span.end);
        if possible && !(only_imports && mine.is_empty()) {
            edits.extend(mine);
        }
    }
    edits
}

/// An edit; an inner nothing where there is nothing left to do, an outer one where it can't be made.
fn edit(
    around: Surroundings<'_>,
    action: &Action,
    code: &str,
    judgement: &Judgement,
    file: &File,
    style: &Style,
) -> Option<Option<TextEdit>> {
    let statement = Some(judgement.statement).filter(|span| span.end > span.start).unwrap_or(judgement.place.span);
    let made = |span: Span, replacement: String| Some(Some(TextEdit { span, replacement, passage: 0 }));
    match action {
        Action::Show | Action::NewFile(_) | Action::SetOption { .. } | Action::RemoveOption(_) => Some(None),
        Action::Import => {
            let lines: Vec<_> = code.lines().filter(|line| !already_bound(line, &file.text)).collect();
            let at = imports_end(file, around.facts, style.language, statement.start);
            if lines.is_empty() { Some(None) } else { made(Span { start: at, end: at }, at_line_start(file, at, &lines.join("\n"))) }
        }
        Action::ReplaceImport(module) => match import_of(around.facts, file, module) {
            Some(span) => made(span, code.lines().filter(|line| !already_bound(line, &file.text)).collect::<Vec<_>>().join("\n")),
            None => edit(around, &Action::Import, code, judgement, file, style),
        },
        Action::Setup => {
            let at = imports_end(file, around.facts, style.language, statement.start);
            let known = code
                .lines()
                .next()
                .and_then(declared_name)
                .is_some_and(|name| file.text.lines().filter_map(declared_name).any(|other| other == name));
            if known { Some(None) } else { made(Span { start: at, end: at }, at_line_start(file, at, &format!("\n{code}"))) }
        }
        Action::Before | Action::After => {
            let indent = indentation(file, statement.start);
            let line = file.position(if *action == Action::Before { statement.start } else { statement.end }).line;
            let at = file.lines().start_of(if *action == Action::Before { line } else { line + 1 }).unwrap_or(file.text.len() as u32);
            made(Span { start: at, end: at }, at_line_start(file, at, &format!("{indent}{}", reindent(code, indent))))
        }
        Action::Replace(capture) => {
            let span = if capture == "statement" { statement } else { judgement.capture(capture)?.span? };
            made(span, reindent(code, indentation(file, span.start)))
        }
        Action::Remove(capture) => made(if capture == "statement" { statement } else { judgement.capture(capture)?.span? }, String::new()),
        Action::SetSibling(key) => match sibling_value(around.facts, file, judgement, key) {
            Some(span) => made(span, code.to_owned()),
            None => Some(None),
        },
    }
}

/// Text to insert at the start of a line, or after the last line of a file that does not end with a line break.
fn at_line_start(file: &File, at: u32, text: &str) -> String {
    let open = at > 0 && file.text.as_bytes().get(at as usize - 1) != Some(&b'\n');
    format!("{}{text}\n", if open { "\n" } else { "" })
}

/// The statement that imports a module.
fn import_of(facts: &Facts, file: &File, module: &str) -> Option<Span> {
    let mut found = facts.facts.iter().filter(|fact| fact.place.file == file.id);
    let fact = found.find(|fact| matches!(&fact.kind, FactKind::Import(import) if import.module == module))?;
    Some(fact.context.statement).filter(|span| span.end > span.start)
}

/// The name that a line declares: `const redisClient = …`, `redis_client = …`.
fn declared_name(line: &str) -> Option<&str> {
    let (left, _) = line.split_once('=')?;
    let name = left.trim().trim_start_matches("export ").trim_start_matches("const ").trim_start_matches("let ").trim_start_matches("var ");
    Some(name.trim()).filter(|name| !name.is_empty() && name.chars().all(|character| character.is_alphanumeric() || character == '_'))
}

/// The value of the setting `key` beside the one that was found, after its `=` or `:`.
fn sibling_value(facts: &Facts, file: &File, judgement: &Judgement, key: &str) -> Option<Span> {
    let found = &judgement.capture("key")?.text;
    let parent = found.rsplit_once('.').map_or("", |(parent, _)| parent);
    let wanted = if parent.is_empty() { key.to_owned() } else { format!("{parent}.{key}") };
    let fact = facts
        .facts
        .iter()
        .find(|fact| fact.place.file == file.id && matches!(&fact.kind, FactKind::Setting(setting) if setting.key == wanted))?;
    let text = file.slice(fact.place.span);
    let value = text.find(['=', ':']).map_or(0, |at| at + 1);
    let blanks = text.get(value..)?.len() - text.get(value..)?.trim_start().len();
    Some(Span { start: fact.place.span.start + (value + blanks) as u32, end: fact.place.span.end })
}
