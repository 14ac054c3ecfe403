//! Values as far as they are constant in their file, and the names that stand in them.
//!
//! A **name** is written the same way for every language: the module it comes from, then its members, `()` for the
//! result of a call and `[]` for an element.
//!
//! ```text
//! fs.promises.writeFile                import { writeFile } from 'node:fs/promises'
//! express().get                        const app = express(); app.get
//! flask.request.files[].save           request.files['photo'].save
//! @src/members.js.members              a binding of another file of the project
//! ?.save                               save of something unknown
//! ```

use crate::text::Span;

/// A folded value.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// A string.
    Text(String),
    /// A number, as written.
    Number(String),
    /// A truth value.
    Boolean(bool),
    /// `null`, `None`, an empty YAML value.
    Null,
    /// A list.
    List(Vec<Value>),
    /// An object or dictionary.
    Map(Vec<Entry>),
    /// The value of an environment variable, with what is used when it is not set.
    Environment {
        /// The variable.
        name: String,
        /// The default, if there is one.
        default: Option<Box<Value>>,
    },
    /// The result of a call.
    Call {
        /// What is called.
        name: String,
        /// With what.
        arguments: Vec<Argument>,
    },
    /// Something with a name that is not folded further: an import, a member of one, a class, `__dirname`.
    Symbol(String),
    /// Strings joined: a template, a concatenation, `path.join(…)`, `BASE_DIR / 'media'`. Path parts are joined with `/` parts between them.
    Joined(Vec<Value>),
    /// One of several, by conditions that are not decided here; each alternative that can hold.
    Either(Vec<Value>),
    /// A function.
    Function,
    /// Nothing that can be said.
    #[default]
    Unknown,
}

/// An argument of a call.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// The keyword, if it has one.
    pub name: Option<String>,
    /// Its value.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// An entry of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key; `...` for entries that are spread in from elsewhere.
    pub key: String,
    /// The value.
    pub value: Value,
    /// Where key and value stand.
    pub span: Span,
    /// Where the value alone stands.
    pub value_span: Span,
}

impl Value {
    /// The string, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value under a key of a map.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The entry under a key of a map; the last one wins.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        match self {
            Value::Map(entries) => entries.iter().rev().find(|entry| entry.key == key),
            _ => None,
        }
    }

    /// The value as text with `{}` for what is not known: `uploads/{}.png`; of several, the first that is a text. Nothing for values that are no text at all.
    pub fn template(&self) -> Option<String> {
        match self {
            Value::Text(text) => Some(text.clone()),
            Value::Number(number) => Some(number.clone()),
            Value::Joined(parts) => Some(parts.iter().map(|part| part.template().unwrap_or_else(|| "{}".into())).collect()),
            Value::Either(values) => values.iter().find_map(Value::template),
            _ => None,
        }
    }

    /// Every value that this may be: the alternatives of a choice and the default of an environment read, each itself otherwise.
    pub fn alternatives(&self) -> Vec<&Value> {
        match self {
            Value::Either(values) => values.iter().flat_map(Value::alternatives).collect(),
            value => vec![value],
        }
    }

    /// The names of the environment variables that the value is made from.
    pub fn variables(&self) -> Vec<&str> {
        let mut found = Vec::new();
        self.visit(&mut |value| {
            if let Value::Environment { name, .. } = value {
                found.push(name.as_str());
            }
        });
        found
    }

    /// How many values this is made of, counted up to `most`. A long name counts for several.
    pub fn parts(&self, most: usize) -> usize {
        fn count(value: &Value, left: &mut usize) {
            let own = match value {
                Value::Symbol(name) | Value::Call { name, .. } => 1 + name.len() / 32,
                _ => 1,
            };
            *left = left.saturating_sub(own);
            let mut inner = |value: &Value| {
                if *left > 0 {
                    count(value, left);
                }
            };
            match value {
                Value::List(values) | Value::Joined(values) | Value::Either(values) => values.iter().for_each(&mut inner),
                Value::Map(entries) => entries.iter().for_each(|entry| inner(&entry.value)),
                Value::Environment { default: Some(default), .. } => inner(default),
                Value::Call { arguments, .. } => arguments.iter().for_each(|argument| inner(&argument.value)),
                _ => {}
            }
        }
        let mut left = most;
        count(self, &mut left);
        most - left
    }

    /// Calls `see` on this value and on every value inside it.
    pub fn visit<'v>(&'v self, see: &mut impl FnMut(&'v Value)) {
        see(self);
        match self {
            Value::List(values) | Value::Joined(values) | Value::Either(values) => values.iter().for_each(|value| value.visit(see)),
            Value::Map(entries) => entries.iter().for_each(|entry| entry.value.visit(see)),
            Value::Environment { default: Some(default), .. } => default.visit(see),
            Value::Call { arguments, .. } => arguments.iter().for_each(|argument| argument.value.visit(see)),
            _ => {}
        }
    }
}
