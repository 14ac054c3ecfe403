//! Recipes: how to mend a kind of finding, as data. A recipe is one Markdown file of `recipes/`: a front matter, then steps.
//!
//! The file's name up to its first `.` is the recipe's id; files that share an id are variants, and the first one whose
//! conditions hold is taken (`multer-s3.v1.md` before `multer-s3.md`).
//!
//! A paragraph is a step; a fenced block belongs to the paragraph before it. The block's info string is its language and what
//! to do with it (see [`Action`]), and `if=` conditions (see [`Condition`]) under which the step is given at all.

mod catalogue;
mod condition;
#[cfg(test)]
mod snippets;

pub use catalogue::{find, recipes};
pub use condition::{Condition, Situation};

use serde::Deserialize;

/// How to mend a kind of finding.
#[derive(Debug, Clone)]
pub struct Recipe {
    /// The id that rules name.
    pub id: String,
    /// The path of its file in `recipes/`, for messages.
    pub path: String,
    /// What it says before its steps.
    pub front: FrontMatter,
    /// When this variant is the right one: every condition holds.
    pub when: Vec<Condition>,
    /// The steps, in order.
    pub passages: Vec<Passage>,
}

/// The front matter of a recipe.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrontMatter {
    /// What the migration does: `Move sessions to Redis`.
    pub title: String,
    /// The outside services that it needs, by their ids in `tables/services.toml`.
    #[serde(default)]
    pub services: Vec<String>,
    /// Further environment variables that the changed code reads.
    #[serde(default)]
    pub variables: Vec<String>,
    /// The packages that the changed code needs.
    #[serde(default)]
    pub packages: Packages,
    /// The conditions of this variant.
    #[serde(default)]
    pub when: Vec<String>,
    /// Recipes whose steps follow.
    #[serde(default)]
    pub then: Vec<String>,
    /// Recipes that do the same in another way, shown after the steps.
    #[serde(default)]
    pub or: Vec<String>,
}

/// Packages by registry, each as its package manager names it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Packages {
    /// `name@major`.
    #[serde(default)]
    pub npm: Vec<String>,
    /// `name>=version`, extras included.
    #[serde(default)]
    pub pypi: Vec<String>,
}

/// A paragraph and the block that belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// What to do and why.
    pub text: String,
    /// The block.
    pub block: Option<Block>,
}

/// A fenced block.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Its language, as in the info string.
    pub language: String,
    /// What to do with it.
    pub action: Action,
    /// When the step is given.
    pub conditions: Vec<Condition>,
    /// The code, with placeholders `{{capture}}`, `{{capture|default}}` and `{{object_key:capture}}`.
    pub code: String,
}

/// What to do with a block.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Shown: to run or to write where the text says.
    Show,
    /// `file=PATH`: a new file; `/` at the start means the deployed folder, else the folder of the finding's file.
    NewFile(String),
    /// `edit=import`: put among the imports, what is there already left out.
    Import,
    /// `edit=import:MODULE`: takes the place of the import of that module.
    ReplaceImport(String),
    /// `edit=setup`: put after the imports, once a file.
    Setup,
    /// `edit=before`: put before the statement of the finding.
    Before,
    /// `edit=after`: put after the statement of the finding.
    After,
    /// `edit=replace:CAPTURE`: takes the place of a capture; `statement` is one.
    Replace(String),
    /// `edit=remove:CAPTURE`: what is captured goes, with its lines where it fills them.
    Remove(String),
    /// `edit=set-option:KEY`, with `at=N` the argument that the options are when they are no literal.
    SetOption {
        /// The key.
        key: String,
        /// The number of the options argument.
        at: usize,
    },
    /// `edit=remove-option:KEY`.
    RemoveOption(String),
    /// `edit=set-sibling:KEY`: the value of another setting beside the one that was found.
    SetSibling(String),
    /// `edit=remove-sibling:KEY`: another setting beside the one that was found goes.
    RemoveSibling(String),
}

/// Why a recipe can't be read.
#[derive(Debug, thiserror::Error)]
pub enum RecipeError {
    /// No `+++` lines around a front matter.
    #[error("the front matter is missing")]
    NoFrontMatter,
    /// The front matter is no TOML of the known shape.
    #[error("the front matter: {0}")]
    FrontMatter(#[from] crate::own_data::OwnDataError),
    /// An info string names something unknown.
    #[error("unknown in an info string or condition: {0}")]
    Unknown(String),
    /// A fenced block has no end.
    #[error("a fenced block has no end")]
    OpenBlock,
}

impl Recipe {
    /// Reads a recipe from its file.
    pub fn parse(path: &str, text: &str) -> Result<Recipe, RecipeError> {
        let rest = text.strip_prefix("+++\n").ok_or(RecipeError::NoFrontMatter)?;
        let (front, body) = rest.split_once("\n+++\n").ok_or(RecipeError::NoFrontMatter)?;
        let front: FrontMatter = crate::own_data::read(front)?;
        let when = front.when.iter().map(|condition| Condition::parse(condition)).collect::<Result<_, _>>()?;
        let name = path.rsplit('/').next().unwrap_or(path);
        let id = name.split('.').next().unwrap_or(name).to_owned();
        Ok(Recipe { id, path: path.to_owned(), front, when, passages: passages(body)? })
    }
}

fn passages(body: &str) -> Result<Vec<Passage>, RecipeError> {
    let mut found = Vec::new();
    let mut text = String::new();
    let mut lines = body.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let code = until_fence(&mut lines)?;
            let block = Some(block(info, code)?);
            found.push(Passage { text: std::mem::take(&mut text), block });
        } else if line.trim().is_empty() {
            continue;
        } else if text.is_empty() {
            text = line.trim().to_owned();
        } else {
            found.push(Passage { text: std::mem::replace(&mut text, line.trim().to_owned()), block: None });
        }
    }
    if !text.is_empty() {
        found.push(Passage { text, block: None });
    }
    Ok(found)
}

fn until_fence(lines: &mut std::str::Lines<'_>) -> Result<String, RecipeError> {
    let mut code = Vec::new();
    for line in lines.by_ref() {
        if line == "```" {
            return Ok(code.join("\n"));
        }
        code.push(line);
    }
    Err(RecipeError::OpenBlock)
}

fn block(info: &str, code: String) -> Result<Block, RecipeError> {
    let mut words = info.split_whitespace();
    let language = words.next().unwrap_or_default().to_owned();
    let (mut action, mut conditions, mut at) = (Action::Show, Vec::new(), 0);
    for word in words {
        match word.split_once('=') {
            Some(("edit", edit)) => action = edit_action(edit)?,
            Some(("file", path)) => action = Action::NewFile(path.to_owned()),
            Some(("at", number)) => at = number.parse().map_err(|_| RecipeError::Unknown(word.to_owned()))?,
            Some(("if", condition)) => conditions.push(Condition::parse(condition)?),
            _ => return Err(RecipeError::Unknown(word.to_owned())),
        }
    }
    if let Action::SetOption { at: index, .. } = &mut action {
        *index = at;
    }
    Ok(Block { language, action, conditions, code })
}

fn edit_action(edit: &str) -> Result<Action, RecipeError> {
    let action = match edit.split_once(':') {
        None if edit == "import" => Action::Import,
        None if edit == "setup" => Action::Setup,
        None if edit == "before" => Action::Before,
        None if edit == "after" => Action::After,
        Some(("import", module)) => Action::ReplaceImport(module.to_owned()),
        Some(("replace", capture)) => Action::Replace(capture.to_owned()),
        Some(("remove", capture)) => Action::Remove(capture.to_owned()),
        Some(("set-option", key)) => Action::SetOption { key: key.to_owned(), at: 0 },
        Some(("remove-option", key)) => Action::RemoveOption(key.to_owned()),
        Some(("remove-sibling", key)) => Action::RemoveSibling(key.to_owned()),
        Some(("set-sibling", key)) => Action::SetSibling(key.to_owned()),
        _ => return Err(RecipeError::Unknown(edit.to_owned())),
    };
    Ok(action)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_blocks_become_passages() {
        let text = "+++\ntitle = \"T\"\n+++\nFirst.\n\nSecond.\n\n```js edit=set-option:store at=1 if=has:options\nnew A()\n```\nThird.\n";
        let recipe = Recipe::parse("topic/some-id.v2.md", text).unwrap();
        assert_eq!(recipe.id, "some-id");
        let texts: Vec<_> = recipe.passages.iter().map(|passage| passage.text.as_str()).collect();
        assert_eq!(texts, ["First.", "Second.", "Third."]);
        let block = recipe.passages[1].block.as_ref().unwrap();
        assert_eq!(block.action, Action::SetOption { key: "store".into(), at: 1 });
        assert_eq!(block.conditions.len(), 1);
    }

    #[test]
    fn what_is_unknown_is_refused() {
        assert!(Recipe::parse("a.md", "text").is_err());
        assert!(Recipe::parse("a.md", "+++\ntitle = \"T\"\n+++\n```js edit=dance\n```\n").is_err());
        assert!(Recipe::parse("a.md", "+++\ntitle = \"T\"\nother = 1\n+++\n").is_err());
    }
}
