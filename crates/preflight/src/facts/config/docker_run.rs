//! A `docker run …` command.

use super::container::{container_port, image_name};
use super::reader::Reader;
use super::shell::{self, Word};
use crate::facts::{FactKind, Image, Purpose, Value};
use crate::text::Span;

/// Options without a value. All others have one.
const FLAGS: &[&str] = &[
    "--detach",
    "--help",
    "--init",
    "--interactive",
    "--no-healthcheck",
    "--oom-kill-disable",
    "--privileged",
    "--publish-all",
    "--quiet",
    "--read-only",
    "--rm",
    "--sig-proxy",
    "--tty",
    "--use-api-socket",
    "--disable-content-trust",
];

/// The letters of short options without a value.
const SHORT_FLAGS: &str = "ditqP";

/// Reads every `docker run` of the text.
pub(super) fn read(reader: &mut Reader) {
    for (start, line) in shell::logical_lines(reader.text()) {
        let words = shell::words(line);
        if let Some(at) = words.windows(2).position(begins_run) {
            let run = Run { start, line, begin: words.get(at).map_or(0, |word| word.start) };
            run.read(reader, words.get(at + 2..).unwrap_or_default());
        }
    }
}

/// `docker run`, `podman run`, `docker container run`.
fn begins_run(pair: &[Word]) -> bool {
    matches!(pair, [program, verb] if matches!(program.value.as_str(), "docker" | "podman" | "container") && verb.value == "run")
}

/// A command in the text.
struct Run<'t> {
    /// Where its line begins in the file.
    start: usize,
    line: &'t str,
    /// Where it begins in its line.
    begin: usize,
}

impl Run<'_> {
    fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.start + from, self.start + to)
    }

    fn read(&self, reader: &mut Reader, words: &[Word]) {
        let whole = self.span(self.begin, self.line.trim_end().len());
        let mut words = words.iter().peekable();
        while let Some(word) = words.next_if(|word| word.value.starts_with('-')) {
            let (name, inline) = match word.value.split_once('=') {
                Some((name, value)) if name.starts_with("--") => (name.to_owned(), Some(value.to_owned())),
                _ => short(&word.value),
            };
            let is_flag = FLAGS.contains(&name.as_str())
                || (!name.starts_with("--") && name.chars().skip(1).all(|letter| SHORT_FLAGS.contains(letter)));
            let (value, end) = match (inline, is_flag) {
                (Some(value), _) => (value, word.end),
                (None, true) => continue,
                (None, false) => words.next().map_or((String::new(), word.end), |next| (next.value.clone(), next.end)),
            };
            option(reader, &name, &value, self.span(word.start, end), whole);
        }
        let Some(image) = words.next() else { return };
        let named = Image { name: image_name(&image.value), stage: None, last: true };
        reader.push_within(FactKind::Image(named), self.span(image.start, image.end), whole);
        let (first, rest) = (words.peek().map(|word| word.start), words.collect::<Vec<_>>());
        if let (Some(first), Some(last)) = (first, rest.last()) {
            let line = shell::join(rest.iter().map(|word| word.value.clone()));
            reader.command(Purpose::Start, None, &line, self.span(first, last.end));
        }
    }
}

/// A short option with the value that it may hold: `-p80:80`.
fn short(word: &str) -> (String, Option<String>) {
    let has_value = !word.starts_with("--") && word.chars().nth(1).is_some_and(|letter| letter.is_ascii() && !SHORT_FLAGS.contains(letter));
    match word.get(2..).filter(|value| has_value && !value.is_empty()) {
        Some(value) => (word.chars().take(2).collect(), Some(value.trim_start_matches('=').to_owned())),
        None => (word.to_owned(), None),
    }
}

fn option(reader: &mut Reader, name: &str, value: &str, span: Span, whole: Span) {
    match name {
        "-e" | "--env" => {
            let (name, value) = value.split_once('=').map_or((value, None), |(name, value)| (name, Some(value.to_owned())));
            reader.environment(name, value, span);
        }
        "-p" | "--publish" | "--expose" => {
            if let Some(port) = container_port(value) {
                reader.push_within(FactKind::Port(port), span, whole);
            }
        }
        "-v" | "--volume" => reader.push_within(FactKind::Volume(value.to_owned()), span, whole),
        "--mount" => {
            if let Some(volume) = mount(value) {
                reader.push_within(FactKind::Volume(volume), span, whole);
            }
        }
        name => {
            let key = name.trim_start_matches('-').to_owned();
            reader.setting(key, Value::Text(value.to_owned()), span);
        }
    }
}

/// `source:target` of `type=volume,source=a,target=/b`; nothing for a mount that lives in memory.
fn mount(value: &str) -> Option<String> {
    let field = |names: &[&str]| {
        value.split(',').filter_map(|part| part.split_once('=')).find(|(key, _)| names.contains(key)).map(|(_, value)| value)
    };
    let target = field(&["target", "dst", "destination"])?;
    let source = field(&["source", "src"]);
    (field(&["type"]) != Some("tmpfs")).then(|| source.map_or(target.to_owned(), |source| format!("{source}:{target}")))
}

#[cfg(test)]
mod tests {
    use crate::facts::config::testing::summary;

    #[test]
    fn options_image_and_command() {
        let text = "# start\ndocker run -d --rm -it \\\n  --name app -p 80:3000 -p8443:443 \\\n  -e A=1 --env=\"B=two words\" -e PASSED \\\n  -v data:/app/uploads --mount type=bind,src=/x,dst=/y \\\n  ghcr.io/me/app:1 node server.js --port 3000\ndocker run postgres\n";
        insta::assert_snapshot!(summary("docker-run.txt", text), @r#"
        setting name = "app" | --name app
        port 3000 | -p 80:3000
        port 443 | -p8443:443
        environment A Some("1") for - | -e A=1
        environment B Some("two words") for - | --env="B=two words"
        environment PASSED None for - | -e PASSED
        volume data:/app/uploads | -v data:/app/uploads
        volume /x:/y | --mount type=bind,src=/x,dst=/y
        image me/app:1 as - (last) | ghcr.io/me/app:1
        command Start -: node server.js --port 3000 | node server.js --port 3000
        image postgres as - (last) | postgres
        "#);
    }
}
