//! Whatever a file holds, its reader neither panics nor hangs, and every place lies on characters of the file.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use crate::facts::Facts;
use crate::project::Project;

/// A name for every reader.
const NAMES: &[&str] = &[
    "package.json",
    "tsconfig.json",
    "flux.json",
    "flux.yaml",
    "vercel.json",
    "app.json",
    "render.yaml",
    "fly.toml",
    "docker-compose.yml",
    "environment.yml",
    "env.yaml",
    "settings.yaml",
    "pyproject.toml",
    "Pipfile",
    "setup.cfg",
    "alembic.ini",
    "requirements.txt",
    ".env",
    "Procfile",
    "Dockerfile",
    "docker-run.txt",
    "start.sh",
    "schema.prisma",
    ".nvmrc",
    ".tool-versions",
    "runtime.txt",
    "package-lock.json",
    "bun.lock",
    "pnpm-lock.yaml",
    "yarn.lock",
    "poetry.lock",
    "Pipfile.lock",
    "supervisord.conf",
];

/// Pieces that mean something to one of the readers, to get further than noise does.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    ":",
    ": ",
    "=",
    ",",
    "\n",
    "\r\n",
    "  ",
    "\t",
    "- ",
    "-",
    "#",
    " # ",
    "|",
    "|2\n",
    ">\n",
    "&a ",
    "*a",
    "<<: ",
    "<<: {a: 1}\n",
    "---\n",
    "? ",
    "!",
    "%",
    "@",
    "\\",
    "\\\n",
    "$",
    "${",
    "${A:-",
    "$$",
    "%(a)s",
    "%env(",
    ")%",
    "ü",
    "\u{2028}",
    "\u{feff}",
    "😀",
    "\0",
    "FROM a AS b\n",
    "FROM b\n",
    "RUN ",
    "<<EOF\n",
    "EOF\n",
    "ENV A=1 ",
    "EXPOSE ",
    "CMD [",
    "ENTRYPOINT ",
    "HEALTHCHECK ",
    "ONBUILD ",
    "ARG ",
    "services:\n",
    "image: ",
    "build:",
    "ports:",
    "docker run ",
    "-e ",
    "--mount ",
    "\"dependencies\"",
    "\"packages\"",
    "\"scripts\"",
    "datasource a {\n",
    "model ",
    "[program:a]\n",
    "[[package]]\n",
    "[a.b]\n",
    "a@^1:\n",
    "  version \"1\"\n",
    "packages:\n",
    "1",
    "0x",
    "1e9",
    "-e git+https://a/b.git#egg=c",
    "a[b]>=1; ",
    "export ",
    "web: ",
    "\"\"\"",
    "'''",
];

/// Reads a text under a name; the facts' places must lie on characters of the text.
fn read(name: &str, text: &[u8]) {
    let project = Project::from_files([(name, text)]);
    let mut facts = Facts::default();
    project.files().iter().for_each(|file| super::read(&project, file, &mut facts));
    super::finish(&project, &mut facts);
    for fact in &facts.facts {
        let text = &project.file(fact.place.file).text;
        for span in [fact.place.span, fact.context.statement] {
            assert!(text.get(span.start as usize..span.end as usize).is_some(), "{name}: {span:?} of {:?}", fact.kind);
        }
    }
}

proptest! {
    #[test]
    fn noise_is_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        NAMES.iter().for_each(|name| read(name, &bytes));
    }

    #[test]
    fn nonsense_is_read(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        let text = pieces.concat();
        NAMES.iter().for_each(|name| read(name, text.as_bytes()));
    }
}

/// Repetitions that a reader could answer with quadratic work or deep recursion.
#[test]
fn long_repetitions_take_no_time() {
    for piece in PIECES {
        let text = piece.repeat(30_000 / piece.len());
        for name in NAMES {
            let start = Instant::now();
            read(name, text.as_bytes());
            let spent = start.elapsed();
            assert!(spent < Duration::from_secs(1), "{name}: {piece:?} repeated takes {spent:?}");
        }
    }
}
