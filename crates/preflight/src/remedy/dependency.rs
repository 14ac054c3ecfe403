//! Questions about the declared dependencies.

use crate::facts::{Dependency, DependencyScope, FactKind, Facts};

/// The dependency of this name, the one that the app runs with first.
pub fn declared<'f>(facts: &'f Facts, name: &str) -> Option<&'f Dependency> {
    let known = |dependency: &&Dependency| dependency.name == name && dependency.scope != DependencyScope::Transitive;
    let found: Vec<_> = all(facts).filter(known).collect();
    found.iter().find(|dependency| dependency.scope == DependencyScope::Runtime).or(found.first()).copied()
}

/// Its major version, if it is declared with one.
pub fn major(facts: &Facts, name: &str) -> Option<u32> {
    let dependency = declared(facts, name)?;
    let version = dependency.locked.as_ref().or(dependency.version.as_ref())?;
    leading_number(version)
}

/// The first number of a version or range: 7 of `^7.1.0`, 2 of `>=2,<3`.
pub fn leading_number(version: &str) -> Option<u32> {
    let digits = version.trim_start_matches(|character: char| !character.is_ascii_digit());
    digits.split(|character: char| !character.is_ascii_digit()).next()?.parse().ok()
}

/// True when the app has a MySQL driver and none for PostgreSQL.
pub fn prefers_mysql(facts: &Facts) -> bool {
    let any = |names: &[&str]| names.iter().any(|name| declared(facts, name).is_some());
    any(&["mysql2", "mysql", "mariadb", "pymysql", "mysqlclient", "mysql-connector-python", "aiomysql", "asyncmy"])
        && !any(&["pg", "postgres", "psycopg2", "psycopg2-binary", "psycopg", "asyncpg"])
}

fn all(facts: &Facts) -> impl Iterator<Item = &Dependency> {
    facts.facts.iter().filter_map(|fact| match &fact.kind {
        FactKind::Dependency(dependency) => Some(dependency),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::leading_number;

    #[test]
    fn the_first_number_of_a_range_counts() {
        assert_eq!(leading_number("^7.1.0"), Some(7));
        assert_eq!(leading_number(">=2,<3"), Some(2));
        assert_eq!(leading_number("==4.2.1"), Some(4));
        assert_eq!(leading_number("latest"), None);
    }
}
