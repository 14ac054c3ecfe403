//! `tables/checklist.toml`, explained there.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::report::{Category, Finding};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Checklist {
    pub item: Vec<Item>,
    phrases: BTreeMap<Category, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Item {
    pub id: String,
    pub pages: String,
    pub clean: String,
    #[serde(default)]
    pub needed: String,
    #[serde(default)]
    pub variables: Vec<String>,
    #[serde(default)]
    pub proof: Vec<String>,
    #[serde(default)]
    pub needs: Vec<String>,
    decided: Vec<Decided>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Decided {
    categories: Vec<Category>,
    #[serde(default)]
    words: Vec<String>,
}

impl Item {
    /// True when a finding belongs to this item.
    pub fn is_decided_by(&self, finding: &Finding) -> bool {
        let text = format!("{} {}", finding.rule, finding.message).to_lowercase();
        self.decided.iter().any(|decided| {
            decided.categories.contains(&finding.category)
                && (decided.words.is_empty() || decided.words.iter().any(|word| text.contains(word.as_str())))
        })
    }
}

static CHECKLIST: LazyLock<Checklist> =
    LazyLock::new(|| crate::own_data::read(include_str!("../../tables/checklist.toml")).expect("the crate's own table is well-formed"));

/// The six items, in the guide's order.
pub(super) fn items() -> &'static [Item] {
    &CHECKLIST.item
}

/// What a category is called in the verdict: `writes files to the container's disk`.
pub(super) fn phrase(category: Category) -> &'static str {
    CHECKLIST.phrases.get(&category).map_or("has a flaw", String::as_str)
}
