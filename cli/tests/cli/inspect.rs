//! `sipar inspect`: a pack hides nothing.

use crate::support::Temp;

#[test]
fn everything_is_shown() {
    let temp = Temp::with_demo();
    let ran = temp.sipar(&["inspect", "demo.sipar"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    for part in [
        "demo@1.2.3",
        "Demonstration",
        "experimental: no native reader",
        "CC0-1.0",
        "The tests",
        "Zeal for zorgling",
        "zeal.zorgle",
        "strong",
        "Presses for zorgling",
        "low from 0.2",
    ] {
        assert!(ran.stdout.contains(part), "{part} in {}", ran.stdout);
    }
}

#[test]
fn for_machines() {
    let temp = Temp::with_demo();
    let ran = temp.sipar(&["inspect", "demo.sipar", "--json", "--terms"]);
    let json = &ran.json()[0];
    assert_eq!(
        (&json["id"], &json["version"], &json["status"]),
        (&"demo".into(), &"1.2.3".into(), &"experimental".into())
    );
    assert_eq!(json["bytes"], temp.read("demo.sipar").len());
    assert_eq!(json["entries"][0]["id"], "zeal.zorgle");
    assert_eq!(json["entries"][0]["evidence"], 450);
    assert_eq!(json["terms"], serde_json::json!([{"term": "zorgle now", "entries": ["zeal.zorgle"]}]));
    assert!(!json["sections"].as_array().unwrap().is_empty());
    assert_eq!(json["sourceDigest"].as_str().unwrap().len(), 16);
    let entries = temp.sipar(&["inspect", "demo.sipar", "--entries"]);
    assert_eq!(entries.stdout, "zeal.zorgle\tzeal\tstrong\tdamp\tPresses for zorgling\n");
}

#[test]
fn terms_are_listed_up_to_a_limit() {
    let temp = Temp::new();
    temp.write("w.txt", "Zorgle\nFROB\nquux blip\n");
    assert_eq!(temp.sipar(&["compile", "w.txt", "-o", "w.sipar"]).code, 0);
    let all = temp.sipar(&["inspect", "w.sipar", "--terms"]).stdout;
    let terms: Vec<_> = all.lines().filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(terms.len(), 3, "{all}");
    for term in ["zorgle", "frob", "quux blip"] {
        assert!(terms.contains(&term), "folded: {all}");
    }
    assert_eq!(temp.sipar(&["inspect", "w.sipar", "--terms=2"]).stdout.lines().count(), 2);
}

#[test]
fn bundled_packs_are_as_open_as_others() {
    let temp = Temp::new();
    let list = temp.sipar(&["inspect"]);
    assert_eq!(list.code, 0);
    let id = list.stdout.split('@').next().unwrap().to_owned();
    let ran = temp.sipar(&["inspect", &id, "--json"]);
    assert_eq!((ran.code, &ran.json()[0]["id"]), (0, &id.as_str().into()));
    // A folder of that name does not hide it; a file does.
    temp.write(&format!("{id}/pack.toml"), "");
    assert_eq!(temp.sipar(&["inspect", &id, "--json"]).stdout, ran.stdout);
    let temp = Temp::with_demo();
    temp.write(&id, temp.read("demo.sipar"));
    assert_eq!(temp.sipar(&["inspect", &id, "--json"]).json()[0]["id"], "demo");
}

#[test]
fn every_kind_of_key_is_counted() {
    let temp = Temp::new();
    temp.write("w.txt", "zorgle\nquux blip\nquux blip frob\nquux blip frob now\nquux blip frob now please\n");
    assert_eq!(temp.sipar(&["compile", "w.txt", "-o", "w.sipar"]).code, 0);
    let shown = temp.sipar(&["inspect", "w.sipar"]).stdout;
    assert!(shown.contains("keys: word 1, head 0, pair 1, triple 1, quad 1, opening 1, sound 0, first 0"), "{shown}");
    let json = &temp.sipar(&["inspect", "w.sipar", "--json"]).json()[0];
    assert_eq!(
        json["keys"],
        serde_json::json!({"word": 1, "head": 0, "pair": 1, "triple": 1, "quad": 1, "opening": 1, "sound": 0, "first": 0})
    );
}

#[test]
fn what_cannot_be_inspected() {
    let temp = Temp::with_demo();
    temp.sipar(&["inspect", "gone.sipar"]).failed_with("pack.missing");
    temp.write("x.sipar", "something else altogether, no pack at all");
    temp.sipar(&["inspect", "x.sipar"]).failed_with("pack.not-a-pack");
    temp.write("cut.sipar", &temp.read("demo.sipar")[..30]);
    temp.sipar(&["inspect", "cut.sipar"]).failed_with("pack.truncated");
}
