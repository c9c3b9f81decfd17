//! The layering test on the core itself, and on made-up sources that show it can fail.

use xtask::layers::{CORE, Order, Sources, check, read};
use xtask::process;

#[test]
fn the_core_keeps_its_layers() {
    let problems = check(&read(&process::root().join("core/src")).unwrap(), &CORE);
    assert!(problems.is_empty(), "{}", problems.iter().map(|p| format!("{p}\n")).collect::<String>());
}

/// A module that went, or has not come yet, has no layer.
#[test]
fn the_order_names_only_modules_that_are_there() {
    let sources = read(&process::root().join("core/src")).unwrap();
    let there =
        |name: &str| sources.keys().any(|file| *file == format!("{name}.rs") || *file == format!("{name}/mod.rs"));
    let beside = CORE.beside.iter().flat_map(|(name, uses)| std::iter::once(name).chain(*uses));
    let absent: Vec<_> = CORE.chain.iter().copied().flatten().chain(beside).filter(|name| !there(name)).collect();
    assert!(absent.is_empty(), "{absent:?}");
}

const ORDER: Order = Order { chain: &[&["low"], &["mid", "twin"], &["high"]], beside: &[("tool", &["low"])] };

/// The problems of made-up sources, as `file:line text`.
fn problems(files: &[(&str, &str)]) -> Vec<String> {
    let sources: Sources = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    check(&sources, &ORDER).iter().map(|p| format!("{}:{} {}", p.file, p.line, p.text)).collect()
}

/// Asserts that `mid.rs` with this text has one problem, on this line, that says `expected`.
#[track_caller]
fn mid_fails(text: &str, line: usize, expected: &str) {
    let lib = "mod low; mod mid; mod twin; mod high; mod tool; pub use high::High; pub use low::Low;";
    let files = [("lib.rs", lib), ("mid.rs", text), ("low.rs", ""), ("twin.rs", ""), ("high.rs", ""), ("tool.rs", "")];
    let problems = problems(&files);
    assert_eq!(problems.len(), usize::from(!expected.is_empty()), "{problems:#?}");
    if let [problem] = problems.as_slice() {
        assert!(problem.starts_with(&format!("mid.rs:{line} ")) && problem.contains(expected), "{problem}");
    }
}

#[track_caller]
fn mid_passes(text: &str) {
    mid_fails(text, 0, "");
}

#[test]
fn using_a_later_module_fails_however_it_is_written() {
    let wrong = "`mid` uses `high`";
    mid_fails("use crate::high::High;", 1, wrong);
    mid_fails("use super::high::High;", 1, wrong);
    mid_fails("use crate::{low::Low, high};", 1, wrong);
    mid_fails("use crate::{low::{self, Low}, high::{self as h, High as _}};", 1, wrong);
    mid_fails("\n\nfn f() -> crate::high::High { todo!() }", 3, wrong);
    mid_fails("fn f() {\n    super::high::f();\n}", 2, wrong);
    mid_fails("mod inner {\n fn f() { super::super::high::f() } }", 2, wrong);
    mid_fails("macro_rules! m { () => { $crate::high::f() } }", 1, wrong);
    mid_fails("pub(crate) use crate::high::High;", 1, wrong);
}

#[test]
fn a_way_round_through_the_crate_root_fails() {
    mid_fails("use crate::High;", 1, "`mid` uses `high`");
    mid_passes("use crate::Low;");
}

#[test]
fn what_is_beside_the_chain_is_used_by_nobody_on_it() {
    mid_fails("use crate::tool;", 1, "`mid` uses `tool`");
    let lib = "mod low; mod mid; mod tool;";
    let found = problems(&[("lib.rs", lib), ("low.rs", ""), ("mid.rs", ""), ("tool.rs", "use crate::{low, mid};")]);
    assert!(found.len() == 1 && found[0].starts_with("tool.rs:1 `tool` uses `mid`"), "{found:#?}");
}

#[test]
fn lower_modules_tests_comments_and_strings_pass() {
    mid_passes("use crate::low::Low; use super::twin; fn f() { crate::low::f() }");
    mid_passes("// use crate::high::High;\n/* crate::high::f() /* */ */ /// [`crate::high`]\n");
    mid_passes("const A: &str = \"crate::high::f()\"; const B: &str = r#\"\"crate::high::f\"#; const C: char = '\"';");
    mid_passes(
        "#[cfg(test)]\nmod tests { use crate::high::High; fn f() { std::fs::read(\"x\"); println!(\"{}\", 1) } }",
    );
    mid_passes(
        "#[cfg(all(test, feature = \"x\"))] #[allow(unused)] use crate::high::High;\n#[test] fn t() { crate::high::f() }",
    );
    mid_passes("fn f<'a>(x: &'a str) -> impl Sized + use<'a> { x }");
    mid_passes("use std::{io::{Read, Write}, sync::Arc, collections as env}; fn time() { env::f() }");
    mid_passes("pub use Side::*; enum Side { A, B }");
}

#[test]
fn code_behind_a_test_is_read_again() {
    mid_fails("#[cfg(test)]\nmod tests { fn f() {} }\nuse crate::high::High;", 3, "`mid` uses `high`");
    mid_fails("#[cfg(any(test, feature = \"x\"))]\nuse crate::high::High;", 2, "`mid` uses `high`");
    mid_fails("#[cfg(not(test))]\nuse crate::high::High;", 2, "`mid` uses `high`");
}

#[test]
fn reaching_out_of_the_library_fails() {
    for (text, what) in [
        ("use std::net::TcpStream;", "`std::net::TcpStream`"),
        ("use std::{fs, io};", "`std::fs`"),
        ("fn f() { ::std::env::var(\"HOME\"); }", "`std::env::var`"),
        ("use std::time::{Instant};", "`std::time::Instant`"),
        ("fn f() { std::thread::spawn(g); }", "`std::thread::spawn`"),
        ("fn f() { std::process::exit(1) }", "`std::process::exit`"),
        ("use std::io::stdout;", "`std::io::stdout`"),
        ("use std::*;", "`std::*`"),
        ("use std as s;", "`std`"),
        ("fn f() { log::info!(\"x\"); }", "`log::info`"),
        ("extern crate tracing;", "`tracing`"),
        ("fn f() { println!(\"x\") }", "`println!`"),
        ("fn f() { std::eprintln![\"x\"] }", "`eprintln!`"),
        ("fn f() { dbg! { 1 } }", "`dbg!`"),
    ] {
        mid_fails(text, 1, what);
    }
}

#[test]
fn a_star_over_a_module_fails() {
    mid_fails("use crate::low::*;", 1, "`*` hides");
    mid_fails("mod inner { use super::*; }", 1, "`*` hides");
}

/// The problems of a folder `mid` with these modules.
fn folder(main: &str, modules: &[(&str, &str)]) -> Vec<String> {
    let mut files = vec![("lib.rs", "mod mid;"), ("mid/mod.rs", main)];
    files.extend(modules);
    problems(&files)
}

#[test]
fn a_circle_within_a_folder_fails() {
    let modules =
        [("mid/a.rs", "use super::b::B;"), ("mid/b.rs", "\nuse super::c;"), ("mid/c.rs", "use crate::mid::a::A;")];
    let found = folder("mod a; mod b; mod c;", &modules);
    assert_eq!(found[0], "mid/a.rs:1 `mid::a` uses `mid::b`, which needs `mid::a`; move what both need into a third");
    assert!(
        found.len() == 3 && found[1].starts_with("mid/b.rs:2 ") && found[2].starts_with("mid/c.rs:1 "),
        "{found:#?}"
    );
    assert_eq!(folder("mod a; mod b; mod c;", &modules[..2]).len(), 1, "c has no file");
    assert!(folder("mod a; mod b;", &[("mid/a.rs", "use super::b::B;"), ("mid/b.rs", "use super::Own;")]).is_empty());
}

#[test]
fn a_circle_through_a_re_export_or_a_nested_folder_fails() {
    let through = [("mid/a.rs", "use super::B;"), ("mid/b.rs", "use super::A;")];
    assert_eq!(folder("mod a; mod b; pub use a::A; pub use self::b::{B};", &through).len(), 2);
    let nested =
        [("mid/a.rs", "use super::b::deep::D;"), ("mid/b.rs", "mod deep;"), ("mid/b/deep.rs", "use crate::mid::a;")];
    assert_eq!(folder("mod a; mod b;", &nested).len(), 2);
}

#[test]
fn unknown_missing_and_stray_modules_fail_with_a_remedy() {
    let found = problems(&[("lib.rs", "mod new;"), ("new/mod.rs", ""), ("low.rs", "")]);
    assert!(found[0].starts_with("low.rs:0 no `mod` leads to this file"), "{found:#?}");
    assert!(found[1].starts_with("new/mod.rs:0 module `new` has no layer; put it into CORE"), "{found:#?}");
    let found = problems(&[("lib.rs", "\nmod low;")]);
    assert!(found.len() == 1 && found[0].starts_with("lib.rs:2 module `low` has no file"), "{found:#?}");
    let tests = [("lib.rs", "mod low;"), ("low.rs", "#[cfg(test)] mod tests;"), ("low/tests.rs", "use crate::high;")];
    assert!(problems(&tests).is_empty());
}
