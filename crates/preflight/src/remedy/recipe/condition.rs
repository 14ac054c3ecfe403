//! Conditions: which variant of a recipe fits, and which of its steps are given.

use super::RecipeError;
use crate::facts::Facts;
use crate::project::Project;
use crate::remedy::dependency;
use crate::remedy::edit::Style;
use crate::rules::Judgement;
use crate::stack::Stack;

/// What a recipe is judged against.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// The project.
    pub project: &'a Project,
    /// Who the app is.
    pub stack: &'a Stack,
    /// What its files say.
    pub facts: &'a Facts,
    /// The finding to mend.
    pub judgement: &'a Judgement,
    /// How the finding's file is written.
    pub style: &'a Style,
}

/// A condition, written `test`, or `!test` for its opposite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    negated: bool,
    test: Test,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Test {
    /// `dependency:ONE|OTHER`: one of them is declared.
    Declared(Vec<String>),
    /// `dependency:NAME<7`: it is declared, and its major version is lower.
    Below(String, u32),
    /// `has:CAPTURE`.
    Captured(String),
    /// `CAPTURE~text`: the capture contains the text.
    Contains(String, String),
    /// `CAPTURE=text`: the capture is the text.
    Is(String, String),
    /// `runtime:bun`.
    Runtime(String),
    /// `framework:next`.
    Framework(String),
    /// `dialect:mysql`: the app has a MySQL driver and none for PostgreSQL.
    MySql,
    /// `commonjs`.
    CommonJs,
    /// `path:TEXT`: the finding's path contains the text.
    Path(String),
}

impl Condition {
    /// Reads a condition.
    pub fn parse(text: &str) -> Result<Condition, RecipeError> {
        let (negated, rest) = text.strip_prefix('!').map_or((false, text), |rest| (true, rest));
        let test = match (rest.split_once(':'), rest.split_once('~')) {
            (_, Some((capture, part))) => Test::Contains(capture.to_owned(), part.to_owned()),
            _ if rest.contains('=') => {
                rest.split_once('=').map_or(Test::CommonJs, |(capture, text)| Test::Is(capture.to_owned(), text.to_owned()))
            }
            (Some(("dependency", name)), _) => match name.split_once('<') {
                Some((name, major)) => Test::Below(name.to_owned(), major.parse().map_err(|_| RecipeError::Unknown(text.to_owned()))?),
                None => Test::Declared(name.split('|').map(str::to_owned).collect()),
            },
            (Some(("has", capture)), _) => Test::Captured(capture.to_owned()),
            (Some(("runtime", runtime)), _) => Test::Runtime(runtime.to_owned()),
            (Some(("framework", framework)), _) => Test::Framework(framework.to_owned()),
            (Some(("path", part)), _) => Test::Path(part.to_owned()),
            (Some(("dialect", "mysql")), _) => Test::MySql,
            _ if rest == "commonjs" => Test::CommonJs,
            _ => return Err(RecipeError::Unknown(text.to_owned())),
        };
        Ok(Condition { negated, test })
    }

    /// True when the condition holds.
    pub fn holds(&self, situation: &Situation<'_>) -> bool {
        self.negated != self.test.holds(situation)
    }
}

impl Test {
    fn holds(&self, situation: &Situation<'_>) -> bool {
        match self {
            Test::Declared(names) => names.iter().any(|name| dependency::declared(situation.facts, name).is_some()),
            Test::Below(name, major) => dependency::major(situation.facts, name).is_some_and(|found| found < *major),
            Test::Captured(capture) => situation.judgement.capture(capture).is_some(),
            Test::Contains(capture, part) => match capture.as_str() {
                "statement" => {
                    situation.judgement.statement.of(&situation.project.file(situation.judgement.place.file).text).contains(part.as_str())
                }
                capture => situation.judgement.capture(capture).is_some_and(|capture| capture.text.contains(part.as_str())),
            },
            Test::Is(capture, text) => situation.judgement.capture(capture).is_some_and(|capture| capture.text == *text),
            Test::Runtime(runtime) => situation.stack.runtime == *runtime,
            Test::Framework(framework) => situation.stack.has(framework),
            Test::MySql => dependency::prefers_mysql(situation.facts),
            Test::CommonJs => situation.style.commonjs,
            Test::Path(part) => situation.judgement.finding.path.contains(part.as_str()),
        }
    }
}
