//! How names are written: see [`crate::facts::value`].

/// The module as rules name it: without `node:`, `fs/promises` as a member of `fs`.
pub fn module(written: &str) -> String {
    let name = written.strip_prefix("node:").filter(|name| *name != "sqlite" && *name != "test").unwrap_or(written);
    match name {
        "fs/promises" => "fs.promises".into(),
        "path/posix" | "path/win32" => "path".into(),
        "timers/promises" => "timers.promises".into(),
        "stream/promises" => "stream.promises".into(),
        name => name.into(),
    }
}

/// A member of something named. `.default` is the module itself, and what is called on an unknown thing is only known by its last name.
pub fn member(base: &str, name: &str) -> String {
    match (base, name) {
        (base, "default") => base.into(),
        (base, name) => format!("{base}.{name}"),
    }
}

/// A key inside another: unlike a member of a module, `default` is a key like any other.
pub fn key(base: &str, name: &str) -> String {
    if base.is_empty() { name.into() } else { format!("{base}.{name}") }
}

/// Functions that give back what they are given, as far as rules care: conversions.
pub const TRANSPARENT: &[&str] = &[
    "int",
    "str",
    "bool",
    "float",
    "Number",
    "String",
    "parseInt",
    "parseFloat",
    "Number.parseInt",
    "Boolean",
    "os.fspath",
    "bytes",
    "pathlib.Path",
    "pathlib.PurePath",
    "Path",
    "Object.freeze",
    "URL",
    "url.URL",
    "os.path.expanduser",
    "os.path.expandvars",
    "pydantic.SecretStr",
    "sqlalchemy.engine.make_url",
    "sqlalchemy.make_url",
    "distutils.util.strtobool",
    "ast.literal_eval",
    "JSON.parse",
    "url.parse",
    "defineConfig",
    "vite.defineConfig",
    "decodeURIComponent",
    "encodeURIComponent",
    "urllib.parse.quote_plus",
    "urllib.parse.quote",
    "fileURLToPath",
    "url.fileURLToPath",
    "dj_database_url.parse",
    "reactive",
    "Readonly",
];

/// Methods that give back their receiver, as far as rules care.
pub const TRANSPARENT_METHODS: &[&str] = &[
    "trim",
    "strip",
    "lower",
    "upper",
    "toLowerCase",
    "toUpperCase",
    "toString",
    "replace",
    "resolve",
    "absolute",
    "as_posix",
    "rstrip",
    "lstrip",
    "encode",
    "decode",
    "href",
    "split",
    "expanduser",
    "casefold",
];

/// Functions that load a module by its name.
pub const LOADERS: &[&str] = &[".from_object", ".from_pyfile", "import_string", "import_module"];

/// Functions that join paths.
pub const JOINING: &[&str] = &[
    "path.join",
    "path.resolve",
    "os.path.join",
    "posixpath.join",
    "join",
    "resolve",
    "urllib.parse.urljoin",
    "werkzeug.utils.safe_join",
    "flask.safe_join",
];
/// Functions of which the path is the first argument and the rest says nothing.
pub const PATH_OF: &[&str] = &["os.path.abspath", "os.path.realpath", "os.path.normpath", "path.normalize"];

/// Names that hold a mutable container when called without arguments that matter.
pub fn container_kind(constructor: &str) -> Option<&'static str> {
    match constructor {
        "Map" | "WeakMap" | "dict" | "collections.defaultdict" | "collections.OrderedDict" | "collections.Counter" | "Object.create" => {
            Some("map")
        }
        "Set" | "WeakSet" | "set" => Some("set"),
        "Array" | "list" | "collections.deque" | "queue.Queue" | "asyncio.Queue" => Some("list"),
        _ => None,
    }
}

/// Methods that change a container.
pub const MUTATORS: &[&str] = &[
    "push",
    "unshift",
    "pop",
    "shift",
    "splice",
    "set",
    "add",
    "delete",
    "clear",
    "append",
    "extend",
    "insert",
    "remove",
    "update",
    "setdefault",
    "popitem",
    "discard",
    "appendleft",
    "popleft",
    "put",
    "put_nowait",
    "sort",
    "reverse",
    "fill",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_have_one_name() {
        assert_eq!(module("node:fs/promises"), "fs.promises");
        assert_eq!(module("node:sqlite"), "node:sqlite");
        assert_eq!(module("drizzle-orm/better-sqlite3"), "drizzle-orm/better-sqlite3");
        assert_eq!(member("express", "default"), "express");
    }
}
