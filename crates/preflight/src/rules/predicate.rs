//! Conditions over a whole project that facts alone can't say: `predicate = "serves-requests"`.

use super::matcher::Setting;
use crate::facts::{DependencyScope, FactKind};
use crate::project::ProjectKind;

/// A predicate: its name in rule files, and whether it holds.
type Predicate = (&'static str, fn(&Setting) -> bool);

/// Every predicate that a rule may name.
pub const PREDICATES: &[Predicate] = &[
    ("snippet", |setting| setting.project.kind() == ProjectKind::Snippet),
    ("repository", |setting| setting.project.kind() == ProjectKind::Repository),
    ("serves-requests", serves_requests),
    ("server-database-driver", server_database_driver),
    ("no-start-command", no_start_command),
];

/// Whether a predicate holds. An unknown name is held by nothing; rule files are tested for names.
pub fn holds(name: &str, setting: &Setting) -> bool {
    PREDICATES.iter().find(|(known, _)| *known == name).is_some_and(|(_, predicate)| predicate(setting))
}

/// Kinds of app that answer requests.
const SERVERS: &[&str] = &["server-rendered", "rest", "graphql", "websocket", "sse"];

fn serves_requests(setting: &Setting) -> bool {
    SERVERS.contains(&setting.stack.kind.as_str())
}

/// Kinds of app that the platform would have to start, as far as it is known what they are.
const NOTHING_TO_START: &[&str] = &["front-end", "static-site", "library", "desktop", "command-line", "database"];

/// A repository of a server for which neither the project nor the platform's own guess names a command that starts it.
fn no_start_command(setting: &Setting) -> bool {
    let stack = setting.stack;
    setting.project.kind() == ProjectKind::Repository && stack.start.is_none() && !NOTHING_TO_START.contains(&stack.kind.as_str())
}

/// Packages that talk to a database server: with one of them declared, a database URL can switch an app away from SQLite.
const DRIVERS: &[&str] = &[
    "pg",
    "pg-promise",
    "postgres",
    "mysql",
    "mysql2",
    "mariadb",
    "tedious",
    "mssql",
    "mongodb",
    "mongoose",
    "@neondatabase/serverless",
    "@vercel/postgres",
    "@libsql/client",
    "@planetscale/database",
    "@prisma/adapter-pg",
    "psycopg",
    "psycopg2",
    "psycopg2-binary",
    "psycopg-binary",
    "psycopg-c",
    "asyncpg",
    "aiopg",
    "pg8000",
    "pymysql",
    "mysqlclient",
    "aiomysql",
    "asyncmy",
    "mysql-connector-python",
    "pymssql",
    "pyodbc",
    "oracledb",
    "cx-oracle",
    "django-tidb",
    "mssql-django",
    "pymongo",
    "motor",
];

fn server_database_driver(setting: &Setting) -> bool {
    let declared = setting.facts.facts.iter().filter_map(|fact| match &fact.kind {
        FactKind::Dependency(dependency) if dependency.scope != DependencyScope::Development => Some(dependency),
        _ => None,
    });
    let mut any = false;
    for dependency in declared {
        if dependency.scope == DependencyScope::Runtime {
            any = true;
            let name = dependency.name.split('[').next().unwrap_or(&dependency.name);
            if DRIVERS.contains(&name) {
                return true;
            }
        }
    }
    // Without a manifest nothing is known of the drivers, and the doubt speaks for the app.
    !any
}
