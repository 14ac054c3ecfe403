//! Which file of the project an import means.

use std::collections::HashMap;

use crate::facts::{FactKind, Facts, Value};
use crate::project::{File, FileId, Format, Project, normalise};

/// Resolves imports to files of one project.
pub struct Modules<'p> {
    project: &'p Project,
    /// Path aliases of tsconfig and jsconfig: (prefix, folder), the longest prefix first.
    aliases: Vec<(String, String)>,
    /// Every Python module by its dotted path from any folder that may be a root.
    python_roots: Vec<String>,
}

const SCRIPT_ENDINGS: &[&str] = &[
    "",
    ".ts",
    ".tsx",
    ".js",
    ".jsx",
    ".mjs",
    ".cjs",
    ".mts",
    ".cts",
    ".json",
    "/index.ts",
    "/index.tsx",
    "/index.js",
    "/index.jsx",
    "/index.mjs",
    "/index.cjs",
];

impl<'p> Modules<'p> {
    /// Prepares to resolve the imports of `project`; the facts give path aliases.
    pub fn new(project: &'p Project, facts: &Facts) -> Self {
        let mut aliases: Vec<(String, String)> =
            facts.facts.iter().filter_map(|fact| alias(project.file(fact.place.file), &fact.kind)).collect();
        aliases.sort_by_key(|(prefix, _)| std::cmp::Reverse(prefix.len()));
        Modules { project, aliases, python_roots: python_roots(project) }
    }

    /// The path of a file.
    pub fn path(&self, file: FileId) -> &str {
        &self.project.file(file).path
    }

    /// The file that `module`, imported by `importer`, means; nothing for packages.
    pub fn resolve(&self, importer: &File, module: &str) -> Option<FileId> {
        match importer.format {
            Format::Python => self.resolve_python(importer, module),
            _ => self.resolve_script(importer, module),
        }
    }

    /// The file that `name`, imported from `module`, is, when it is a module of its own (`from app import routes`).
    pub fn resolve_member(&self, importer: &File, module: &str, name: &str) -> Option<FileId> {
        if importer.format != Format::Python {
            return None;
        }
        let separator = if module.ends_with('.') { "" } else { "." };
        self.resolve_python(importer, &format!("{module}{separator}{name}"))
    }

    fn resolve_script(&self, importer: &File, module: &str) -> Option<FileId> {
        if module.starts_with('.') {
            return self.find_script(&format!("{}/{module}", importer.folder()));
        }
        // `require('config.json')` from the root is a habit of packages that set the root as a module path.
        if module.ends_with(".json") {
            return self.find_script(module);
        }
        let aliased =
            self.aliases.iter().filter_map(|(prefix, folder)| module.strip_prefix(prefix.as_str()).map(|rest| format!("{folder}/{rest}")));
        let mut conventional = ["@/", "~/"].iter().filter_map(|prefix| module.strip_prefix(prefix));
        aliased.into_iter().find_map(|path| self.find_script(&path)).or_else(|| {
            let rest = conventional.next()?;
            let mut folder = importer.folder();
            // Without a tsconfig `@/x` is `src/x` or `x` of the nearest folder that has it.
            loop {
                if let Some(found) =
                    self.find_script(&format!("{folder}/src/{rest}")).or_else(|| self.find_script(&format!("{folder}/{rest}")))
                {
                    return Some(found);
                }
                folder = folder.rsplit_once('/').map_or(if folder.is_empty() { None } else { Some("") }, |(parent, _)| Some(parent))?;
            }
        })
    }

    fn find_script(&self, path: &str) -> Option<FileId> {
        let path = normalise(path);
        let by_ending =
            |path: &str| SCRIPT_ENDINGS.iter().find_map(|ending| self.project.find(&format!("{path}{ending}"))).map(|file| file.id);
        // TypeScript's ESM writes `./a.js` for `a.ts`.
        by_ending(&path).or_else(|| path.strip_suffix(".js").or(path.strip_suffix(".mjs")).and_then(by_ending))
    }

    fn resolve_python(&self, importer: &File, module: &str) -> Option<FileId> {
        let dots = module.bytes().take_while(|byte| *byte == b'.').count();
        let rest = module[dots..].replace('.', "/");
        if dots > 0 {
            let mut folder = importer.folder();
            for _ in 1..dots {
                folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
            }
            return self.find_python(folder, &rest);
        }
        let beside = self.find_python(importer.folder(), &rest);
        beside.or_else(|| self.python_roots.iter().find_map(|root| self.find_python(root, &rest)))
    }

    fn find_python(&self, folder: &str, path: &str) -> Option<FileId> {
        let base = normalise(&format!("{folder}/{path}"));
        let candidates = [format!("{base}.py"), normalise(&format!("{base}/__init__.py"))];
        candidates.iter().filter(|path| path.as_str() != ".py").find_map(|path| self.project.find(path)).map(|file| file.id)
    }
}

/// The folders that Python may import from: the root, and every folder that holds Python files but is no package.
fn python_roots(project: &Project) -> Vec<String> {
    let mut roots: HashMap<String, bool> = HashMap::new();
    for file in project.files().iter().filter(|file| file.format == Format::Python) {
        *roots.entry(file.folder().to_owned()).or_default() |= file.name() == "__init__.py";
        if let Some((parent, _)) = file.folder().rsplit_once('/') {
            roots.entry(parent.to_owned()).or_default();
        }
    }
    let mut folders: Vec<String> = roots.into_iter().filter(|(_, package)| !package).map(|(folder, _)| folder).collect();
    folders.push(String::new());
    folders.sort();
    folders.dedup();
    folders
}

/// `compilerOptions.paths.@/*.0 = "./src/*"` as (`@/`, `src`).
fn alias(file: &File, kind: &FactKind) -> Option<(String, String)> {
    let FactKind::Setting(setting) = kind else { return None };
    if !(file.name().starts_with("tsconfig") || file.name().starts_with("jsconfig")) {
        return None;
    }
    let Value::Text(target) = &setting.value else { return None };
    if setting.key == "compilerOptions.baseUrl" {
        return Some((String::new(), normalise(&format!("{}/{target}", file.folder()))));
    }
    let pattern = setting.key.strip_prefix("compilerOptions.paths.")?.rsplit_once('.')?.0;
    let folder = normalise(&format!("{}/{}", file.folder(), target.trim_end_matches('*')));
    Some((pattern.trim_end_matches('*').to_owned(), folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_found_as_their_language_looks_for_them() {
        let project = Project::from_files(
            [
                "src/app.ts",
                "src/db/index.ts",
                "src/models/user.ts",
                "app/__init__.py",
                "app/main/routes.py",
                "app/models.py",
                "package.json",
            ]
            .map(|path| (path, "")),
        );
        let modules = Modules::new(&project, &Facts::default());
        let resolve =
            |importer: &str, module: &str| modules.resolve(project.find(importer).unwrap(), module).map(|id| project.file(id).path.clone());
        assert_eq!(resolve("src/app.ts", "./db").as_deref(), Some("src/db/index.ts"));
        assert_eq!(resolve("src/db/index.ts", "../models/user.js").as_deref(), Some("src/models/user.ts"));
        assert_eq!(resolve("src/db/index.ts", "@/models/user").as_deref(), Some("src/models/user.ts"));
        assert_eq!(resolve("src/app.ts", "express"), None);
        assert_eq!(resolve("app/main/routes.py", "..models").as_deref(), Some("app/models.py"));
        assert_eq!(resolve("app/main/routes.py", "app").as_deref(), Some("app/__init__.py"));
        assert_eq!(resolve("app/main/routes.py", "flask"), None);
    }
}
