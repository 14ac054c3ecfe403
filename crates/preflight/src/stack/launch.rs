//! What a command line starts: the programs in it, through wrappers, scripts of package.json and nested shells.

mod arguments;

use super::tables::{self, Launcher, Target};

use arguments::{Arguments, is_assignment};

/// How deep scripts may call scripts.
const DEPTH: usize = 8;

/// How many commands are looked at: scripts that call themselves many times end here.
const COMMANDS: usize = 200;

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
    let mut reader = Reader { scripts, found: Vec::new(), commands: COMMANDS };
    reader.line(line, At { folder: "", depth: DEPTH });
    reader.found
}

struct Reader<'s> {
    scripts: Scripts<'s>,
    found: Vec<Launch>,
    /// How many more commands are looked at.
    commands: usize,
}

/// Where a command stands.
#[derive(Clone, Copy)]
struct At<'f> {
    /// Its folder, from the app's; empty for the app's own.
    folder: &'f str,
    /// How much deeper it may call others.
    depth: usize,
}

impl<'f> At<'f> {
    fn deeper(self) -> Self {
        At { depth: self.depth.saturating_sub(1), ..self }
    }

    /// A path of the command from the app's folder.
    fn path(self, path: &str) -> String {
        if self.folder.is_empty() || path.starts_with('/') { path.to_owned() } else { format!("{}/{path}", self.folder) }
    }
}

impl Reader<'_> {
    fn line(&mut self, line: &str, at: At) {
        for line in line.lines() {
            // A change of folder holds for the rest of the line.
            let mut folder = at.folder.to_owned();
            for words in simple_commands(line) {
                match words.as_slice() {
                    [cd, to] if cd == "cd" => folder = At { folder: &folder, ..at }.path(to),
                    words => self.command(words, At { folder: &folder, ..at }),
                }
            }
        }
    }

    fn command(&mut self, words: &[String], at: At) {
        let assigned = words.iter().take_while(|word| is_assignment(word)).count();
        let words = words.get(assigned..).unwrap_or_default();
        let Some((program, rest)) = words.split_first() else { return };
        if at.depth == 0 || self.commands == 0 {
            return;
        }
        self.commands -= 1;
        let name = program.rsplit('/').next().unwrap_or(program);
        let Some(launcher) = tables::launcher(name) else { return self.unknown(program, rest, at) };
        let read = Arguments::read(launcher, rest);
        match launcher.target {
            Target::Wrapper => self.command(read.plain_on(rest), at.deeper()),
            Target::Commands => read.plain.iter().for_each(|(_, line)| self.one_of_several(line, at.deeper())),
            Target::ScriptName => self.script(&read, rest, at.deeper()),
            Target::Script => self.runner(launcher, name, words, &read, at),
            Target::Module => self.push(name, words, read.first().map(|word| LaunchTarget::Module(word.to_owned())), read.port),
            Target::Tool => self.push(name, words, None, read.port),
        }
    }

    fn push(&mut self, program: &str, words: &[String], target: Option<LaunchTarget>, port: Option<String>) {
        self.found.push(Launch { program: program.to_owned(), line: words.join(" "), target, port });
    }

    /// A program that no table knows: perhaps a script of the project; an entry script goes on with the command that follows it.
    fn unknown(&mut self, program: &str, rest: &[String], at: At) {
        let is_path = program.contains('/') || [".py", ".js", ".ts", ".sh"].iter().any(|ending| program.ends_with(ending));
        let target = is_path.then(|| LaunchTarget::Script(at.path(program)));
        let name = program.rsplit('/').next().unwrap_or(program);
        let words: Vec<String> = std::iter::once(program.to_owned()).chain(rest.iter().cloned()).collect();
        self.push(name, &words, target, None);
        if name.contains("entrypoint") && rest.first().is_some_and(|next| tables::launcher(next).is_some()) {
            self.command(rest, at.deeper());
        }
    }

    /// One of the commands that are started together: a line, or the name of a script.
    fn one_of_several(&mut self, line: &str, at: At) {
        let is_name = !line.contains([' ', '/', '.']);
        match line.strip_prefix("npm:").or(is_name.then_some(line)) {
            Some(name) => (self.scripts)(at.folder, name).iter().for_each(|line| self.line(line, at)),
            None => self.line(line, at),
        }
    }

    /// A script of package.json, or a program that its package manager finds.
    fn script(&mut self, read: &Arguments, rest: &[String], at: At) {
        let Some((place, script)) = read.plain.first() else { return };
        let folder = at.path(read.folder.unwrap_or("")).trim_end_matches('/').to_owned();
        let at = At { folder: &folder, ..at };
        match (self.scripts)(&folder, script) {
            Some(line) => self.line(&line, at),
            None => self.command(rest.get(*place..).unwrap_or_default(), at),
        }
    }

    /// A program that runs a file, a module (`-m`), a line (`-c`) or another runner (`--exec`).
    fn runner(&mut self, launcher: &Launcher, name: &str, words: &[String], read: &Arguments, at: At) {
        let rest = words.get(1..).unwrap_or_default();
        let Some((place, held)) = read.held else {
            let target = read.first().map(|path| LaunchTarget::Script(at.path(path)));
            return self.push(name, words, target, read.port.clone());
        };
        if launcher.option.iter().any(|option| option == "-c") || held.contains(' ') {
            self.line(held, at.deeper());
        } else if launcher.option.iter().any(|option| option == "-m") {
            match tables::launcher(held) {
                Some(_) => self.command(rest.get(place..).unwrap_or_default(), at.deeper()),
                None => self.push(name, words, Some(LaunchTarget::Module(held.to_owned())), read.port.clone()),
            }
        } else {
            let runner = std::iter::once(held).chain(read.plain.iter().map(|(_, word)| *word)).map(str::to_owned);
            self.command(&runner.collect::<Vec<_>>(), at.deeper());
        }
    }
}

/// The words of each simple command of a line.
fn simple_commands(line: &str) -> Vec<Vec<String>> {
    let line = line.replace("&&", " && ").replace("||", " || ");
    let words = shlex::split(&line).unwrap_or_else(|| line.split_whitespace().map(str::to_owned).collect());
    let mut commands = vec![Vec::new()];
    for word in words {
        let ends = matches!(word.as_str(), "&&" | "||" | ";" | "|" | "&");
        let plain = word.strip_suffix(';').unwrap_or(&word);
        if let Some(command) = commands.last_mut().filter(|_| !ends && !plain.is_empty()) {
            command.push(plain.to_owned());
        }
        if ends || plain.len() < word.len() {
            commands.push(Vec::new());
        }
    }
    commands
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
            ("npm --prefix api start", &["api/api.js"]),
            ("cd api && npm start", &["api/api.js"]),
            ("cd web; node a.js&&node b.js", &["web/a.js", "web/b.js"]),
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
    fn scripts_that_call_themselves_end() {
        let scripts = |_: &str, _: &str| Some("npm run a && ".repeat(100));
        assert!(launches("npm run a", &scripts).is_empty());
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
