//! The migration script that the platform runs before a new version, for apps whose database is fine already.

use super::migration::{Surroundings, recipe_steps};
use crate::facts::Place;
use crate::project::{File, ProjectKind};
use crate::report::{Category, Confidence, Finding, Migration, Severity};
use crate::rules::Judgement;
use crate::text::Span;

/// What tells that an app has schema migrations (a part of a path, or the start of a file name), and the recipe that runs them.
const EVIDENCE: &[(&str, &str)] = &[
    ("prisma/migrations/", "pre-deploy-prisma"),
    ("manage.py", "pre-deploy-django"),
    ("alembic.ini", "pre-deploy-alembic"),
    ("migrations/env.py", "pre-deploy-alembic"),
    ("knexfile.", "pre-deploy-knex"),
    (".sequelizerc", "pre-deploy-sequelize"),
    ("drizzle.config.", "pre-deploy-drizzle"),
    ("mikro-orm.config.", "pre-deploy-mikro-orm"),
];

/// The step that adds `pre-deploy.sh`, where the app has schema migrations and nothing runs them yet.
pub fn migration(around: Surroundings<'_>, others: &[Migration]) -> Option<Migration> {
    let files = around.project.files();
    let scripted = files.iter().any(|file| file.name() == "pre-deploy.sh");
    let changes = others.iter().flat_map(|migration| &migration.steps).filter_map(|step| step.change.as_ref());
    let planned = changes.into_iter().any(|change| change.path.ends_with("pre-deploy.sh"));
    let started = around.stack.start.as_deref().is_some_and(|line| line.contains("migrat") || line.contains("upgrade"));
    if scripted || planned || started || around.stack.not_deployable.is_some() || around.project.kind() == ProjectKind::Snippet {
        return None;
    }
    let own = |file: &&File| file.role.runs() && crate::project::is_below(&file.path, &around.stack.project_path);
    let found =
        EVIDENCE.iter().find_map(|(part, id)| files.iter().filter(own).find(|file| is_evidence(file, part)).map(|file| (file, *id)));
    let (file, id) = found?;
    let judgement = judgement(file);
    let (title, steps) = recipe_steps(around, id, &judgement)?;
    Some(Migration { finding: format!("pre-deploy@{}:1", file.path), title, steps })
}

fn is_evidence(file: &File, part: &str) -> bool {
    if part.contains('/') { file.path.contains(part) } else { file.name().starts_with(part) }
}

/// A place for a recipe to work from: there is no finding here.
fn judgement(file: &File) -> Judgement {
    let finding = Finding {
        rule: "pre-deploy".into(),
        category: Category::LocalDatabase,
        severity: Severity::Info,
        confidence: Confidence::High,
        path: file.path.clone(),
        line: 1,
        column: 1,
        end_line: 1,
        end_column: 1,
        message: String::new(),
        evidence: String::new(),
        why: String::new(),
        fix: String::new(),
        variables: Vec::new(),
    };
    Judgement {
        finding,
        recipes: Vec::new(),
        place: Place { file: file.id, span: Span::default() },
        statement: Span::default(),
        captures: Vec::new(),
    }
}
