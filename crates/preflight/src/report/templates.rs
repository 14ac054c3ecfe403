//! The guide's use cases as environment blocks to start from.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Variable;

/// A use case of the guide.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Template {
    /// Its id: `e-commerce`, `dashboard`, `chat`.
    pub id: String,
    /// The guide's heading.
    pub title: String,
    /// What runs on the platform.
    pub deployed: String,
    /// What lies outside.
    pub external: String,
    /// The variables, names and values as in the guide.
    pub env: Vec<Variable>,
}

/// A table in JSON, since the page reads it too and has no other reader on board.
static TEMPLATES: LazyLock<Vec<Template>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../tables/templates.json")).unwrap_or_default());

/// All use cases, in the guide's order.
pub fn templates() -> &'static [Template] {
    &TEMPLATES
}

/// A use case by its id.
pub fn template(id: &str) -> Option<&'static Template> {
    TEMPLATES.iter().find(|template| template.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::environment::{Choices, EnvironmentFormat, render};

    #[test]
    fn the_table_holds_the_guides_three_use_cases() {
        let ids: Vec<_> = templates().iter().map(|template| template.id.as_str()).collect();
        assert_eq!(ids, ["e-commerce", "dashboard", "chat"]);
    }

    #[test]
    fn a_template_reads_as_in_the_guide() {
        let rendered = render(&template("e-commerce").unwrap().env, EnvironmentFormat::Yaml, &Choices::new());
        let statements: Vec<_> = rendered.lines().filter(|line| !line.starts_with("# Secret")).collect();
        let guide = "Environment Variables:
# Your Flux-Orbit app
GIT_REPO_URL: https://github.com/you/ecommerce-app
APP_PORT: 3000
# External services
DATABASE_URL: postgresql://shop_db@neon.tech/shop
REDIS_URL: redis://cache@upstash.io:6379
S3_BUCKET: product-images
STRIPE_API_KEY: sk_live_...";
        assert_eq!(statements.join("\n"), guide);
    }
}
