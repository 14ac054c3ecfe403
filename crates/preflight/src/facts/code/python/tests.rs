use proptest::prelude::*;

use super::lower;
use crate::facts::code::syntax::{ExpressionKind, StatementKind};
use crate::facts::code::tree::rendering;

fn python(source: &str) -> String {
    rendering::unit(&lower(source))
}

fn all(cases: &[(&str, &str)]) {
    for (source, expected) in cases {
        assert_eq!(python(source), *expected, "{source}");
    }
}

#[test]
fn imports() {
    all(&[
        ("import a, b.c, d.e as f", "import {module a} from a; import {module b} from b.c; import {module f} from d.e"),
        ("from a.b import c, d as e", "import {c, d as e} from a.b"),
        ("from ..a import (b as c,\n d)", "import {b as c, d} from ..a"),
        ("from . import a", "import {a} from ."),
        ("from a import *", "import {*} from a"),
        ("from __future__ import annotations", ""),
        (
            "if TYPE_CHECKING:\n  from a import b\nelse:\n  import c",
            "if TYPE_CHECKING { import type {b} from a } else { import {module c} from c }",
        ),
        ("if typing.TYPE_CHECKING:\n  import a", "if typing.TYPE_CHECKING { import type {module a} from a }"),
    ]);
}

#[test]
fn assignments() {
    all(&[
        ("a = b", "a = b"),
        ("a = b = c", "a = (b = c)"),
        ("a, (b, *c) = d", "[a, [b, c]] = d"),
        ("a, = b", "[a] = b"),
        ("a.b = c[d] = 1", "a.b = (c[d] = 1)"),
        ("a: B[int] = 1", "a: B[int] = 1"),
        ("a: b.C[int, str]", "a: b.C[[int, str]]"),
        ("a: 'A' | None = f()", r#"a: ("A" | null) = f()"#),
        ("a += 1; b[c] |= d", "a := 1; b[c] := d"),
        ("del a[b], c.d, e", "a[b] :=; c.d :="),
        ("x = 1,", "x = [1]"),
        ("def f():\n  global a\n  a = 1", "fn f() { a = 1 }"),
    ]);
}

#[test]
fn expressions() {
    all(&[
        ("a.b(c, *d, e=1, **f)", "a.b(c, ...d, e=1, ...f)"),
        ("f(a for a in b if c)", "f(<a, <b>, <c>>)"),
        ("a[1:2]; b[c, d]; e[-1]", "a[<1, 2>]; b[[c, d]]; e[-1]"),
        ("a and not b or c", "((a && !b) || c)"),
        ("a < b <= c", "((a < b) && (b <= c))"),
        ("a < f() < c", "((a < f()) && (<> < c))"),
        ("a is b; a is not None; a not in b; a in b", "(a == b); (a != null); (a not in b); (a in b)"),
        ("a if b else c", "(b ? a : c)"),
        ("(a := b())", "a = b()"),
        ("f(a := 1)", "f((a = 1))"),
        ("await (a)", "a"),
        ("[1, *a]; (b, c); {d, e}", "[1, ...a]; [b, c]; [d, e]"),
        ("{'a': 1, **b}", r#"{"a": 1, ...b}"#),
        ("[a for b, c in d() if e()]", "<a, <d()>, <e()>>"),
        ("{a: b for a, b in c}", "<<a, b>, <c>>"),
        ("f(lambda a, *b, c=1: d)", "f(fn(a, b, c = 1) { return d })"),
        ("x = yield a", "x = <a>"),
        ("a / 'b' % c", r#"((a / "b") % c)"#),
        ("True, False, None, ..., 1_0, 1.5", "true; false; null; <>; 1_0; 1.5"),
    ]);
}

#[test]
fn strings() {
    all(&[
        (r#"f('a\n\'\x41\u00e9\U0001F600\101\q')"#, r#"f("a\n'Aé😀A\\q")"#),
        (r#"f(r'a\n', b"c", rb'\d', '''e"f''', "")"#, r#"f("a\\n", "c", "\\d", "e\"f", "")"#),
        ("f('a\\\nb')", r#"f("ab")"#),
        ("f('a' \"b\"\n 'c')", r#"f("abc")"#),
        (r#"f(f'a{b!r:>{c}}{{d}}' 'e')"#, r#"f(`"a" b "{d}e"`)"#),
        (r#"f(f'', f'a', f'{b}', f'{c=}')"#, r#"f("", "a", `b`, `c`)"#),
        (r#"f('{{a}}'.format(b))"#, r#"f("{{a}}".format(b))"#),
        (r#"f('%s' % a)"#, r#"f(("%s" % a))"#),
    ]);
}

#[test]
fn functions_and_classes() {
    all(&[
        ("def f(a, b: B = 1, *args, c: Annotated[C, D()], **kw) -> E: pass", "fn f(a, b: B = 1, args, c: Annotated[[C, D()]], kw) {}"),
        ("def f(a, /, b, *, c): pass", "fn f(a, b, c) {}"),
        ("@a.b('c')\n@d\nasync def f(): return 1, 2", r#"@a.b("c") @d fn f() { return [1, 2] }"#),
        (
            "class A(B, c.D, metaclass=E):\n  'doc'\n  f: int = 1\n  g = h = 2\n  def __init__(self, i): self.i = i\n  @classmethod\n  def j(cls, k): pass",
            r#"class A(B, c.D) { "doc"; const f: int = 1; const g = (h = 2); constructor __init__(i) { self.i = i }; @classmethod fn j(k) {} }"#,
        ),
        ("class A: pass", "class A() {}"),
    ]);
}

#[test]
fn choices() {
    all(&[
        ("if a: b()\nelif c: d()\nelif e: f()\nelse: g()", "if a { b() } else { if c { d() } else { if e { f() } else { g() } } }"),
        ("if __name__ == '__main__':\n  f()", r#"if (__name__ == "__main__") { f() }"#),
        (
            "match a.b:\n  case 1 | 'c' if d: e()\n  case F.G: h()\n  case _: i()",
            r#"if (((a.b == 1) || (a.b == "c")) && d) { e() } else { if (a.b == F.G) { h() } else { i() } }"#,
        ),
        ("match a, b:\n  case (1, c): d()\n  case e: f()", "if ([a, b] == [1, c]) { d() } else { f() }"),
    ]);
}

#[test]
fn loops_and_other_statements() {
    all(&[
        ("for a, b in c:\n  d()\nelse:\n  e()", "loop [a, b] in c { d() }; e()"),
        ("while True: a()", "forever true { a() }"),
        ("while a: pass", "loop a {}"),
        ("with a() as b, c: d()", "{ b = a(); c; d() }"),
        ("with (a() as b, c() as d): e()", "{ b = a(); d = c(); e() }"),
        ("async with a as (b, c): d()", "{ [b, c] = a; d() }"),
        (
            "try: a()\nexcept (B, C) as d: e()\nexcept F: g()\nelse: h()\nfinally: i()",
            "try { a() } catch { e() } catch { g() } finally { h(); i() }",
        ),
        ("raise A('b') from c", r#"throw A("b")"#),
        ("assert a(), 'b'", r#"a(); "b""#),
        ("print 'a', b", r#"print("a", b)"#),
        ("type A = B; pass; nonlocal c", ""),
        ("#!/usr/bin/env python\n# a\n'doc'", r#""doc""#),
    ]);
}

#[test]
fn broken_code_gives_what_can_be_read() {
    all(&[
        ("a = f(\nb = g()\n", "a; f; <b, g()>"),
        ("def f(:\n  a()\nb()", "fn f() { a() }; b()"),
        ("x = 1\n...\n    y = f(2)", "x = 1; <>; y = f(2)"),
    ]);
}

#[test]
fn spans_are_those_of_the_nodes() {
    let source = "f(( 'é' 'b' ), k=1)";
    let unit = lower(source);
    let StatementKind::Expression(expression) = &unit.statements[0].kind else { panic!("{unit:?}") };
    let ExpressionKind::Call(call) = &expression.kind else { panic!("{unit:?}") };
    assert_eq!(expression.span.of(source), source);
    assert_eq!(call.arguments[0].value.span.of(source), "'é' 'b'");
    assert_eq!(call.arguments[1].value.span.of(source), "1");
}

/// Whatever nests deeper than any program must neither overflow a small stack nor take long.
#[test]
fn hostile_nesting_is_bounded() {
    let many = |text: &str| text.repeat(5_000);
    let few = |text: &str| text.repeat(300);
    let indented = |line: &str| (0..300).map(|depth| format!("{}{line}\n", " ".repeat(depth))).collect::<String>();
    let sources = [
        many("("),
        many("["),
        many("{"),
        many("f("),
        many("not "),
        many("a+"),
        many("a<"),
        many("a.b()."),
        many("a if b else "),
        many("lambda:"),
        many("f'{"),
        many("a="),
        many("await "),
        many("a."),
        format!("if a: b()\n{}", many("elif c: d()\n")),
        format!("match a:\n{}", many(" case 1: b()\n")),
        format!("match a:\n case {}1: b()\n", many("1|")),
        format!("{}1{}", few("(a<("), few(")<b)")),
        format!("{}1{}", few("(a<b<("), few(")<c<d)")),
        indented("if a:"),
        indented("class A:"),
        indented("def f():"),
        indented("with a as b:"),
        format!("a: {}", many("A[")),
        format!("a: {}B", many("A|")),
        format!("import {}b", many("a.")),
    ];
    let run = move || sources.iter().for_each(|source| drop(python(source)));
    std::thread::Builder::new().stack_size(1 << 20).spawn(run).unwrap().join().unwrap();
}

#[test]
fn long_chains_keep_their_ends() {
    let rendered = python(&format!("x = 'a' + {}'z'", "b + ".repeat(1000)));
    assert!(rendered.starts_with("x = ((((") && rendered.ends_with(r#"+ b) + "z")"#), "{rendered}");
}

const SNIPPET: &str = r#"from ..a import (b as c, d)
@e.f(g='h')
class I(J, metaclass=K):
    l: Mapped[Optional[m]] = n(o, *p, **q)
    async def r(self, s: T = u(), *v, w, **x):
        async with y() as z, a: return await f"b{c!r:>{d}}e" f'g'
        for h, (i, *j) in k: yield {l: m for n in o if p}
match q:
    case {'r': s} | [t, *u] if v: w += x < y is not z
    case _: del a[b:c], d.e
try: f = lambda g, *h: (i := j) if k else -1
except (L, M) as n: raise O from p
if TYPE_CHECKING: import q.r as s
elif t and not u or v not in w: x = """y\u00e9"""
"#;

proptest! {
    #[test]
    fn any_text_is_lowered(source in "\\PC*", soup in "[a-z'\"{}()\\[\\]=:;,.@\\\\\n *]{0,200}") {
        python(&source);
        python(&soup);
    }

    #[test]
    fn any_mutation_is_lowered(at in 0..SNIPPET.len(), length in 0..40usize, inserted in "[{}()\\[\\]'\":=,é\n]{0,4}") {
        let boundary = |offset: usize| (offset..SNIPPET.len()).find(|place| SNIPPET.is_char_boundary(*place)).unwrap_or(SNIPPET.len());
        python(&format!("{}{inserted}{}", &SNIPPET[..boundary(at)], &SNIPPET[boundary(at + length)..]));
    }
}
