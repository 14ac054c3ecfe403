//! What a file is written in, by its name and, where the name is silent, by its first line.

/// The formats that have a reader or a front end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Format {
    JavaScript,
    TypeScript,
    Python,
    Json,
    Yaml,
    Toml,
    Ini,
    Dotenv,
    Dockerfile,
    Procfile,
    Requirements,
    Prisma,
    Shell,
    Markdown,
    Html,
    Sql,
    Version,
    LockFile,
    /// `docker run …`, pasted.
    DockerRun,
    /// No reader knows it.
    Other,
}

/// File names, or endings that begin with `.`, `-` or `*`, and their formats. The first match wins.
const NAMES: &[(&str, Format)] = &[
    ("package-lock.json", Format::LockFile),
    ("npm-shrinkwrap.json", Format::LockFile),
    ("yarn.lock", Format::LockFile),
    ("pnpm-lock.yaml", Format::LockFile),
    ("bun.lock", Format::LockFile),
    ("poetry.lock", Format::LockFile),
    ("uv.lock", Format::LockFile),
    ("Pipfile.lock", Format::LockFile),
    ("Pipfile", Format::Toml),
    ("Procfile", Format::Procfile),
    ("docker-run.txt", Format::DockerRun),
    ("docker-run.sh", Format::DockerRun),
    (".nvmrc", Format::Version),
    (".node-version", Format::Version),
    (".bun-version", Format::Version),
    (".python-version", Format::Version),
    ("runtime.txt", Format::Version),
    ("Dockerfile", Format::Dockerfile),
    ("Containerfile", Format::Dockerfile),
    (".Dockerfile", Format::Dockerfile),
    (".dockerfile", Format::Dockerfile),
    (".py", Format::Python),
    (".pyw", Format::Python),
    (".js", Format::JavaScript),
    (".jsx", Format::JavaScript),
    (".mjs", Format::JavaScript),
    (".cjs", Format::JavaScript),
    (".ts", Format::TypeScript),
    (".tsx", Format::TypeScript),
    (".mts", Format::TypeScript),
    (".cts", Format::TypeScript),
    (".json", Format::Json),
    (".jsonc", Format::Json),
    (".json5", Format::Json),
    (".yml", Format::Yaml),
    (".yaml", Format::Yaml),
    (".toml", Format::Toml),
    (".ini", Format::Ini),
    (".cfg", Format::Ini),
    (".conf", Format::Other),
    (".env", Format::Dotenv),
    (".prisma", Format::Prisma),
    (".sh", Format::Shell),
    (".md", Format::Markdown),
    (".html", Format::Html),
    (".sql", Format::Sql),
];

/// Files that tell the platform (or a package manager) what a project is.
const MANIFESTS: &[&str] = &[
    "package.json",
    "requirements.txt",
    "pyproject.toml",
    "Pipfile",
    "setup.py",
    "setup.cfg",
    "bunfig.toml",
    "Gemfile",
    "go.mod",
    "Cargo.toml",
    "pom.xml",
    "build.gradle",
    "build.gradle.kts",
    "composer.json",
    "index.html",
];

impl Format {
    /// The format of a file.
    pub fn of(path: &str, text: &str) -> Format {
        Format::by_name(path).unwrap_or_else(|| Format::by_first_line(text))
    }

    /// The format that a file's name says.
    pub(super) fn by_name(path: &str) -> Option<Format> {
        let name = path.rsplit('/').next().unwrap_or(path);
        if is_dotenv(name) {
            return Some(Format::Dotenv);
        }
        let known =
            NAMES.iter().find(|(known, _)| name == *known || (known.starts_with('.') && name.ends_with(known) && name.len() > known.len()));
        let stem = name.split('.').next().unwrap_or(name);
        // `Dockerfile.prod` is one, `dockerfile.rs` is code.
        let named_dockerfile =
            stem.eq_ignore_ascii_case("dockerfile") && known.is_none_or(|(_, format)| !format.is_code()) && !name.ends_with(".rs");
        if named_dockerfile || name.starts_with("Containerfile") {
            return Some(Format::Dockerfile);
        }
        if (stem.contains("requirements") || path.contains("requirements/")) && (name.ends_with(".txt") || name.ends_with(".in")) {
            return Some(Format::Requirements);
        }
        known.map(|(_, format)| *format)
    }

    fn by_first_line(text: &str) -> Format {
        let first = text.lines().next().unwrap_or_default();
        match first.strip_prefix("#!") {
            Some(interpreter) if interpreter.contains("node") => Format::JavaScript,
            Some(interpreter) if interpreter.contains("python") => Format::Python,
            Some(interpreter) if interpreter.ends_with("sh") => Format::Shell,
            _ => Format::Other,
        }
    }

    /// True for programming languages with a front end.
    pub fn is_code(self) -> bool {
        matches!(self, Format::JavaScript | Format::TypeScript | Format::Python)
    }
}

/// `env.example`, `.example-env`, `env-example-docker`, `.env_sample`, `.envexample`.
fn is_example_of_dotenv(name: &str) -> bool {
    let parts: Vec<&str> = name.trim_start_matches('.').split(['.', '-', '_']).collect();
    let says = |words: &[&str]| parts.iter().any(|part| words.contains(part));
    let is_other = says(&["js", "mjs", "cjs", "ts", "mts", "py", "json", "yml", "yaml", "toml", "md", "sh", "html", "php"]);
    name == ".envexample" || (says(&["env"]) && says(&["example", "sample", "template"]) && !is_other)
}

/// `.env`, `.env.production`, `prod.env`, `.flaskenv`, `example.env`.
fn is_dotenv(name: &str) -> bool {
    name == ".env"
        || name.starts_with(".env.")
        || name.starts_with(".env-")
        || name.ends_with(".env")
        || name == ".flaskenv"
        || is_example_of_dotenv(name)
}

/// True for a file that makes a folder a project of its own.
pub(super) fn is_manifest(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    MANIFESTS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_decide() {
        for (path, format) in [
            ("src/a.test.ts", Format::TypeScript),
            ("web/Dockerfile.prod", Format::Dockerfile),
            (".dockerfiles/db.Dockerfile", Format::Dockerfile),
            (".env.example", Format::Dotenv),
            ("env-example-docker", Format::Dotenv),
            ("src/env.example.ts", Format::TypeScript),
            ("requirements/base.txt", Format::Requirements),
            ("requirements-dev.txt", Format::Requirements),
            ("prisma/schema.prisma", Format::Prisma),
            ("yarn.lock", Format::LockFile),
            ("compose.yaml", Format::Yaml),
            ("LICENSE", Format::Other),
        ] {
            assert_eq!(Format::of(path, ""), format, "{path}");
        }
        assert_eq!(Format::of("bin/www", "#!/usr/bin/env node\n"), Format::JavaScript);
    }
}
