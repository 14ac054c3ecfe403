//! Migrations: recipes applied to findings.

use std::collections::{BTreeMap, BTreeSet};

use super::edit::{Language, Style, changes, shown};
use super::recipe::{Action, Block, Passage, Recipe, Situation, find};
use super::rewrite::{edits, is_edit};
use super::{install, names::OwnNames};
use crate::facts::Facts;
use crate::project::{File, FileId, Project, normalise};
use crate::report::{Change, Migration, Severity, Step};
use crate::rules::Judgement;
use crate::stack::Stack;

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
    /// How the files with findings are written.
    pub styles: &'a BTreeMap<FileId, Style>,
}

impl Surroundings<'_> {
    /// How a file is written.
    pub fn style(&self, file: FileId) -> Style {
        self.styles.get(&file).cloned().unwrap_or_else(|| Style::of(self.project, self.project.file(file)))
    }
}

/// How the files with findings are written, each read once.
pub fn styles(project: &Project, judgements: &[Judgement]) -> BTreeMap<FileId, Style> {
    let files: BTreeSet<FileId> = judgements.iter().map(|judgement| judgement.place.file).collect();
    files.into_iter().map(|file| (file, Style::of(project, project.file(file)))).collect()
}

/// The recipe that fits a finding: the first of the rule's that there is.
pub fn recipe_for(around: Surroundings<'_>, judgement: &Judgement) -> Option<&'static Recipe> {
    let style = around.style(judgement.place.file);
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

/// Another way, as code to read: its edits are not made, so that they stand in no other's way.
fn alternative(around: Surroundings<'_>, recipe: &Recipe, judgement: &Judgement, file: &File, style: &Style) -> Vec<Step> {
    let mut title = recipe.front.title.clone();
    title.get_mut(..1).map(str::make_ascii_lowercase);
    let said = Step { text: format!("Or {title}:"), language: None, code: None, change: None };
    let situation = situation(around, judgement, style);
    let given = recipe.passages.iter().filter(|passage| is_given(passage, &situation));
    let steps = given.map(|passage| match &passage.block {
        Some(block) => code_step(around, block, shown(&passage.text, Some(judgement), &file.text), judgement, file, style),
        None => Step { text: passage.text.clone(), language: None, code: None, change: None },
    });
    let install = install::steps(around.project, around.stack, around.facts, &recipe.front.packages);
    let install = install.into_iter().filter(|step| step.change.is_none());
    std::iter::once(said).chain(install).chain(steps).collect()
}

/// What a recipe's conditions are judged against.
pub fn situation<'a>(around: Surroundings<'a>, judgement: &'a Judgement, style: &'a Style) -> Situation<'a> {
    Situation { project: around.project, stack: around.stack, facts: around.facts, judgement, style }
}

/// A recipe's title and steps for a place.
pub fn recipe_steps(around: Surroundings<'_>, id: &str, judgement: &Judgement) -> Option<(String, Vec<Step>)> {
    let file = around.project.file(judgement.place.file);
    let style = around.style(file.id);
    let recipe = find(id, &situation(around, judgement, &style))?;
    Some((recipe.front.title.clone(), own_steps(around, recipe, &[judgement], file, &style)))
}

fn migration(around: Surroundings<'_>, recipe: &'static Recipe, members: &[&Judgement]) -> Option<Migration> {
    let first = members.first()?;
    let file = around.project.file(first.place.file);
    let style = around.style(file.id);
    let settled = settled_by(members);
    let mut steps = Vec::new();
    if settled.is_empty() {
        steps.extend(install::steps(around.project, around.stack, around.facts, &recipe.front.packages));
        steps.extend(own_steps(around, recipe, members, file, &style));
    } else {
        let text = format!("Set {}, as the environment block shows: nothing in the code must change.", settled.join(" and "));
        steps.push(Step { text, language: None, code: None, change: None });
    }
    for id in &recipe.front.then {
        if let Some(next) = find(id, &situation(around, first, &style)) {
            steps.extend(install::steps(around.project, around.stack, around.facts, &next.front.packages));
            steps.extend(own_steps(around, next, &[first], file, &style));
        }
    }
    for id in recipe.front.or.iter().filter(|_| settled.is_empty()) {
        steps.extend(
            find(id, &situation(around, first, &style)).into_iter().flat_map(|other| alternative(around, other, first, file, &style)),
        );
    }
    around.names.rename(&mut steps);
    let finding = format!("{}@{}:{}", first.finding.rule, first.finding.path, first.finding.line);
    let title = if settled.is_empty() { recipe.front.title.clone() } else { format!("Set {}", settled.join(" and ").replace('`', "")) };
    Some(Migration { finding, title, steps })
}

/// The variables that settle all of the findings, in code quotes; none where code must change. The platform sets APP_PORT itself,
/// and an app has to read it.
fn settled_by(members: &[&Judgement]) -> Vec<String> {
    let settled = |member: &&Judgement| {
        let variables = &member.finding.variables;
        member.finding.severity == Severity::Configure && variables.iter().any(|name| name != "APP_PORT")
    };
    if !members.iter().all(settled) {
        return Vec::new();
    }
    let mut names: Vec<String> = members.iter().flat_map(|member| &member.finding.variables).map(|name| format!("`{name}`")).collect();
    names.dedup();
    names
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

/// True when a step's conditions hold.
pub fn is_given(passage: &Passage, situation: &Situation<'_>) -> bool {
    passage.block.as_ref().is_none_or(|block| block.conditions.iter().all(|condition| condition.holds(situation)))
}

fn change_steps(text: String, changes: Vec<Change>) -> impl Iterator<Item = Step> {
    let mut text = Some(text).filter(|text| !text.is_empty());
    changes.into_iter().map(move |change| {
        let text = text.take().unwrap_or_else(|| format!("What goes with it, in line {}.", change.line));
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
    let language = match block.language.as_str() {
        "javascript" | "typescript" => Language::JavaScript,
        "python" => Language::Python,
        _ => Language::Other,
    };
    let dressed = if style.language == language { style.dress(&block.code) } else { Style::plain(language).dress(&block.code) };
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
