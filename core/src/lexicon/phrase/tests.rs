//! Notations, read and refused.

use super::*;
use proptest::prelude::*;

fn text(s: &str) -> Part {
    Part::Text(s.to_owned())
}

#[test]
fn reads_every_notation() {
    let (phrase, faults) = parse(r"send {the|a {small|tiny}}? <fee> می~کشم \{x");
    assert!(faults.is_empty(), "{faults:?}");
    let inner =
        Part::Either { branches: vec![Phrase(vec![text("small")]), Phrase(vec![text("tiny")])], optional: false };
    let outer =
        Part::Either { branches: vec![Phrase(vec![text("the")]), Phrase(vec![text("a "), inner])], optional: true };
    let class = Part::Class("fee".into(), (27, 32));
    assert_eq!(phrase.0, [text("send "), outer, text(" "), class, text(" می"), Part::Joint, text("کشم {x")]);
}

#[test]
fn forms_bind_to_the_last_word() {
    let forms = |base: Part, at| Part::Forms {
        base: Phrase(vec![base]),
        set: "V".into(),
        selection: Selection::parse("1sg -neg").unwrap(),
        at,
    };
    let (phrase, faults) = parse("do wipe+V[1sg -neg] out <kill>+V[1sg -neg] C++ a+b");
    assert!(faults.is_empty(), "{faults:?}");
    let class = Part::Class("kill".into(), (24, 30));
    assert_eq!(
        phrase.0,
        [text("do "), forms(text("wipe"), (7, 19)), text(" out "), forms(class, (30, 42)), text(" C++ a+b")]
    );
    assert_eq!(phrase.inflections().len(), 2);
    let (phrase, _) = parse("{a|b}?+N c");
    assert!(matches!(&phrase.0[0], Part::Either { optional: true, .. }));
}

#[test]
fn tells_what_is_wrong_and_where() {
    let faults = |source: &str| parse(source).1.into_iter().map(|fault| (fault.code, fault.at.0)).collect::<Vec<_>>();
    assert_eq!(faults("a } b"), [(SYNTAX, 2)]);
    assert_eq!(faults("{a|b"), [(SYNTAX, 0)]);
    assert_eq!(faults("{a|}"), [(SYNTAX, 0)]);
    assert_eq!(faults("<A b>"), [(SYNTAX, 0)]);
    assert_eq!(faults("kill+V …9 = <#cash> {a|b & c}"), [(SYNTAX, 7), (SYNTAX, 12), (SYNTAX, 14), (SYNTAX, 22)]);
    assert_eq!(faults("kill+V[1sg"), [(SYNTAX, 4)]);
    assert_eq!(faults("kill+V[!]"), [(SYNTAX, 4)]);
    assert_eq!(faults("a\\"), [(SYNTAX, 1)]);
    assert_eq!(faults(&"{".repeat(100_000)).len(), 1 + MAX_DEPTH);
    for hostile in ["}", "<", "<>", "…0", "{|}"] {
        assert_eq!(faults(&hostile.repeat(100_000)).len(), MAX_FAULTS, "{hostile}");
    }
}

proptest! {
    #[test]
    fn never_panics(source in "[a<>{}|?~\\\\…+&= ]{0,60}") {
        let _ = parse(&source);
    }
}
