use proptest::prelude::*;

use super::{Dialect, lower};
use crate::facts::code::syntax::{ExpressionKind, StatementKind};
use crate::facts::code::tree::rendering;

fn javascript(source: &str) -> String {
    rendering::unit(&lower(source, Dialect::JavaScript))
}

fn typescript(source: &str) -> String {
    rendering::unit(&lower(source, Dialect::TypeScript))
}

/// Checks each source in both dialects.
fn both(cases: &[(&str, &str)]) {
    for (source, expected) in cases {
        assert_eq!(javascript(source), *expected, "{source}");
        assert_eq!(typescript(source), *expected, "{source}, as TypeScript");
    }
}

fn typed(cases: &[(&str, &str)]) {
    for (source, expected) in cases {
        assert_eq!(typescript(source), *expected, "{source}");
    }
}

#[test]
fn imports() {
    both(&[
        ("import a from 'b'", "import {default a} from b"),
        ("import * as a from './b'", "import {module a} from ./b"),
        ("import a, { b, c as d, default as e } from 'f'", "import {default a, b, c as d, default e} from f"),
        ("import 'a'", "import {} from a"),
        ("const { a } = require('b')", r#"const {a: a} = require("b")"#),
        ("const a = await import('b')", r#"const a = import("b")"#),
        ("import a from 'b' with { type: 'json' }", "import {default a} from b"),
    ]);
    typed(&[
        ("import type { A } from 'b'", "import type {A} from b"),
        ("import { type A, b } from 'c'", "import {b} from c; import type {A} from c"),
        ("import { type A } from 'c'", "import type {A} from c"),
        ("import a = require('b')", "import {module a} from b"),
        ("import a = b.c", "const a = b.c"),
    ]);
}

#[test]
fn exports() {
    both(&[
        ("export const a = 1, { b, c: [d] } = e", "export[a] const a = 1; export[b, d] const {b: b, c: [d]} = e"),
        ("export async function POST() {}", "export[POST] fn POST() {}"),
        ("export default function () {}", "export[default] fn() {}"),
        ("export default function a() {}", "export[default] fn a() {}"),
        ("export default class extends A {}", "export[default] class (A) {}"),
        ("export class A {}", "export[A] class A() {}"),
        ("export default a", "export[default] const default = a"),
        ("export default (a) => a", "export[default] const default = fn(a) { return a }"),
        ("export { a, b as c, d as default }", "export {a as a, b as c, d as default}"),
        ("export { default as a } from 'b'", "export {default as a} from b"),
        ("export * from 'a'; export * as b from 'c'", "export {* as *} from a; export {* as b} from c"),
        ("module.exports = a = b", "module.exports = (a = b)"),
    ]);
    typed(&[
        ("export = a", "module.exports = a"),
        ("export type { A } from 'b'", ""),
        ("export { type A, b }", "export {b as b}"),
        ("export interface A {}", ""),
        ("export type A = B", ""),
        ("@A() export class B {}", "@A() export[B] class B() {}"),
        ("@A() export default class {}", "@A() export[default] class () {}"),
        ("export abstract class A { abstract b(): void }", "export[A] class A() {}"),
        ("export namespace A { export const b = 1 }", "{ export[b] const b = 1 }"),
    ]);
}

#[test]
fn declarations_and_assignments() {
    both(&[
        ("let a, b = 1; var c = 2", "let a; let b = 1; let c = 2"),
        ("const { a, b: c = 1, 'd': { e }, ...f } = g", "const {a: a, b: c = 1, d: {e: e}, ...: f} = g"),
        ("const { a = b() } = c", "const {a: a = b()} = c"),
        ("const [, a, [b], ...c] = d", "const [_, a, [b], c] = d"),
        ("({ a, b: c.d } = e)", "{a: a, b: c.d} = e"),
        ("a.b = c; a['b'] = this.c", r#"a.b = c; a["b"] = self.c"#),
        ("a = b = c", "a = (b = c)"),
        ("a += 1; b ||= {}; c++; --this.d", "a := 1; b := {}; c :=; self.d :="),
        ("delete a[b]; f(delete a.b)", "a[b] :=; f((a.b :=))"),
        ("a = 1, b = 2", "a = 1; b = 2"),
    ]);
    typed(&[
        ("let a: Map<string, User> = new Map()", "let a: Map = new Map()"),
        ("let a: A.B.C, b: D[], c: E | null", "let a: A.B.C; let b: <D>; let c: <E, null>"),
        ("declare const a: string", "const a: string"),
    ]);
}

#[test]
fn expressions() {
    both(&[
        ("a?.b?.[c]?.(d)", "a.b[c](d)"),
        ("new A; new B.C(1, ...d)", "new A(); new B.C(1, ...d)"),
        ("(await a).b", "a.b"),
        ("a === b && c !== d || !e", "(((a == b) && (c != d)) || !e)"),
        ("a ?? 'b' + c / -1", r#"(a ?? ("b" + (c / -1)))"#),
        ("a ? b : c", "(a ? b : c)"),
        ("f(null, undefined, true, 0x1F, super.g)", "f(null, null, true, 0x1F, super.g)"),
        ("[1, , ...a]", "[1, ...a]"),
        ("f(/a/g, typeof a, void 0)", "f(<>, <a>, <0>)"),
        ("f((a, b))", "f(<a, b>)"),
        ("import.meta.url; new.target", "import.meta.url; new.target"),
        ("(function () { a() })()", "fn() { a() }()"),
        ("x = { a, 'b': 1, [c]: 2, 3: 4, ...d }", r#"x = {"a": a, "b": 1, c: 2, 3: 4, ...d}"#),
        ("x = { a() {}, get b() { return 1 }, async *c() {} }", r#"x = {"a": fn a() {}, "b": fn b() { return 1 }, "c": fn c() {}}"#),
        ("x = class A {}", "x = class A() {}"),
        ("x = async (a, { b }, c = 1, ...d) => e", "x = fn(a, {b: b}, c = 1, d) { return e }"),
        ("x = a => ({ a })", r#"x = fn(a) { return {"a": a} }"#),
    ]);
    typed(&[("a! as B; c satisfies D; f<string>(a)", "a; c; f(a)"), ("function a(this: B, c?: D) {}", "fn a(c: D) {}")]);
}

#[test]
fn strings() {
    both(&[
        (r#"f('a\n\t\\\'\x41\u00e9\u{1F600}\uD83D\uDE00\0\101')"#, r#"f("a\n\t\\'Aé😀😀\0A")"#),
        ("f('a\\\nb', '', \"\\\r\nc\")", r#"f("ab", "", "c")"#),
        (r"f('\uD83D')", "f(\"\u{FFFD}\")"),
        ("f(`a`, ``, `a\\n${b}c${d}`)", r#"f("a", "", `"a\n" b "c" d`)"#),
        ("f`a${b}`; g`c`", r#"f(`"a" b`); g("c")"#),
        ("f(`\\``)", "f(\"`\")"),
    ]);
}

#[test]
fn classes() {
    both(&[
        (
            "class A extends B { static #a = 1; b; ['c'] = 2; constructor(d) { super(d); this.#a = d } get e() {} static { f() } }",
            "class A(B) { const #a = 1; const b; const c = 2; constructor constructor(d) { super(d); self.#a = d }; fn e() {}; { f() } }",
        ),
        ("class A extends b(C) { async *d() {} }", "class A(b(C)) { fn d() {} }"),
    ]);
    typed(&[
        (
            "class A { @B() @C(d) e(@F() g: Express.Multer.File) {} @H() i: string = '' }",
            r#"class A() { @B() @C(d) fn e(@F() g: Express.Multer.File) {}; @H() const i: string = "" }"#,
        ),
        (
            "class A { constructor(private readonly b: B, @C(D) c: E<D> = f) {} }",
            "class A() { constructor constructor(b: B, @C(D) c: E = f) {} }",
        ),
        ("class A<T> extends B<T> implements C { d?: string; private e(): void; }", "class A(B) { const d: string }"),
    ]);
}

#[test]
fn choices() {
    both(&[
        ("if (a) b(); else if (c) { d() } else e()", "if a { b() } else { if c { d() } else { e() } }"),
        (
            "switch (a.b) { case 1: case 2: c(); break; default: d(); case 'e': f() }",
            r#"if ((a.b == 1) || (a.b == 2)) { c() } else { if (a.b == "e") { f() } else { d() } }"#,
        ),
        ("switch (a()) { case 1: b(); break; case 2: c() }", "if (a() == 1) { b() } else { if (<> == 2) { c() } }"),
        ("switch (a) { default: b() }", "b()"),
    ]);
}

#[test]
fn loops_and_other_statements() {
    both(&[
        ("for (const [a, b] of c) d()", "loop [a, b] in c { d() }"),
        ("for (a in b) {}", "loop a in b {}"),
        ("for (let a = 1, b; a < 2; a++) c()", "loop (a < 2) { let a = 1; let b; a :=; c() }"),
        ("for (a = 1;; b()) c()", "forever { a = 1; b(); c() }"),
        ("for (;;) {} while (true) {} while (1) {}", "forever {}; forever true {}; forever 1 {}"),
        ("do { a() } while (b)", "loop b { a() }"),
        ("a: while (b) { break a }", "loop b {}"),
        ("try { a() } catch (e) { b() } finally { c() }", "try { a() } catch { b() } finally { c() }"),
        ("try { a() } catch { b() }", "try { a() } catch { b() } finally {}"),
        ("throw new A()", "throw new A()"),
        ("{ a() }", "{ a() }"),
        ("#!/usr/bin/env node\n'use strict'; // a\n/* b */", r#""use strict""#),
    ]);
    assert_eq!(javascript("with (a) b()"), "{ a; b() }");
    typed(&[
        ("enum A { B = 1 } interface C {} type D = E", ""),
        ("declare module 'a' { const b: B }", "{ const b: B }"),
        ("declare global { interface A {} } namespace A.B { c() }", "{}; { c() }"),
    ]);
}

#[test]
fn jsx() {
    both(&[
        (
            "x = <div a=\"b\" c={d()} {...e}>text {f} {g && <H.I j/>} <K>{/* l */}</K></div>",
            r#"x = <"b", d(), ...e, f, (g && <H.I>), <K>>"#,
        ),
        ("x = <><A b={() => c()} /></>", "x = <<A, fn() { return c() }>>"),
    ]);
}

#[test]
fn broken_code_gives_what_can_be_read() {
    both(&[
        ("}) \nf(a)\n});", "f(a)"),
        ("const a = f(b;\ng(c)", "const a = f(b); g(c)"),
        ("const a = b()\na.get('/', c, () => {\n  e('f')\n", r#"const a = b(); a.get; "/"; c; <>; e("f")"#),
        ("f({ a: 1, ... })", r#"f({"a": 1, ...<>})"#),
    ]);
}

#[test]
fn spans_are_those_of_the_nodes() {
    let source = "f(( await aé.b ));";
    let unit = lower(source, Dialect::JavaScript);
    let StatementKind::Expression(expression) = &unit.statements[0].kind else { panic!("{unit:?}") };
    assert_eq!(expression.span.of(source), "f(( await aé.b ))");
    let ExpressionKind::Call(call) = &expression.kind else { panic!("{unit:?}") };
    assert_eq!(call.arguments[0].value.span.of(source), "aé.b");
    let StatementKind::Import(import) = &lower("import a from 'bc'", Dialect::JavaScript).statements[0].kind.clone() else { panic!() };
    assert_eq!(import.span.of("import a from 'bc'"), "'bc'");
}

/// Whatever nests deeper than any program must neither overflow a small stack nor take long.
#[test]
fn hostile_nesting_is_bounded() {
    let many = |text: &str| text.repeat(5_000);
    let few = |text: &str| text.repeat(300);
    let sources = [
        many("("),
        many("["),
        many("{"),
        many("a=>"),
        many("f("),
        many("!"),
        many("a+"),
        many("a.b()."),
        many("`${"),
        many("if(a)b();else "),
        many("<a>"),
        many("a?b:"),
        many("a="),
        many("new "),
        many("await "),
        format!("switch(a){{{}}}", many("case 1:")),
        format!("switch(a){{{}}}", many("case 1:b();")),
        format!("{}1{}", few("switch(()=>{switch(1){case 1:case 2:"), few("}}){case 1:case 2:a()}")),
        format!("{}1{}", few("(a,("), few(",b))")),
        format!("{}{}", few("{ let ["), few("] = 1 }")),
        format!("{}{}", few("class A { b() {"), few("}}")),
        format!("let a: {}", many("A<")),
        format!("let a: {}B", many("A|")),
        format!("{}{}", few("namespace A {"), few("}")),
    ];
    on_small_stack(move || {
        for source in &sources {
            for dialect in [Dialect::JavaScript, Dialect::TypeScript] {
                let _ = rendering::unit(&lower(source, dialect));
            }
        }
    });
}

fn on_small_stack(run: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(1 << 20).spawn(run).unwrap().join().unwrap();
}

#[test]
fn long_chains_keep_their_ends() {
    let source = format!("x = 'a' + {}'z'", "b + ".repeat(1000));
    let rendered = javascript(&source);
    assert!(rendered.starts_with("x = ((((") && rendered.ends_with(r#"+ b) + "z")"#), "{rendered}");
    assert!(rendered.contains(r#"<"a", b, b"#), "{rendered}");
}

const SNIPPET: &str = r#"import a, { b as c } from 'd'
@E() export class F extends G { @H() i = `j${k}`; async l(@M() n: O.P<Q> = r) { await this.s?.[t]({ u, ...v, [w]: x => ({ y }) }) } }
export default function z({ a: { b } = {}, ...c }, [d, , e]) { for (const f of g) { if (h) { i++ } else if (j) throw k; else delete l[m] } }
switch (n) { case 'o\u{1F600}': case 1: p(); break; default: try { q() } catch (r) { s() } finally { t() } }
const u = <V w="x" {...y}>{z ? /a/g : <b.C/>}</V>, d = e as F satisfies G
"#;

proptest! {
    #[test]
    fn any_text_is_lowered(source in "\\PC*", soup in "[a-z'\"`${}()\\[\\]<>=:;,.@/\\\\\n ]{0,200}") {
        for source in [&source, &soup] {
            javascript(source);
            typescript(source);
        }
    }

    #[test]
    fn any_mutation_is_lowered(at in 0..SNIPPET.len(), length in 0..40usize, inserted in "[{}()\\[\\]`'\"<>;:=,é]{0,4}") {
        let boundary = |offset: usize| (offset..SNIPPET.len()).find(|place| SNIPPET.is_char_boundary(*place)).unwrap_or(SNIPPET.len());
        let source = format!("{}{inserted}{}", &SNIPPET[..boundary(at)], &SNIPPET[boundary(at + length)..]);
        javascript(&source);
        typescript(&source);
    }
}
