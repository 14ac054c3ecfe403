//! The one syntax that every language front end lowers its tree to.
//!
//! It keeps what the rules can be said over (imports, calls, bindings, conditions, functions, classes) and forgets the
//! rest: an expression of a kind that is not listed becomes [`ExpressionKind::Other`] with its children, so that calls inside it
//! are still seen. Lowering never fails: a broken snippet gives the parts that could be read.

use crate::text::Span;

/// One source file, lowered.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Unit {
    /// The statements at the top level of the file, in order.
    pub statements: Vec<Statement>,
    /// The byte from which on the text was no code of the language any more, and was not read.
    pub unread_from: Option<usize>,
}

/// A statement and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// What it is.
    pub kind: StatementKind,
    /// Its bytes in the file.
    pub span: Span,
}

/// The kinds of statement that the facts are drawn from.
#[derive(Debug, Clone, PartialEq)]
pub enum StatementKind {
    /// `import …`, `from … import …`. `const x = require('y')` is a [`StatementKind::Bind`] whose value is a call of `require`.
    Import(Import),
    /// `export { a as b } from './c'`, `export * from './c'`, `export { a as b }`, `module.exports`-free forms only.
    Export(Export),
    /// A declaration or an assignment.
    Bind(Bind),
    /// An expression for its effect.
    Expression(Expression),
    /// `if`/`elif`/`else`, `switch`/`match` lowered to nested ones.
    If(If),
    /// `for`, `while`, comprehension-free loops.
    Loop(Loop),
    /// A named function or method.
    Function(Function),
    /// A class with its fields ([`StatementKind::Bind`]) and methods ([`StatementKind::Function`]).
    Class(Class),
    /// `return x`.
    Return(Option<Expression>),
    /// `throw x`, `raise x`; also calls that end the process are *not* this: they stay calls.
    Throw(Option<Expression>),
    /// `try`: the body, then each handler's body, then `else` and `finally`.
    Try {
        /// What is tried.
        body: Vec<Statement>,
        /// What runs on an error, one list a handler.
        handlers: Vec<Vec<Statement>>,
        /// `else` and `finally`, one after the other.
        finally: Vec<Statement>,
    },
    /// Any other nested statements, such as a `with` body (its `as` names come first, as bindings).
    Block(Vec<Statement>),
}

/// What a module gives and under which local names.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// The module as written: `express`, `./db`, `..models`, `os.path`.
    pub module: String,
    /// Where the module's name stands.
    pub span: Span,
    /// The names it binds. Empty for an import made for its effect.
    pub bindings: Vec<ImportBinding>,
    /// True for `import type` and names under `if TYPE_CHECKING`: nothing of it exists at run time.
    pub types_only: bool,
}

/// One name that an import binds.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportBinding {
    /// What is taken from the module.
    pub imported: Imported,
    /// What it is called in this file.
    pub local: String,
}

/// What is taken from a module.
#[derive(Debug, Clone, PartialEq)]
pub enum Imported {
    /// The default export (`import x from 'm'`).
    Default,
    /// The module itself (`import * as x from 'm'`, `import m`, `import m as x`). For `import a.b` the module is `a.b` and the local name `a`.
    Module,
    /// One export (`import { a as x }`, `from m import a as x`).
    Named(String),
    /// All of its names (`from m import *`); `local` is `*`.
    Everything,
}

/// Names that a module gives to others.
#[derive(Debug, Clone, PartialEq)]
pub struct Export {
    /// The module they come from, for a re-export.
    pub from: Option<String>,
    /// (name here or there, exported name); `("*", "*")` for `export *`, `("default", …)` and `(…, "default")` for defaults.
    pub names: Vec<(String, String)>,
}

/// A declaration or an assignment.
#[derive(Debug, Clone, PartialEq)]
pub struct Bind {
    /// What is bound.
    pub target: Pattern,
    /// What it is bound to; none for `let x;`.
    pub value: Option<Expression>,
    /// Which way.
    pub how: BindKind,
    /// A type annotation, lowered as an expression (`Map<string, User>` is the name `Map`; `UploadFile` is a name).
    pub annotation: Option<Expression>,
    /// Decorators of a class field.
    pub decorators: Vec<Expression>,
    /// `export const x = …` gives `["x"]`, `export default …` gives `["default"]`, `export const { a, b } = …` both names.
    pub exported: Vec<String>,
}

/// The ways to bind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BindKind {
    /// `const x = …` and class fields; a Python class attribute.
    Constant,
    /// `let x = …`, `var x = …`.
    Variable,
    /// `x = …` where the language has declarations; every Python assignment.
    Assign,
    /// `x += …`, `x++`, `x ||= …`, `x |= …`.
    Update,
}

/// What stands left of an assignment, in a parameter list or in a loop head.
#[derive(Debug, Clone, PartialEq)]
pub enum Pattern {
    /// A plain name.
    Name(String),
    /// `a.b`, `a['b']`, `self.x`.
    Place(Box<Expression>),
    /// `{ a, b: c = 1, ...rest }`: (key, pattern, default). The rest has the key `...`.
    Object(Vec<(String, Pattern, Option<Expression>)>),
    /// `[a, b]`, `a, b`.
    List(Vec<Pattern>),
    /// Anything else.
    Other,
}

/// A two-way choice.
#[derive(Debug, Clone, PartialEq)]
pub struct If {
    /// The condition.
    pub test: Expression,
    /// What runs when it holds.
    pub then: Vec<Statement>,
    /// What runs when it doesn't.
    pub otherwise: Vec<Statement>,
}

/// A loop.
#[derive(Debug, Clone, PartialEq)]
pub struct Loop {
    /// The names of each element, for `for … of`/`in`.
    pub target: Option<Pattern>,
    /// What is gone through, or the condition of a `while`.
    pub over: Option<Expression>,
    /// What is repeated (a C-style loop's head comes first, as statements).
    pub body: Vec<Statement>,
    /// True for a loop without an end condition: `while True`, `for (;;)`, `while (1)`.
    pub endless: bool,
}

/// A function, method or closure.
#[derive(Debug, Clone, PartialEq)]
pub struct Function {
    /// Its name, if it has one.
    pub name: Option<String>,
    /// Its parameters, `self`/`cls` left out.
    pub parameters: Vec<Parameter>,
    /// Its statements. A lambda's or an arrow's expression is one `Return`.
    pub body: Vec<Statement>,
    /// Its decorators.
    pub decorators: Vec<Expression>,
    /// Names that it is exported under (`export function POST`, `export default function`).
    pub exported: Vec<String>,
    /// True for a constructor (`constructor`, `__init__`).
    pub constructor: bool,
}

/// A parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// What it binds.
    pub pattern: Pattern,
    /// Its default (`file: UploadFile = File(...)`).
    pub default: Option<Expression>,
    /// Its type, lowered as an expression.
    pub annotation: Option<Expression>,
    /// Its decorators (`@UploadedFile() file`).
    pub decorators: Vec<Expression>,
}

/// A class.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    /// Its name; empty for an anonymous one.
    pub name: String,
    /// What it extends.
    pub bases: Vec<Expression>,
    /// Its decorators.
    pub decorators: Vec<Expression>,
    /// Fields and methods.
    pub members: Vec<Statement>,
    /// Names that it is exported under.
    pub exported: Vec<String>,
}

/// An expression and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    /// What it is.
    pub kind: ExpressionKind,
    /// Its bytes in the file.
    pub span: Span,
}

/// The kinds of expression that the facts are drawn from. `await x`, `(x)`, `x!`, `x as T`, `<T>x` and `x satisfies T` are `x` itself.
#[derive(Debug, Clone, PartialEq)]
pub enum ExpressionKind {
    /// A string, unescaped. A bytes literal too.
    Text(String),
    /// A number as written.
    Number(String),
    /// `true`, `false`.
    Boolean(bool),
    /// `null`, `undefined`, `None`.
    Null,
    /// An identifier; `this` and `self` are the name `self`, `super` is `super`.
    Name(String),
    /// `a.b`, `a?.b`.
    Member(Box<Expression>, String),
    /// `a[b]`.
    Index(Box<Expression>, Box<Expression>),
    /// A call; `new X(…)` is a call too. A tagged template is a call of its tag.
    Call(Box<Call>),
    /// `{…}`: an object or a dictionary.
    Object(Vec<Property>),
    /// `[…]`, a tuple, a set (of constants or not).
    List(Vec<Expression>),
    /// A template or f-string: literal parts are [`ExpressionKind::Text`], the holes are themselves.
    Template(Vec<Expression>),
    /// A binary operation. Operators are normalised: `===` and `is` to `==`, `!==` and `is not` to `!=`, `and` to `&&`, `or` to `||`; `??`, `+`, `/`, `%`, `in`, `not in`, `<` … as they are.
    Binary(Box<Binary>),
    /// `!x`, `not x`.
    Not(Box<Expression>),
    /// `test ? then : otherwise`, `then if test else otherwise`.
    Conditional(Box<Conditional>),
    /// A closure.
    Function(Box<Function>),
    /// A class expression.
    Class(Box<Class>),
    /// An assignment used as a value (`module.exports = db = …`, `x := …`), also JavaScript's `delete x[k]` as an [`BindKind::Update`] of the place.
    Assign(Box<Bind>),
    /// `...x`, `*x`, `**x`.
    Spread(Box<Expression>),
    /// Anything else, with the expressions inside it (JSX with its attribute values and children, comprehensions, generators…).
    Other(Vec<Expression>),
}

/// A call.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// What is called.
    pub callee: Expression,
    /// With what.
    pub arguments: Vec<Argument>,
    /// True for `new X(…)`.
    pub construct: bool,
}

/// An argument; a keyword argument has a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// The keyword.
    pub name: Option<String>,
    /// The value; `*x` and `...x` are [`ExpressionKind::Spread`].
    pub value: Expression,
}

/// An entry of an object or dictionary.
#[derive(Debug, Clone, PartialEq)]
pub struct Property {
    /// The key. A computed key is its expression; `...x` has no key.
    pub key: Option<Expression>,
    /// The value. A method is a [`ExpressionKind::Function`]; a shorthand `{ a }` is the name `a`.
    pub value: Expression,
    /// The bytes of key and value together.
    pub span: Span,
}

/// A binary operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Binary {
    /// The operator, normalised.
    pub operator: String,
    /// Its left side.
    pub left: Expression,
    /// Its right side.
    pub right: Expression,
}

/// A conditional expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Conditional {
    /// The condition.
    pub test: Expression,
    /// Its value when it holds.
    pub then: Expression,
    /// Its value when it doesn't.
    pub otherwise: Expression,
}
