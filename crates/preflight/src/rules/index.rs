//! Finds the facts that a pattern can match without looking at all of them, and remembers which conditions are met.
//! A project may have ten thousand facts and a rule set a thousand patterns, each with conditions over all facts.

use std::cell::RefCell;
use std::collections::HashMap;

use super::rule::FactPattern;
use crate::facts::{Fact, FactKind, Facts};
use crate::project::FileId;

/// How many subjects a pattern may have.
pub const SUBJECTS: usize = 14;

const SETTING: usize = 1;

/// The facts of a project by the subject that matches them, and the conditions that were looked at.
#[derive(Debug)]
pub struct Index<'p> {
    by_subject: [Vec<&'p Fact>; SUBJECTS],
    met: RefCell<HashMap<Question, bool>>,
}

/// A condition, and what of its origin it depends on.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Question {
    pattern: usize,
    file: Option<FileId>,
    inside: Option<String>,
}

impl<'p> Index<'p> {
    /// Sorts the facts.
    pub fn of(facts: &'p Facts) -> Self {
        let mut by_subject: [Vec<&Fact>; SUBJECTS] = Default::default();
        for fact in &facts.facts {
            if let Some(subject) = subject_of(&fact.kind) {
                by_subject[subject].push(fact);
            }
        }
        Index { by_subject, met: RefCell::default() }
    }

    /// The facts that any of the patterns can match, in the order of their places.
    pub fn candidates(&self, patterns: &[FactPattern]) -> Vec<&'p Fact> {
        let wanted = |subject: &usize| patterns.iter().any(|pattern| !pattern.subjects()[*subject].is_empty());
        let mut facts: Vec<&Fact> = (0..SUBJECTS).filter(wanted).flat_map(|subject| self.by_subject[subject].iter().copied()).collect();
        facts.sort_by_key(|fact| fact.place);
        facts
    }

    /// The settings of a file, in the order of their places.
    pub fn settings_of(&self, file: FileId) -> &[&'p Fact] {
        in_file(&self.by_subject[SETTING], Some(file))
    }

    /// Whether a fact that can meet the condition does, asked once for each question.
    pub fn is_met(&self, condition: &FactPattern, origin: Option<&Fact>, meets: impl Fn(&Fact) -> bool) -> bool {
        let file = origin.filter(|_| condition.same_file || condition.same_function).map(|origin| origin.place.file);
        let question = Question {
            pattern: std::ptr::from_ref(condition) as usize,
            file,
            inside: origin.filter(|_| condition.same_function).and_then(|origin| origin.context.inside.clone()),
        };
        if let Some(known) = self.met.borrow().get(&question) {
            return *known;
        }
        let subjects = condition.subjects();
        let lists = self.by_subject.iter().zip(subjects).filter(|(_, names)| !names.is_empty()).map(|(facts, _)| facts);
        let met = lists.flat_map(|facts| in_file(facts, file)).any(|fact| meets(fact));
        self.met.borrow_mut().insert(question, met);
        met
    }
}

/// The facts of one file, where one is asked for. Facts are in the order of their files.
fn in_file<'f, 'p>(facts: &'f [&'p Fact], file: Option<FileId>) -> &'f [&'p Fact] {
    let Some(file) = file else { return facts };
    let start = facts.partition_point(|fact| fact.place.file < file);
    let end = facts.partition_point(|fact| fact.place.file <= file);
    &facts[start..end]
}

/// The number of the subject, in the order of [`FactPattern::subjects`], that matches a kind of fact.
fn subject_of(kind: &FactKind) -> Option<usize> {
    Some(match kind {
        FactKind::Call(_) => 0,
        FactKind::Setting(_) => SETTING,
        FactKind::Annotation(_) => 2,
        FactKind::Text(_) => 3,
        FactKind::Container(_) => 4,
        FactKind::Class(_) => 5,
        FactKind::Dependency(_) => 6,
        FactKind::Service(_) => 7,
        FactKind::Environment(_) => 8,
        FactKind::Image(_) => 9,
        FactKind::Volume(_) => 10,
        FactKind::Command(_) => 11,
        FactKind::Import(_) => 12,
        FactKind::EnvironmentRead(_) => 13,
        FactKind::Port(_) | FactKind::Version { .. } => return None,
    })
}
