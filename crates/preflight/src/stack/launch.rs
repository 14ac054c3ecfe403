//! What a command line starts: the programs in it, through wrappers, scripts of package.json and nested shells.

use super::tables::{self, Launcher, Target};

/// How deep scripts may call scripts.
const DEPTH: usize = 8;

/// A program that a command line starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Launch {
    /// Its name without folders.
    pub program: String,
    /// The words of its command.
    pub line: String,
    /// What it runs.
    pub target: Option<LaunchTarget>,
    /// The port of its command line, as written: `8000`, `$PORT`.
    pub port: Option<String>,
}

/// What a program is told to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LaunchTarget {
    /// A path.
    Script(String),
    /// A Python module, perhaps with an object: `app.main:create_app()`.
    Module(String),
}

/// Where the scripts of package.json are looked up: (folder below the app's or empty, name) to the script's line.
pub(super) type Scripts<'s> = &'s dyn Fn(&str, &str) -> Option<String>;

/// The programs that a command line starts, in its order.
pub(super) fn launches(line: &str, scripts: Scripts) -> Vec<Launch> {
    let mut found = Vec::new();
    line_of(line, scripts, DEPTH, &mut found);
    found
}

fn line_of(line: &str, scripts: Scripts, depth: usize, found: &mut Vec<Launch>) {
    if depth == 0 {
        return;
    }
    for line in line.lines() {
        let words = shlex::split(line).unwrap_or_else(|| line.split_whitespace().map(str::to_owned).collect());
        let mut simple: Vec<String> = Vec::new();
        for word in words {
            let ends = matches!(word.as_str(), "&&" | "||" | ";" | "|" | "&");
            let (word, last) = word.strip_suffix(';').map_or((word.as_str(), false), |word| (word, true));
            if !ends && !word.is_empty() {
                simple.push(word.to_owned());
            }
            if ends || last {
                command(&simple, scripts, depth, found);
                simple.clear();
            }
        }
        command(&simple, scripts, depth, found);
    }
}

fn command(words: &[String], scripts: Scripts, depth: usize, found: &mut Vec<Launch>) {
    let assigned = words.iter().take_while(|word| is_assignment(word)).count();
    let Some((program, rest)) = words.get(assigned..).and_then(<[String]>::split_first) else { return };
    let name = program.rsplit('/').next().unwrap_or(program);
    let Some(launcher) = tables::launcher(name).filter(|_| depth > 0) else {
        let is_path = program.contains('/') || [".py", ".js", ".ts", ".sh"].iter().any(|ending| program.ends_with(ending));
        let target = is_path.then(|| LaunchTarget::Script(program.clone()));
        let is_entry = name.contains("entrypoint") && rest.first().is_some_and(|next| tables::launcher(next).is_some());
        found.push(Launch { program: name.to_owned(), line: words.join(" "), target, port: None });
        if is_entry {
            command(rest, scripts, depth.saturating_sub(1), found);
        }
        return;
    };
    let read = Arguments::read(launcher, rest);
    let line = words.get(assigned..).unwrap_or_default().join(" ");
    let mut nested = |line: &[String]| command(line, scripts, depth - 1, found);
    match launcher.target {
        Target::Wrapper => nested(read.plain_on(rest)),
        Target::Commands => {
            read.plain.iter().for_each(|(_, line)| match line.strip_prefix("npm:").or_else(|| is_word(line).then_some(line)) {
                Some(name) => scripts("", name).iter().for_each(|line| line_of(line, scripts, depth - 1, found)),
                None => line_of(line, scripts, depth - 1, found),
            })
        }
        Target::ScriptName => {
            let Some((at, script)) = read.plain.first() else { return };
            match scripts(read.folder.unwrap_or(""), script) {
                Some(line) => line_of(&line, scripts, depth - 1, found),
                None => nested(&rest[*at..]),
            }
        }
        Target::Script | Target::Module | Target::Tool => match (launcher.target, read.held) {
            (Target::Script, Some((_, line))) if name.ends_with("sh") || line.contains(' ') => line_of(line, scripts, depth - 1, found),
            (Target::Script, Some((at, module))) if tables::launcher(module).is_some() => nested(&rest[at..]),
            (Target::Script, Some((_, module))) if read.plain.is_empty() || name.starts_with("py") => {
                let target = Some(LaunchTarget::Module(module.to_owned()));
                found.push(Launch { program: name.to_owned(), line, target, port: read.port });
            }
            (Target::Script, Some((_, runner))) => {
                let line: Vec<String> =
                    [runner.to_owned()].into_iter().chain(read.plain.iter().map(|(_, word)| (*word).to_owned())).collect();
                nested(&line);
            }
            (target, held) => {
                let word = held.or_else(|| read.plain.first().copied()).map(|(_, word)| word.to_owned());
                let target = match target {
                    Target::Script => word.map(LaunchTarget::Script),
                    Target::Module => word.map(LaunchTarget::Module),
                    _ => None,
                };
                found.push(Launch { program: name.to_owned(), line, target, port: read.port });
            }
        },
    }
}

/// The arguments of a launcher, told apart.
struct Arguments<'w> {
    /// Plain words after the launcher's own ones, with their places.
    plain: Vec<(usize, &'w str)>,
    /// The value of the option that holds the target, with its place.
    held: Option<(usize, &'w str)>,
    /// The value of the option that holds the port.
    port: Option<String>,
    /// The value of an option that changes the folder.
    folder: Option<&'w str>,
}

/// Options that change the folder of the command.
const FOLDERS: &[&str] = &["--prefix", "--cwd", "-C", "--dir"];

impl<'w> Arguments<'w> {
    fn read(launcher: &Launcher, words: &'w [String]) -> Self {
        let mut read = Arguments { plain: Vec::new(), held: None, port: None, folder: None };
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let (option, glued) = match word.split_once('=').filter(|_| word.starts_with('-')) {
                Some((option, value)) => (option, Some(value)),
                None => (word.as_str(), None),
            };
            let (place, value) = match glued {
                Some(value) => (at, Some(value)),
                None => (at + 1, words.get(at + 1).map(String::as_str)),
            };
            let knows = |options: &[String]| options.iter().any(|known| known == option);
            let takes = knows(&launcher.option) || knows(&launcher.valued) || knows(&launcher.port);
            if word.starts_with('-') {
                if knows(&launcher.option) && read.held.is_none() {
                    read.held = value.map(|value| (place, value));
                }
                if knows(&launcher.port) {
                    read.port = value.map(|value| value.rsplit(':').next().unwrap_or(value).to_owned());
                }
                if FOLDERS.contains(&option) {
                    read.folder = value;
                }
                // After `python -m module` and `sh -c line` everything belongs to what was named.
                if knows(&launcher.option) && option.len() == 2 && launcher.target == Target::Script {
                    at = place + 1;
                    read.plain.extend(
                        words.iter().enumerate().skip(at).map(|(at, word)| (at, word.as_str())).filter(|(_, word)| !word.starts_with('-')),
                    );
                    return read;
                }
                at += if takes && glued.is_none() { 2 } else { 1 };
                continue;
            }
            let own = launcher.words.iter().any(|known| known == word) && read.plain.is_empty();
            let skipped = own || (launcher.target == Target::Wrapper && is_assignment(word));
            if !skipped {
                read.plain.push((at, word));
                if launcher.target == Target::Wrapper {
                    break;
                }
            }
            at += 1;
        }
        read
    }

    /// The words from the first plain one on.
    fn plain_on<'a>(&self, words: &'a [String]) -> &'a [String] {
        self.plain.first().and_then(|(at, _)| words.get(*at..)).unwrap_or_default()
    }
}

fn is_assignment(word: &str) -> bool {
    word.split_once('=')
        .is_some_and(|(name, _)| !name.is_empty() && name.chars().all(|character| character.is_ascii_alphanumeric() || character == '_'))
}

fn is_word(line: &str) -> bool {
    !line.contains([' ', '/', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(line: &str) -> Vec<String> {
        let scripts = |folder: &str, name: &str| match (folder, name) {
            ("", "server") => Some("nodemon src/index.ts".to_owned()),
            ("", "loop") => Some("npm run loop".to_owned()),
            ("api", "start") => Some("node api.js".to_owned()),
            _ => None,
        };
        let found = launches(line, &scripts).into_iter().filter_map(|launch| match launch.target? {
            LaunchTarget::Script(path) => Some(path),
            LaunchTarget::Module(module) => Some(format!("module {module}")),
        });
        found.collect()
    }

    #[test]
    fn programs_are_found_through_wrappers() {
        for (line, expected) in [
            ("node server.js", &["server.js"][..]),
            ("cross-env NODE_ENV=production node -r dotenv/config dist/main.js", &["dist/main.js"]),
            ("node .", &["."]),
            ("nodemon --exec 'ts-node' src/index.ts", &["src/index.ts"]),
            ("nodemon --exec \"tsx src/app.ts\"", &["src/app.ts"]),
            ("npm run server", &["src/index.ts"]),
            ("npm run loop", &[]),
            ("npm --prefix api start", &["api.js"]),
            ("tsx watch src/a.ts", &["src/a.ts"]),
            ("concurrently \"npm run server\" \"node b.js\"", &["src/index.ts", "b.js"]),
            ("npm run migrate && node a.js", &["a.js"]),
            ("gunicorn -b 0.0.0.0:8000 -w 4 mysite.wsgi:application", &["module mysite.wsgi:application"]),
            ("python -m uvicorn app.main:app --port 80", &["module app.main:app"]),
            ("python manage.py runserver 0.0.0.0:8000", &["manage.py"]),
            ("sh -c 'python -m app'", &["module app"]),
            ("poetry run flask --app src/web run", &["module src/web"]),
            ("./entrypoint.sh", &["./entrypoint.sh"]),
            ("exec tini -- node a.js", &["a.js"]),
            ("next start", &[]),
        ] {
            assert_eq!(targets(line), expected, "{line}");
        }
    }

    #[test]
    fn ports_are_read() {
        let port = |line: &str| launches(line, &|_, _| None).into_iter().find_map(|launch| launch.port);
        assert_eq!(port("gunicorn -b 0.0.0.0:8000 a:b").as_deref(), Some("8000"));
        assert_eq!(port("uvicorn a:b --port $PORT").as_deref(), Some("$PORT"));
        assert_eq!(port("next start -p 4000").as_deref(), Some("4000"));
        assert_eq!(port("node a.js"), None);
    }
}
