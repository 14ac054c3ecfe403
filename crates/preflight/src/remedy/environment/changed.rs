//! The variables that changed code reads.

use std::collections::BTreeMap;

use crate::report::{Migration, Severity};
use crate::rules::Judgement;

/// How code that recipes write reads a variable: what stands before its name.
const READS: &[&str] = &["process.env.", "os.environ[\"", "os.environ['", "os.environ.get(\"", "os.environ.get('", "env(\"", "env('"];

/// The variables that the code of migrations reads, each once, and whether a finding that must be settled asks for it.
pub fn names(judgements: &[Judgement], migrations: &[Migration]) -> Vec<(String, bool)> {
    let id = |judgement: &Judgement| format!("{}@{}:{}", judgement.finding.rule, judgement.finding.path, judgement.finding.line);
    let severities: BTreeMap<String, Severity> =
        judgements.iter().rev().map(|judgement| (id(judgement), judgement.finding.severity)).collect();
    let mut found: Vec<(String, bool)> = Vec::new();
    for migration in migrations {
        let severity = severities.get(&migration.finding).copied().unwrap_or(Severity::Info);
        if severity == Severity::Info {
            continue;
        }
        let changed = migration.steps.iter().filter_map(|step| step.change.as_ref()).map(|change| change.after.as_str());
        for name in changed.flat_map(read_in) {
            if !found.iter().any(|(known, _)| *known == name) {
                found.push((name, severity <= Severity::Configure));
            }
        }
    }
    found
}

fn read_in(code: &str) -> Vec<String> {
    let names = READS.iter().flat_map(|start| code.split(start).skip(1));
    let cut = |rest: &str| rest.chars().take_while(|character| character.is_ascii_alphanumeric() || *character == '_').collect::<String>();
    names.map(cut).filter(|name| name.chars().any(|character| character.is_ascii_uppercase())).collect()
}

#[cfg(test)]
mod tests {
    use super::read_in;

    #[test]
    fn reads_are_found_in_every_language() {
        assert_eq!(read_in("a(process.env.ONE!, process.env.TWO)"), ["ONE", "TWO"]);
        assert_eq!(read_in("os.environ[\"A\"] + os.environ.get('B', 1)"), ["A", "B"]);
        assert_eq!(read_in("url = env(\"DATABASE_URL\")"), ["DATABASE_URL"]);
    }
}
