//! What part a file plays in the container's life. Only what runs there is judged.

/// The part that a file plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Runs in the container, or configures what runs.
    Source,
    /// Says how the app is put together and started: Dockerfile, compose, Procfile, flux.json…
    Deployment,
    /// Only tests read it.
    Test,
    /// An example, a template to copy, documentation.
    Example,
    /// Runs on a developer's machine or in CI: build scripts, bundler configuration, seeds, dev containers.
    Development,
    /// Somebody else's code that was copied in.
    Vendored,
    /// Made by a tool: minified, bundled, lock files.
    Generated,
}

/// Names of folders and what everything below them is. Compared in lower case.
const FOLDERS: &[(&str, Role)] = &[
    ("node_modules", Role::Vendored),
    ("bower_components", Role::Vendored),
    ("vendor", Role::Vendored),
    ("third_party", Role::Vendored),
    ("site-packages", Role::Vendored),
    ("venv", Role::Vendored),
    (".venv", Role::Vendored),
    (".git", Role::Vendored),
    ("__pycache__", Role::Generated),
    (".next", Role::Generated),
    (".nuxt", Role::Generated),
    ("dist", Role::Generated),
    ("coverage", Role::Generated),
    ("test", Role::Test),
    ("tests", Role::Test),
    ("__tests__", Role::Test),
    ("__mocks__", Role::Test),
    ("spec", Role::Test),
    ("specs", Role::Test),
    ("e2e", Role::Test),
    ("cypress", Role::Test),
    ("fixtures", Role::Test),
    ("testing", Role::Test),
    ("testdata", Role::Test),
    ("examples", Role::Example),
    ("example", Role::Example),
    ("samples", Role::Example),
    ("docs", Role::Example),
    ("doc", Role::Example),
    (".github", Role::Development),
    (".gitlab", Role::Development),
    (".circleci", Role::Development),
    (".devcontainer", Role::Development),
    (".vscode", Role::Development),
    (".husky", Role::Development),
    (".storybook", Role::Development),
    ("scripts", Role::Development),
    ("script", Role::Development),
    ("tools", Role::Development),
    ("benchmark", Role::Development),
    ("benchmarks", Role::Development),
    ("bench", Role::Development),
    ("seeds", Role::Development),
    ("seeders", Role::Development),
    ("seed", Role::Development),
    ("migrations", Role::Development),
    ("notebooks", Role::Development),
];

/// Parts of file names (in lower case) and what they say.
const NAME_PARTS: &[(&str, Role)] = &[
    (".min.", Role::Generated),
    (".bundle.", Role::Generated),
    (".test.", Role::Test),
    (".spec.", Role::Test),
    ("_test.py", Role::Test),
    ("_test.ts", Role::Test),
    ("_test.js", Role::Test),
    ("_test.go", Role::Test),
    (".stories.", Role::Development),
    (".example", Role::Example),
    ("-example", Role::Example),
    ("-sample", Role::Example),
    ("-template", Role::Example),
    (".sample", Role::Example),
    (".template", Role::Example),
    (".dist", Role::Example),
    (".d.ts", Role::Generated),
    ("mockserviceworker.js", Role::Generated),
];

/// Tools of development that are set up in a `<tool>.config.js`, wherever it lies. Others of that name are the app's own settings
/// (`config/db.config.js`, `src/app.config.ts`), unless they lie at the top.
const TOOLS: &[&str] = &[
    "astro",
    "ava",
    "babel",
    "biome",
    "codegen",
    "commitlint",
    "contentlayer",
    "craco",
    "cypress",
    "cz",
    "esbuild",
    "eslint",
    "gulp",
    "hygen",
    "jest",
    "karma",
    "knip",
    "lint-staged",
    "metro",
    "nodemon",
    "nyc",
    "orval",
    "panda",
    "playwright",
    "plop",
    "postcss",
    "prettier",
    "protractor",
    "purgecss",
    "release",
    "rolldown",
    "rollup",
    "rspack",
    "snowpack",
    "stylelint",
    "svelte",
    "tailwind",
    "tsdown",
    "tsup",
    "turbo",
    "typedoc",
    "unbuild",
    "uno",
    "vite",
    "vitest",
    "vue",
    "wdio",
    "webpack",
    "windi",
];

/// Whole file names (in lower case) and what they say. They win over parts of names, not over folders.
const NAMES: &[(&str, Role)] = &[
    ("conftest.py", Role::Test),
    ("tests.py", Role::Test),
    ("noxfile.py", Role::Development),
    ("fabfile.py", Role::Development),
    ("tasks.py", Role::Source),
    ("setup.py", Role::Development),
    ("gulpfile.js", Role::Development),
    ("gruntfile.js", Role::Development),
    ("seed.js", Role::Development),
    ("seed.ts", Role::Development),
    ("seed.py", Role::Development),
    ("seeder.js", Role::Development),
    ("drizzle.config.ts", Role::Source),
    ("drizzle.config.js", Role::Source),
    ("mikro-orm.config.ts", Role::Source),
    ("mikro-orm.config.js", Role::Source),
    ("ecosystem.config.js", Role::Deployment),
    ("ecosystem.config.json", Role::Deployment),
    ("ecosystem.config.cjs", Role::Deployment),
    ("next.config.js", Role::Source),
    ("next.config.mjs", Role::Source),
    ("next.config.ts", Role::Source),
    ("payload.config.ts", Role::Source),
    ("gunicorn.conf.py", Role::Source),
    ("procfile", Role::Deployment),
    ("flux.json", Role::Deployment),
    ("flux.yaml", Role::Deployment),
    ("flux.yml", Role::Deployment),
    ("vercel.json", Role::Deployment),
    ("app.json", Role::Deployment),
    ("render.yaml", Role::Deployment),
    ("docker-run.txt", Role::Deployment),
    ("docker-run.sh", Role::Deployment),
    ("supervisord.conf", Role::Deployment),
    ("example.env", Role::Example),
    ("env.example", Role::Example),
    (".envexample", Role::Example),
    (".env_example", Role::Example),
    (".env_sample", Role::Example),
    (".env.test", Role::Test),
    (".env.development", Role::Development),
    (".env.dev", Role::Development),
    ("mvnw", Role::Development),
    ("docker-compose.test.yml", Role::Test),
    ("docker-compose.ci.yml", Role::Test),
    ("docker-compose.dev.yml", Role::Development),
    ("docker-compose.local.yml", Role::Development),
    ("docker-compose.override.yml", Role::Development),
    ("compose.override.yaml", Role::Development),
    ("compose.override.yml", Role::Development),
    ("compose.dev.yaml", Role::Development),
    ("compose.test.yaml", Role::Test),
    ("dockerfile.dev", Role::Development),
    ("dockerfile.test", Role::Test),
];

/// Settings of development, by the end of the path: one file an environment, the usual split.
const SETTINGS: &[(&str, Role)] = &[
    ("settings/dev.py", Role::Development),
    ("settings/develop.py", Role::Development),
    ("settings/development.py", Role::Development),
    ("settings/local.py", Role::Development),
    ("settings/debug.py", Role::Development),
    ("settings/tests.py", Role::Test),
    ("settings/test.py", Role::Test),
    ("settings/testing.py", Role::Test),
    ("settings/ci.py", Role::Test),
    ("settings_dev.py", Role::Development),
    ("settings_local.py", Role::Development),
    ("local_settings.py", Role::Development),
    ("dev_settings.py", Role::Development),
    ("test_settings.py", Role::Test),
    ("config/development.js", Role::Development),
    ("config/development.json", Role::Development),
    ("config/development.ts", Role::Development),
    ("config/dev.js", Role::Development),
    ("config/test.js", Role::Test),
    ("config/test.json", Role::Test),
    ("env/development.js", Role::Development),
    ("env/test.js", Role::Test),
];

impl Role {
    /// The role of a file by its path and, for generated code, its text.
    pub fn of(path: &str, text: &str) -> Role {
        let path = path.to_lowercase();
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", &path));
        let by_folder = folders.split('/').find_map(|folder| look_up(FOLDERS, folder));
        // Migrations and tests of a Python package run with it no more than others do, but a folder named `docs` or `test`
        // may hold the compose file that a deployment uses: files that describe a deployment keep their role at the top.
        by_folder
            .or_else(|| look_up(NAMES, name))
            .or_else(|| SETTINGS.iter().find(|(end, _)| path.ends_with(end)).map(|(_, role)| *role))
            .or_else(|| is_deployment(name).then_some(Role::Deployment))
            .or_else(|| is_tool_settings(folders, name).then_some(Role::Development))
            .or_else(|| NAME_PARTS.iter().find(|(part, _)| name.contains(part)).map(|(_, role)| *role))
            .or_else(|| (name.starts_with("test_") && name.ends_with(".py")).then_some(Role::Test))
            .or_else(|| is_generated(text).then_some(Role::Generated))
            .unwrap_or(Role::Source)
    }

    /// True when the file takes part in the container's life.
    pub fn runs(self) -> bool {
        matches!(self, Role::Source | Role::Deployment)
    }
}

fn look_up(table: &[(&str, Role)], name: &str) -> Option<Role> {
    table.iter().find(|(known, _)| *known == name).map(|(_, role)| *role)
}

fn is_deployment(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    stem == "dockerfile"
        || name.ends_with(".dockerfile")
        || stem == "docker-compose"
        || stem == "compose"
        || name.starts_with("docker-compose")
        || name.starts_with("compose.")
}

/// True for the settings of a bundler, a linter, a test runner.
fn is_tool_settings(folders: &str, name: &str) -> bool {
    let Some((stem, ending)) = name.split_once(".config.").or_else(|| name.split_once(".conf.")) else { return false };
    let is_code = ["js", "mjs", "cjs", "ts", "mts", "cts"].iter().any(|code| ending == *code || ending.ends_with(&format!(".{code}")));
    is_code && (folders.is_empty() || TOOLS.contains(&stem.split(['.', '-', '_']).next().unwrap_or(stem)) || TOOLS.contains(&stem))
}

/// Minified or bundled code: a first kilobyte without a line break, or a tool's own mark.
fn is_generated(text: &str) -> bool {
    let head: String = text.chars().take(2000).collect();
    (head.len() >= 1000 && !head.contains('\n') && !text.trim_start().starts_with(['{', '[']))
        || head.contains("@generated")
        || head.contains("DO NOT EDIT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_by_path() {
        for (path, role) in [
            ("src/app.js", Role::Source),
            ("src/__tests__/a.js", Role::Test),
            ("tests.py", Role::Test),
            ("node_modules/a/index.js", Role::Vendored),
            ("scripts/post-install.js", Role::Development),
            (".env.example", Role::Example),
            (".env", Role::Source),
            ("docker-compose.prod.yml", Role::Deployment),
            (".dockerfiles/db.Dockerfile", Role::Deployment),
            ("vite.config.ts", Role::Development),
            ("apps/web/webpack.config.prod.js", Role::Development),
            ("app/config/db.config.js", Role::Source),
            ("src/config/app.config.ts", Role::Source),
            ("app.config.ts", Role::Development),
            ("static/jquery.min.js", Role::Generated),
        ] {
            assert_eq!(Role::of(path, ""), role, "{path}");
        }
    }
}
