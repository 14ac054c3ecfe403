//! A likely file name for a text that was pasted without one.

/// What a text must hold to be taken for a file: every one of `all`, and at least one of `any` (when there are any).
struct Sign {
    name: &'static str,
    all: &'static [&'static str],
    any: &'static [&'static str],
}

/// The signs, the most telling first. `^` stands for the beginning of a line.
const SIGNS: &[Sign] = &[
    Sign { name: "docker-run.txt", all: &["^docker "], any: &["docker run ", "docker container run "] },
    Sign {
        name: "Dockerfile",
        all: &["^FROM "],
        any: &["^RUN ", "^CMD ", "^COPY ", "^EXPOSE ", "^ENTRYPOINT ", "^WORKDIR ", "^ADD ", "^ENV ", "^VOLUME "],
    },
    Sign { name: "schema.prisma", all: &["^datasource "], any: &["provider"] },
    Sign { name: "flux.json", all: &["{", "\"version\""], any: &["\"envVars\"", "\"appPort\"", "\"runCommand\"", "\"appName\""] },
    Sign { name: "package.json", all: &["{"], any: &["\"dependencies\"", "\"scripts\"", "\"devDependencies\""] },
    Sign { name: "composer.json", all: &["{", "\"require\""], any: &[] },
    Sign { name: "pyproject.toml", all: &[], any: &["^[project]", "^[tool.poetry", "^[build-system]"] },
    Sign { name: "Pipfile", all: &["^[packages]"], any: &[] },
    Sign { name: "Cargo.toml", all: &["^[package]"], any: &["^[dependencies]"] },
    Sign { name: "alembic.ini", all: &["^[alembic]"], any: &[] },
    Sign { name: "docker-compose.yml", all: &["^services:"], any: &["image:", "build:"] },
    Sign { name: "render.yaml", all: &["^services:"], any: &["- type:", "buildCommand:"] },
    Sign { name: "env.yaml", all: &["^Environment Variables:"], any: &[] },
    Sign { name: "Procfile", all: &[], any: &["^web: ", "^worker: ", "^release: "] },
];

/// Words of a language's statements. Each that occurs counts; the language with the most wins.
const LANGUAGES: &[(&str, &[&str])] = &[
    (
        "app.py",
        &[
            "^import ",
            "^from ",
            "^def ",
            "^class ",
            "^    def ",
            "^@app.",
            "^@router.",
            "__name__",
            "self.",
            "^if __name__",
            "os.environ",
            "os.getenv",
            "^async def ",
            "True",
            "None",
            "^DATABASES",
            "^SECRET_KEY",
            "^CACHES",
            "BASE_DIR",
            "^MEDIA_ROOT",
            "print(",
        ],
    ),
    (
        "app.js",
        &[
            "require(",
            "const ",
            "let ",
            "=>",
            "module.exports",
            "^import ",
            "function ",
            "process.env",
            "console.log",
            "await ",
            "===",
            "new ",
            "app.use(",
            "});",
            "^export ",
        ],
    ),
    (
        "app.ts",
        &[
            "interface ",
            ": string",
            ": number",
            ": Promise<",
            "private readonly",
            "as const",
            "^@Injectable",
            "^@Module",
            "^@Controller",
            "import type",
            ": Request",
            ": void",
        ],
    ),
];

/// A likely name for `text`: `Dockerfile`, `package.json`, `app.py`…; `snippet.txt` where nothing speaks for any.
pub fn guess_name(text: &str) -> String {
    let lines = format!("\n{}", text.trim_start());
    let holds = |sign: &str| match sign.strip_prefix('^') {
        Some(start) => lines.contains(&format!("\n{start}")),
        None => lines.contains(sign),
    };
    if let Some(sign) = SIGNS
        .iter()
        .find(|sign| sign.all.iter().all(|part| holds(part)) && (sign.any.is_empty() || sign.any.iter().any(|part| holds(part))))
    {
        return sign.name.into();
    }
    by_shape(text).or_else(|| by_language(&holds)).or_else(|| by_grammar(text)).unwrap_or("snippet.txt").into()
}

/// Texts whose lines all have one shape: environment lines, requirements, JSON.
fn by_shape(text: &str) -> Option<&'static str> {
    let trimmed = text.trim();
    let lines: Vec<&str> = trimmed.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    if lines.is_empty() {
        return None;
    }
    let is_name = |name: &str| {
        !name.is_empty() && name.chars().all(|character| character.is_ascii_uppercase() || character.is_ascii_digit() || character == '_')
    };
    let key = |line: &str, separator: char| {
        line.trim_start_matches("export ").split_once(separator).is_some_and(|(name, _)| is_name(name.trim()))
    };
    if lines.iter().all(|line| key(line, '=')) && !lines.iter().any(|line| line.contains(" = ") || line.ends_with(['{', '[', '('])) {
        return Some(".env");
    }
    if lines.iter().all(|line| key(line, ':')) {
        return Some("env.yaml");
    }
    if trimmed.starts_with('{') && trimmed.ends_with('}') && trimmed.contains('"') && !trimmed.contains(';') {
        return Some("settings.json");
    }
    if lines.iter().all(|line| is_requirement(line)) {
        return Some("requirements.txt");
    }
    None
}

/// A line or two without a telling word: the language whose grammar reads them, as long as they call or assign something.
fn by_grammar(text: &str) -> Option<&'static str> {
    if !text.contains(['(', '=']) || text.len() > LONGEST_FOR_GRAMMAR {
        return None;
    }
    let reads = |language: &tree_sitter::Language| {
        let mut parser = tree_sitter::Parser::new();
        parser.set_language(language).is_ok() && parser.parse(text, None).is_some_and(|tree| !tree.root_node().has_error())
    };
    let scripted = text.contains([';', '`']) || text.contains("=>") || text.contains("//");
    let python = !scripted && reads(&tree_sitter_python::LANGUAGE.into());
    let script = || reads(&tree_sitter_javascript::LANGUAGE.into());
    if python { Some("app.py") } else { script().then_some("app.js") }
}

/// Longer texts hold telling words, if they are code.
const LONGEST_FOR_GRAMMAR: usize = 2000;

fn is_requirement(line: &str) -> bool {
    let name_end = line.find(|character: char| !(character.is_ascii_alphanumeric() || "-_.[],".contains(character))).unwrap_or(line.len());
    let rest = &line[name_end..];
    name_end > 0
        && (rest.is_empty() || ["==", ">=", "~=", "<", ">", "!=", " ", ";", "@"].iter().any(|operator| rest.starts_with(operator)))
        && (line.contains("==") || line.contains(">=") || line.contains("~="))
}

fn by_language(holds: &impl Fn(&str) -> bool) -> Option<&'static str> {
    let score = |words: &[&str]| words.iter().filter(|word| holds(word)).count();
    let typed = score(LANGUAGES[2].1) >= 2;
    let best = LANGUAGES[..2].iter().map(|(name, words)| (score(words), *name)).max_by_key(|(score, _)| *score)?;
    match best {
        (0, _) => None,
        (_, "app.js") if typed => Some("app.ts"),
        (_, name) => Some(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_guessed_from_the_text() {
        for (text, name) in [
            ("FROM node:20\nCMD [\"node\", \"a.js\"]", "Dockerfile"),
            ("docker run -p 80:3000 -e A=b app", "docker-run.txt"),
            ("{\n  \"dependencies\": {}\n}", "package.json"),
            ("A=1\n# note\nB_C=x y", ".env"),
            ("Environment Variables:\n# PostgreSQL\nDATABASE_URL: postgresql://x", "env.yaml"),
            ("GIT_REPO_URL: https://github.com/a/b\nAPP_PORT: 3000", "env.yaml"),
            ("flask==3.0\nredis>=5", "requirements.txt"),
            ("from flask import Flask\napp = Flask(__name__)\n", "app.py"),
            ("// Before: Local storage\nfs.writeFile('./uploads/image.jpg', data);\nconst a = 1;", "app.js"),
            ("import { Injectable } from '@nestjs/common';\n@Injectable()\nexport class A { private readonly x: string }", "app.ts"),
            ("services:\n  db:\n    image: postgres", "docker-compose.yml"),
            ("datasource db {\n  provider = \"sqlite\"\n}", "schema.prisma"),
            ("fs.writeFile('./uploads/image.jpg', data);", "app.js"),
            ("file.save(path)", "app.py"),
            ("hello there", "snippet.txt"),
            ("nothing (of any use) = here", "snippet.txt"),
        ] {
            assert_eq!(guess_name(text), name, "{text}");
        }
    }
}
