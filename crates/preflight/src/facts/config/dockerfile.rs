//! Dockerfiles. Only the last stage, and the stages that it is made `FROM`, are in the container that runs.

use parse_dockerfile::{Command, HealthcheckArguments, Instruction, JsonOrStringArray, parse_iter};

use super::container::{container_port, image_name, resolved};
use super::reader::Reader;
use super::shell;
use crate::facts::{FactKind, Image, Purpose, Value};
use crate::text::Span;

/// How many broken lines of a file are left out before the rest is given up.
const MAX_MISTAKES: usize = 16;

/// An instruction that matters here, without the parser's borrowed parts.
enum Step {
    From { image: String, stage: Option<String> },
    Argument(String),
    Environment(String),
    Expose(Vec<String>),
    Volume(Vec<String>),
    WorkingDirectory(String),
    Run(String),
    Start { line: String, is_entry_point: bool },
    HealthCheck(Option<String>),
}

/// A stage: its steps, and the names and values of its variables.
struct Stage {
    image: String,
    name: Option<String>,
    span: Span,
    steps: Vec<(Step, Span)>,
}

/// Reads images, variables, ports, volumes and commands.
pub(super) fn read(reader: &mut Reader) {
    let steps = steps(reader);
    let (global, stages) = stages(steps);
    let running = running(&stages);
    for (index, stage) in stages.iter().enumerate() {
        let image = Image { name: image_name(&stage.image), stage: stage.name.clone(), last: running.contains(&index) };
        reader.push(FactKind::Image(image), stage.span);
    }
    let mut known = global;
    let mut start = Start::default();
    for index in running.iter().rev() {
        let Some(stage) = stages.get(*index) else { continue };
        start.next_stage();
        stage.steps.iter().for_each(|(step, span)| apply(reader, step, *span, &mut known, &mut start));
    }
    start.push(reader);
}

/// The instructions of the file. Lines that can't be read are blanked out, so that the others keep their places.
fn steps(reader: &mut Reader) -> Vec<(Step, Span)> {
    let mut text = reader.text().to_owned();
    let mut steps = Vec::new();
    for _ in 0..MAX_MISTAKES {
        steps.clear();
        let failed = match parse_iter(&text) {
            Ok(instructions) => instructions.fold(None, |failed, instruction| match instruction {
                Ok(instruction) => {
                    let span = span_of(&instruction, &text);
                    steps.extend(step(&instruction, &text).map(|step| (step, span)));
                    failed
                }
                Err(error) => Some(error),
            }),
            Err(error) => Some(error),
        };
        let Some(error) = failed else { return steps };
        reader.note(format!("No valid Dockerfile: {error}."));
        if !blank_line(&mut text, error.line()) {
            break;
        }
    }
    steps
}

/// Replaces a line (from 1) by a comment of the same length. False when there is nothing left to replace.
fn blank_line(text: &mut String, number: usize) -> bool {
    let Some(line) = super::lines::lines(text).nth(number.saturating_sub(1)) else { return false };
    let (start, end) = (line.start, line.start + line.text.len());
    if start == end || line.text.starts_with('#') {
        return false;
    }
    text.replace_range(start..end, &"#".repeat(end - start));
    true
}

/// The place of an instruction, from its keyword to the end of its last line.
fn span_of(instruction: &Instruction, text: &str) -> Span {
    let (start, last) = match instruction {
        Instruction::From(it) => (it.from.span.start, it.as_.as_ref().map_or(it.image.span.end, |(_, name)| name.span.end)),
        Instruction::Arg(it) => (it.arg.span.start, it.arguments.span.end),
        Instruction::Env(it) => (it.env.span.start, it.arguments.span.end),
        Instruction::Expose(it) => (it.expose.span.start, it.arguments.last().map_or(it.expose.span.end, |last| last.span.end)),
        Instruction::Workdir(it) => (it.workdir.span.start, it.arguments.span.end),
        Instruction::Run(it) => (it.run.span.start, it.here_docs.last().map_or(command_end(&it.arguments), |last| last.span.end)),
        Instruction::Cmd(it) => (it.cmd.span.start, command_end(&it.arguments)),
        Instruction::Entrypoint(it) => (it.entrypoint.span.start, command_end(&it.arguments)),
        Instruction::Volume(it) => match &it.arguments {
            JsonOrStringArray::Json(array) => (it.volume.span.start, array.span.end),
            JsonOrStringArray::String(words) => (it.volume.span.start, words.last().map_or(it.volume.span.end, |last| last.span.end)),
        },
        Instruction::Healthcheck(it) => match &it.arguments {
            HealthcheckArguments::Cmd { arguments, .. } => (it.healthcheck.span.start, command_end(arguments)),
            HealthcheckArguments::None { none, .. } => (it.healthcheck.span.start, none.span.end),
            _ => (it.healthcheck.span.start, it.healthcheck.span.end),
        },
        _ => (0, 0),
    };
    let trimmed = text.get(start..last).map_or(0, |slice| slice.trim_end().len());
    Span::new(start, start + trimmed)
}

fn command_end(command: &Command) -> usize {
    match command {
        Command::Exec(words) => words.span.end,
        Command::Shell(line) => line.span.end,
        _ => 0,
    }
}

fn step(instruction: &Instruction, text: &str) -> Option<Step> {
    Some(match instruction {
        Instruction::From(it) => {
            Step::From { image: it.image.value.to_string(), stage: it.as_.as_ref().map(|(_, name)| name.value.to_string()) }
        }
        Instruction::Arg(it) => Step::Argument(it.arguments.value.to_string()),
        // The text as written: the parser's has lost where its parts stand.
        Instruction::Env(it) => Step::Environment(text.get(it.arguments.span.clone())?.to_owned()),
        Instruction::Expose(it) => Step::Expose(it.arguments.iter().map(|port| port.value.to_string()).collect()),
        Instruction::Volume(it) => Step::Volume(match &it.arguments {
            JsonOrStringArray::Json(array) => array.value.iter().map(|path| path.value.to_string()).collect(),
            JsonOrStringArray::String(words) => words.iter().map(|path| path.value.to_string()).collect(),
        }),
        Instruction::Workdir(it) => Step::WorkingDirectory(it.arguments.value.to_string()),
        Instruction::Run(it) => {
            let documents = it.here_docs.iter().map(|document| document.value.trim_end());
            Step::Run(std::iter::once(line_of(&it.arguments).as_str()).chain(documents).collect::<Vec<_>>().join("\n"))
        }
        Instruction::Cmd(it) => Step::Start { line: line_of(&it.arguments), is_entry_point: false },
        Instruction::Entrypoint(it) => Step::Start { line: line_of(&it.arguments), is_entry_point: true },
        Instruction::Healthcheck(it) => Step::HealthCheck(match &it.arguments {
            HealthcheckArguments::Cmd { arguments, .. } => Some(line_of(arguments)),
            _ => None,
        }),
        _ => return None,
    })
}

/// A command as a shell would read it, on one line.
fn line_of(command: &Command) -> String {
    match command {
        Command::Exec(words) => shell::join(words.value.iter().map(|word| word.value.to_string())),
        Command::Shell(line) => shell::one_line(line.value),
        _ => String::new(),
    }
}

/// Splits the steps into stages, and gives the arguments that stand before the first.
fn stages(steps: Vec<(Step, Span)>) -> (Vec<(String, String)>, Vec<Stage>) {
    let mut global = Vec::new();
    let mut stages: Vec<Stage> = Vec::new();
    for (step, span) in steps {
        match (step, stages.last_mut()) {
            (Step::From { image, stage }, _) => {
                stages.push(Stage { image: resolved(&image, &global), name: stage, span, steps: Vec::new() });
            }
            (Step::Argument(text), None) => assign(&text, &mut global),
            (step, Some(stage)) => stage.steps.push((step, span)),
            _ => {}
        }
    }
    (global, stages)
}

/// Remembers `NAME=value`.
fn assign(text: &str, known: &mut Vec<(String, String)>) {
    for word in shell::words(text) {
        if let Some((name, value)) = word.value.split_once('=') {
            let value = resolved(value, known);
            known.push((name.to_owned(), value));
        }
    }
}

/// The stages that the container is made of, the last one first.
fn running(stages: &[Stage]) -> Vec<usize> {
    let mut chain: Vec<usize> = stages.len().checked_sub(1).into_iter().collect();
    while let Some(&current) = chain.last() {
        let earlier = stages.iter().take(current).rposition(|stage| {
            stage.name.as_ref().is_some_and(|name| stages.get(current).is_some_and(|stage| stage.image.eq_ignore_ascii_case(name)))
        });
        match earlier {
            Some(earlier) => chain.push(earlier),
            None => break,
        }
    }
    chain
}

fn apply(reader: &mut Reader, step: &Step, span: Span, known: &mut Vec<(String, String)>, start: &mut Start) {
    match step {
        Step::Argument(text) => assign(text, known),
        Step::Environment(text) => environment(reader, text, span, known),
        Step::Expose(ports) => {
            for port in ports.iter().filter_map(|port| container_port(&resolved(port, known))) {
                reader.push(FactKind::Port(port), span);
            }
        }
        Step::Volume(paths) => paths.iter().for_each(|path| reader.push(FactKind::Volume(resolved(path, known)), span)),
        Step::WorkingDirectory(path) => reader.setting("workdir".into(), Value::Text(resolved(path, known)), span),
        Step::Run(line) => reader.command(Purpose::Image, None, line, span),
        Step::Start { line, is_entry_point: true } => start.entry_point(line, span),
        Step::Start { line, is_entry_point: false } => start.command = Some((line.clone(), span)),
        Step::HealthCheck(line) => {
            reader.setting("healthcheck".into(), line.clone().map_or(Value::Null, Value::Text), span);
        }
        Step::From { .. } => {}
    }
}

/// `ENV NAME=value …`, or the older `ENV NAME value`.
fn environment(reader: &mut Reader, text: &str, span: Span, known: &mut Vec<(String, String)>) {
    let words = shell::words(text);
    let begin = span.end as usize - text.trim_end().len().min(span.end as usize);
    if let Some(first) = words.first().filter(|first| !first.value.contains('=')) {
        let value = text.get(first.end..).unwrap_or_default().trim();
        let value = shell::words(value).into_iter().map(|word| word.value).collect::<Vec<_>>().join(" ");
        return remember(reader, &first.value, &value, span, known);
    }
    for word in &words {
        if let Some((name, value)) = word.value.split_once('=') {
            remember(reader, name, value, Span::new(begin + word.start, begin + word.end), known);
        }
    }
}

fn remember(reader: &mut Reader, name: &str, value: &str, span: Span, known: &mut Vec<(String, String)>) {
    let value = resolved(value, known);
    reader.environment(name, Some(value.clone()), span);
    known.push((name.to_owned(), value));
}

/// What starts the container: the last ENTRYPOINT and the last CMD. An ENTRYPOINT drops the CMD of the stages before.
#[derive(Default)]
struct Start {
    entry_point: Option<(String, Span)>,
    command: Option<(String, Span)>,
    inherited: bool,
}

impl Start {
    fn next_stage(&mut self) {
        self.inherited = self.command.is_some();
    }

    fn entry_point(&mut self, line: &str, span: Span) {
        if std::mem::take(&mut self.inherited) {
            self.command = None;
        }
        self.entry_point = Some((line.to_owned(), span)).filter(|(line, _)| !line.is_empty());
    }

    fn push(self, reader: &mut Reader) {
        match (self.entry_point, self.command) {
            (Some((entry_point, _)), Some((command, span))) => {
                reader.command(Purpose::Start, None, &format!("{entry_point} {command}"), span);
            }
            (Some((line, span)), None) | (None, Some((line, span))) => reader.command(Purpose::Start, None, &line, span),
            (None, None) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::config::testing::summary;

    #[test]
    fn only_the_stages_that_run_give_facts() {
        let text = "ARG V=20\nFROM node:${V}-slim AS base\nENV A=1 \\\n    B=\"two words\"\nWORKDIR /app\nFROM base AS build\nRUN npm run build\nENV SECRET=x\n\
            FROM base\nENV OLD some value\nARG PORT=3000\nEXPOSE ${PORT} 9000/udp\nVOLUME [\"/data\"]\nVOLUME /a /b\nRUN apt-get update && \\\n  apt-get install curl\n\
            HEALTHCHECK --interval=5s CMD curl -f http://localhost/\nENTRYPOINT [\"./entry.sh\"]\nCMD [\"node\", \"server.js\"]\n";
        insta::assert_snapshot!(summary("Dockerfile", text), @r#"
        image node:20-slim as base (last) | FROM node:${V}-slim AS base
        image base as build | FROM base AS build
        image base as - (last) | FROM base
        environment A Some("1") for - | A=1
        environment B Some("two words") for - | B="two words"
        setting workdir = "/app" | WORKDIR /app
        environment OLD Some("some value") for - | ENV OLD some value
        port 3000 | EXPOSE ${PORT} 9000/udp
        volume /data | VOLUME ["/data"]
        volume /a | VOLUME /a /b
        volume /b | VOLUME /a /b
        command Image -: apt-get update && apt-get install curl | RUN apt-get update && \⏎  apt-get install curl
        setting healthcheck = "curl -f http://localhost/" | HEALTHCHECK --interval=5s CMD curl -f http://localhost/
        command Start -: ./entry.sh node server.js | CMD ["node", "server.js"]
        "#);
    }

    #[test]
    fn an_entry_point_drops_an_inherited_command() {
        let text = "FROM a AS one\nCMD old\nFROM one\nENTRYPOINT new\n";
        assert!(summary("Dockerfile", text).ends_with("command Start -: new | ENTRYPOINT new\n"));
    }

    #[test]
    fn broken_lines_do_not_hide_the_others() {
        let found = summary("Dockerfile", "FROM node\nNONSENSE here\nEXPOSE 80\nCMD node a.js\n");
        insta::assert_snapshot!(found, @r#"
        image node as - (last) | FROM node
        port 80 | EXPOSE 80
        command Start -: node a.js | CMD node a.js
        ! No valid Dockerfile: unknown instruction 'NONSENSE' at line 2 column 1.
        "#);
    }
}
