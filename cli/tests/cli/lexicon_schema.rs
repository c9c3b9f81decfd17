//! What authors write fits docs/lexicon.schema.json, by which editors complete it, and what does not is refused by it.

use boon::{Compiler, Schemas};
use serde_json::{Map, Value};
use std::fs;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Why each source does not fit the schema; empty for one that does.
fn faults(sources: &[&str]) -> Vec<String> {
    let text = fs::read_to_string(root().join("docs/lexicon.schema.json")).unwrap();
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("lexicon.schema.json", serde_json::from_str(&text).unwrap()).unwrap();
    let index = compiler.compile("lexicon.schema.json", &mut schemas).unwrap();
    let fault = |source: &&str| {
        let value = table(DeTable::parse(source).unwrap_or_else(|error| panic!("{error}:\n{source}")).get_ref());
        schemas.validate(&value, index).err().map(|error| format!("{error:#}")).unwrap_or_default()
    };
    sources.iter().map(fault).collect()
}

fn table(table: &DeTable<'_>) -> Value {
    table.iter().map(|(key, inner)| (key.get_ref().to_string(), value(inner.get_ref()))).collect::<Map<_, _>>().into()
}

fn value(toml: &DeValue<'_>) -> Value {
    match toml {
        DeValue::String(text) => text.as_ref().into(),
        DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix()).unwrap().into(),
        DeValue::Float(float) => float.as_str().parse::<f64>().unwrap().into(),
        DeValue::Boolean(boolean) => (*boolean).into(),
        DeValue::Datetime(datetime) => datetime.to_string().into(),
        DeValue::Array(items) => items.iter().map(|item| value(item.get_ref())).collect(),
        DeValue::Table(inner) => table(inner),
    }
}

fn toml_files(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            toml_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "toml") && !path.ends_with("Cargo.toml") {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
}

#[test]
fn every_pack_fits_the_schema() {
    let mut files = Vec::new();
    toml_files(&root().join("packs"), &mut files);
    toml_files(&root().join("testdata/packs"), &mut files);
    assert!(files.len() >= 60, "{}", files.len());
    let texts: Vec<&str> = files.iter().map(|(_, text)| text.as_str()).collect();
    for ((path, _), fault) in files.iter().zip(faults(&texts)) {
        assert!(fault.is_empty(), "{}: {fault}", path.display());
    }
}

#[test]
fn the_guide_fits_the_schema_but_for_its_one_slip() {
    let guide = fs::read_to_string(root().join("docs/lexicon-guide.md")).unwrap();
    let blocks: Vec<&str> =
        guide.split("\n```toml ").skip(1).filter_map(|block| block.split_once('\n')?.1.split("\n```").next()).collect();
    assert!(blocks.len() >= 20, "{}", blocks.len());
    let slips = blocks.iter().zip(faults(&blocks)).filter(|(_, fault)| !fault.is_empty());
    let slips: Vec<String> = slips.map(|(block, fault)| format!("{fault}\n{block}")).collect();
    assert!(slips.len() == 1 && slips[0].contains("categori ="), "{slips:#?}");
}

const ENTRY: &str = r#"
[[entry]]
id = "scam.fee"
category = "scam"
match = ["send the fee"]
evidence = "clear"
"#;

#[test]
fn what_the_schema_should_take_it_takes() {
    let sources = [
        "",
        "id = 'x'\nversion = '1.2.3-rc.1'\ntitle = 'X'\nlicence = 'CC0-1.0'\nlanguages = 'kk'\nstatus = 'reviewed'\nreviewers = ['A']",
        ENTRY,
        "[class.core.you]\nwords = 'you'\n[class.fee]\nwords = ['fee', '<core.you>']",
        "[sound.A]\nby = 'last-letter'\npick = [['', 'a']]\n[inflect.N]\nrules = [{ if = ['x', '[^a]'], add = '{A}~b', tag = 'pl acc', then = ['N2'] }, {}]\n[inflect.N2]",
        "[spelling.mine]\nkind = 'script'\ncommon = 0\n[spelling.mine.typed]\n'x' = ['', { typed = 'ks', penalty = 20 }]\n'' = 'e'\n[proclitics]\nbefore = '{و|ف}?'",
    ];
    assert_eq!(faults(&sources), [""; 6]);
}

#[test]
fn slips_are_refused() {
    let entry = |from: &str, to: &str| ENTRY.replace(from, to);
    let slips = [
        entry("category", "categori"),
        entry("\"scam.fee\"", "\"Scam fee\""),
        entry("\"clear\"", "\"huge\""),
        entry("\"clear\"", "17"),
        entry("\"clear\"", "0"),
        entry("match = [\"send the fee\"]", "match = []"),
        ENTRY.to_owned() + "context = 'loud'",
        ENTRY.to_owned() + "flag = [{ texts = 'x' }]",
        ENTRY.to_owned() + "pass = [{ text = 'x', level = 'huge' }]",
        "id = 'x'\nversion = '1.2.3'\ntitle = 'X'".into(),
        "id = 'x'\nversion = '1.2'\ntitle = 'X'\nlicence = 'Y'".into(),
        "status = 'reviewed'".into(),
        "include = '../x.toml'".into(),
        "common = ['common.txt']".into(),
        "languages = ['kazakh language']".into(),
        "[category]\nid = 'x'\ntitle = 'X'".into(),
        "[[category]]\nid = 'x'\ntitle = 'X'\nlow = 2".into(),
        "[[message]]\ncategory = 'x'\nlang = 'en'".into(),
        "[class.fee]\nword = ['x']".into(),
        "[class.fee]\nwords = [5]".into(),
        "[class.fee]\nwords = ['x']\ngate = 5".into(),
        "[class.Fee]\nwords = ['x']".into(),
        "[sound.A]\nby = 'ear'\npick = [['a', 'b']]".into(),
        "[sound.A]\nby = 'last-letter'\npick = [['a']]".into(),
        "[inflect.n]\nrules = []".into(),
        "[inflect.N]\nrules = [{ ad = 'x' }]".into(),
        "[inflect.N]\nrules = [{ add = '{A' }]".into(),
        "[inflect.N]\nrules = [{ tag = 'poss-2' }]".into(),
        "[spelling.mine.typed]\n'x' = 'y'".into(),
        "[spelling.keyboard.typed]\n'x' = 5".into(),
        "[spelling.keyboard.typed]\n'x' = { typed = 'y', penalty = -1 }".into(),
        "[proclitics]\nbefor = ['x']".into(),
    ];
    let sources: Vec<&str> = slips.iter().map(String::as_str).collect();
    let missed: Vec<&str> =
        sources.iter().zip(faults(&sources)).filter(|(_, fault)| fault.is_empty()).map(|(slip, _)| *slip).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}
