//! Files that pin the version of a runtime, and hold little else.

use super::lines::lines;
use super::reader::Reader;

/// The files and their runtimes.
const FILES: &[(&str, &str)] = &[
    (".nvmrc", "node"),
    (".node-version", "node"),
    (".bun-version", "bun"),
    (".python-version", "python"),
    (".ruby-version", "ruby"),
    (".go-version", "go"),
    (".java-version", "java"),
];

/// Names of runtimes in `.tool-versions` and `runtime.txt`.
const RUNTIMES: &[(&str, &str)] = &[
    ("nodejs", "node"),
    ("node", "node"),
    ("bun", "bun"),
    ("python", "python"),
    ("ruby", "ruby"),
    ("golang", "go"),
    ("java", "java"),
    ("php", "php"),
    ("dotnet", "dotnet"),
    ("rust", "rust"),
];

/// Reads the version, if the file is one that pins it.
pub(super) fn read(reader: &mut Reader) {
    let name = reader.file.name();
    let separator = match name {
        "runtime.txt" => '-',
        ".tool-versions" => ' ',
        _ => return whole_line(reader),
    };
    for line in lines(reader.text()) {
        if let Some((runtime, version)) = line.text.trim().split_once(separator)
            && let Some((_, runtime)) = RUNTIMES.iter().find(|(known, _)| *known == runtime)
        {
            let version = version.split_whitespace().next().unwrap_or_default();
            reader.version(runtime, version, line.span());
        }
    }
}

fn whole_line(reader: &mut Reader) {
    let Some((_, runtime)) = FILES.iter().find(|(known, _)| *known == reader.file.name()) else { return };
    let first = lines(reader.text()).find(|line| !line.text.trim().is_empty() && !line.text.trim().starts_with('#'));
    if let Some(line) = first {
        reader.version(runtime, line.text.trim().trim_start_matches('v'), line.span());
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::config::testing::summary;

    #[test]
    fn versions_by_file() {
        assert_eq!(summary(".nvmrc", "v18.2\n"), "version node 18.2 | v18.2\n");
        assert_eq!(summary("runtime.txt", "python-3.11.4"), "version python 3.11.4 | python-3.11.4\n");
        assert_eq!(summary(".tool-versions", "nodejs 20.1\nterraform 1\n"), "version node 20.1 | nodejs 20.1\n");
        assert_eq!(summary("notes.txt", "python 3"), "");
    }
}
