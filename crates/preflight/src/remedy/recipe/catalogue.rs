//! The recipes that are built in.

use std::sync::OnceLock;

use include_dir::{Dir, DirEntry, include_dir};

use super::{Recipe, RecipeError, Situation};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/recipes");

/// Every recipe, in the order of the files' names, variants before the file that bears the bare id.
pub fn recipes() -> &'static [Recipe] {
    static RECIPES: OnceLock<Vec<Recipe>> = OnceLock::new();
    RECIPES.get_or_init(|| read().into_iter().filter_map(Result::ok).collect())
}

/// The variant of a recipe that fits a finding.
pub fn find(id: &str, situation: &Situation<'_>) -> Option<&'static Recipe> {
    recipes().iter().find(|recipe| recipe.id == id && recipe.when.iter().all(|condition| condition.holds(situation)))
}

/// Reads every file; a file that can't be read is an error that a test of this crate reports.
fn read() -> Vec<Result<Recipe, (String, RecipeError)>> {
    let mut files = Vec::new();
    gather(&FILES, &mut files);
    // Bare ids last among their variants: they have fewer dots.
    files.sort_by_key(|(path, _)| {
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        let bare = name.matches('.').count() == 1;
        (name.split('.').next().unwrap_or_default().to_owned(), bare, name)
    });
    files.into_iter().map(|(path, text)| Recipe::parse(&path, text).map_err(|error| (path, error))).collect()
}

fn gather(folder: &'static Dir<'static>, files: &mut Vec<(String, &'static str)>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => gather(inner, files),
            DirEntry::File(file) => {
                if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
                    files.push((path.to_owned(), text));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_recipe_can_be_read() {
        let errors: Vec<_> = read().into_iter().filter_map(Result::err).map(|(path, error)| format!("{path}: {error}")).collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
        assert!(recipes().len() > 100);
    }

    #[test]
    fn every_id_has_a_variant_for_every_situation() {
        let ids: BTreeSet<_> = recipes().iter().map(|recipe| recipe.id.as_str()).collect();
        let without: Vec<_> =
            ids.into_iter().filter(|id| !recipes().iter().any(|recipe| recipe.id == *id && recipe.when.is_empty())).collect();
        assert!(without.is_empty(), "no variant without conditions: {without:?}");
    }

    #[test]
    fn recipes_that_follow_exist() {
        for recipe in recipes() {
            for next in recipe.front.then.iter().chain(&recipe.front.or) {
                assert!(recipes().iter().any(|other| other.id == *next), "{} names {next}, which there is not", recipe.path);
            }
        }
    }
}
