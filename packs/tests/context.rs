//! R12 and R13: what lowers never raises and what raises never lowers, and a direct threat is not silenced by quotation
//! marks. Pairs of texts stand in `testdata/context/<language>.toml`.
#![cfg(all(feature = "en", feature = "kk", feature = "ru", feature = "tg"))]

use sipar::Level;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const LANGUAGES: [&str; 3] = ["en", "ru", "tg"];

struct Pair {
    text: String,
    with: String,
    effect: String,
}

fn pairs(language: &str) -> Vec<Pair> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../testdata/context/{language}.toml"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let string = |pair: &toml::Value, key: &str| pair[key].as_str().unwrap().to_owned();
    let pair = |pair: &toml::Value| Pair {
        text: string(pair, "text"),
        with: string(pair, "with"),
        effect: string(pair, "effect"),
    };
    table["pair"].as_array().unwrap().iter().map(pair).collect()
}

#[test]
fn context_moves_scores_its_own_way_alone() {
    let scorer = sipar_packs::scorer();
    let mut wrong = String::new();
    for language in LANGUAGES {
        let pairs = pairs(language);
        assert!(pairs.len() >= 36, "{language}: {} pairs", pairs.len());
        let (mut lowering, mut lowered) = (0, 0);
        for Pair { text, with, effect } in pairs {
            let (plain, other) = (scorer.score(&text), scorer.score(&with));
            let right = match effect.as_str() {
                "lowers" => {
                    lowering += 1;
                    lowered += usize::from(other.score < plain.score && other.level < Level::Medium);
                    plain.level >= Level::Low && other.score <= plain.score
                }
                "raises" => other.score >= plain.score && other.level > Level::None,
                "keeps" => other.level >= Level::Medium,
                other => panic!("{language}: `{other}` is no effect"),
            };
            if !right {
                let _ = writeln!(wrong, "{language} {effect}: {} \"{text}\", {} \"{with}\"", plain.score, other.score);
            }
        }
        // Not only never up: down.
        assert!(lowered * 10 >= lowering * 8, "{language}: {lowered} of {lowering} are lowered below medium");
    }
    assert!(wrong.is_empty(), "{wrong}");
}
