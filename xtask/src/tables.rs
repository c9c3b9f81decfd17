//! Writes `core/src/text/tables.rs`: what T0 makes of each code point, its class, and skeleton bytes.
//!
//! How the tables are read is told in `core/src/text/ucd.rs`, beside the code that reads them.

use crate::letters::base_byte;
use crate::unicode::{Kind, Unicode, all_chars, check_versions, is_harakat, is_mark, settle, version};
use std::collections::BTreeSet;
use std::fmt::{Display, Write};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

const DIRECT: u32 = 0x800;
const ESCAPE: u32 = 0xD800;
/// Unchanged code points between two value runs that are cheaper to list than a new run.
const GAP: usize = 3;
/// The first kind of run that is a mark, and the first that is a shift.
const MARKS: usize = 5;
const SHIFTED: usize = 64;

/// What a run of code points has in common.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Rule {
    Clean,
    Delete,
    Shift(i32),
    Parity,
    Values,
    Mark(u8),
    Extend,
}

/// The whole file.
pub(crate) fn generate() -> String {
    check_versions();
    let unicode = Unicode::new();
    let maps: Vec<(char, String)> = all_chars().map(|c| (c, unicode.map(c))).collect();
    let stable: BTreeSet<char> = maps.iter().filter(|(c, m)| m.chars().eq([*c])).map(|m| m.0).collect();
    let (v1, v2, v3) = version();
    let mut out = String::from("//! Written by `cargo xtask tables`; do not edit. How to read it: `ucd.rs`.\n\n");
    let _ = writeln!(
        out,
        "/// The Unicode version of the tables.\npub const UNICODE_VERSION: (u8, u8, u8) = ({v1}, {v2}, {v3});"
    );
    let pairs = pairs(&stable);
    let seconds: BTreeSet<char> =
        pairs.iter().map(|p| p.1).chain('\u{1161}'..='\u{1175}').chain('\u{11A8}'..='\u{11C2}').collect();
    write_direct(&mut out, &unicode, &maps);
    write_rules(&mut out, &maps, &seconds);
    write_classes(&mut out, &unicode);
    write_pairs(&mut out, &pairs);
    out
}

/// Canonical pairs whose result T0 leaves alone: (first, second, result), sorted.
fn pairs(stable: &BTreeSet<char>) -> Vec<(char, char, char)> {
    let mut pairs = Vec::new();
    for &c in stable.iter().filter(|c| !('\u{AC00}'..='\u{D7A3}').contains(*c)) {
        let parts: Vec<char> = c.to_string().nfd().collect();
        let Some((&second, rest)) = parts.split_last().filter(|p| !p.1.is_empty()) else { continue };
        let first: Vec<char> = rest.iter().copied().nfc().collect();
        let [first] = first[..] else { panic!("{c:?} is not a pair") };
        assert!(parts.iter().all(|p| stable.contains(p)) && stable.contains(&first), "{c:?} has unstable parts");
        pairs.push((first, second, c));
    }
    pairs.sort_unstable();
    pairs
}

/// Code points below 0x800: how folding shifts them, their classes (two to a byte), their raw skeleton bytes.
fn write_direct(out: &mut String, unicode: &Unicode, maps: &[(char, String)]) {
    let low: Vec<&(char, String)> = maps.iter().take_while(|m| (m.0 as u32) < DIRECT).collect();
    let mut shifts: Vec<i32> = vec![0];
    let index = low.iter().map(|(c, map)| {
        let composes = matches!(c, '\u{653}'..='\u{655}');
        let settled: Vec<char> = settle(map).chars().collect();
        match settled[..] {
            [] if !composes => 1,
            [m] if canonical_combining_class(*c) == 0 && !is_mark(*c) => {
                2 + index_of(&mut shifts, m as i32 - *c as i32)
            }
            _ => 0,
        }
    });
    let index: Vec<usize> = index.collect();
    assert!(shifts.len() <= 254);
    array(out, "Below U+0800: 0 ask the rules, 1 deleted, else 2 + the index of a shift.", "FOLD_LOW", "u8", &index);
    array(out, "The shifts of `FOLD_LOW`.", "FOLD_SHIFTS", "i16", &shifts);
    let bytes: Vec<u8> = low.iter().map(|(c, map)| raw(unicode.kind(*c), &settle(map))).collect();
    array(out, "What a raw code point below U+0800 gives a skeleton: see `skeleton.rs`.", "DIRECT", "u8", &bytes);
    let kinds: Vec<usize> = low.iter().map(|m| unicode.kind(m.0) as usize).collect();
    array(out, "Classes below U+0800, two to a byte, the even one lower.", "CLASS_LOW", "u8", &two_to_a_byte(&kinds));
}

/// The raw skeleton answer: 0 no part of a word, 1 skip, 2 apostrophe, 3 fold it, else the byte.
fn raw(kind: Kind, folded: &str) -> u8 {
    let byte = |c: char| match c.to_string().nfd().next() {
        Some(base) if base.is_alphanumeric() && !is_combining_mark(base) => base_byte(base),
        _ => None,
    };
    let bytes: Vec<u8> = folded.chars().filter_map(byte).collect();
    match (kind, bytes.as_slice()) {
        (Kind::Apostrophe, _) => 2,
        (Kind::Letter | Kind::Digit, &[byte]) if folded.chars().count() == 1 => byte,
        (Kind::Letter | Kind::Mark | Kind::Ignorable, []) => 1,
        (_, []) => 0,
        _ => 3,
    }
}

fn rule(c: char, map: &str, seconds: &BTreeSet<char>) -> Rule {
    let mut chars = map.chars();
    match (chars.next(), chars.next()) {
        (None, _) => Rule::Delete,
        (Some(m), None) if m == c => match canonical_combining_class(c) {
            0 if is_mark(c) || seconds.contains(&c) => Rule::Extend,
            0 => Rule::Clean,
            class => Rule::Mark(class),
        },
        (Some(m), None) => Rule::Shift(m as i32 - c as i32),
        _ => Rule::Values,
    }
}

/// Runs of one rule each, the shifts, the values of the irregular, and the pool of what is not one BMP code point.
fn write_rules(out: &mut String, maps: &[(char, String)], seconds: &BTreeSet<char>) {
    // Surrogates count as unchanged: runs go on over them.
    let mapped = |cp: u32| char::from_u32(cp).map(|c| &maps[maps.partition_point(|m| m.0 < c)]);
    let map_of = |cp: u32| mapped(cp).map(|m| m.1.clone()).unwrap_or_default();
    let rule_of = |cp: u32| mapped(cp).map_or(Rule::Clean, |(c, map)| rule(*c, map, seconds));
    let rules: Vec<(u32, Rule)> = (0x80..0x11_0000).map(|cp| (cp, rule_of(cp))).collect();
    let is_clean = |at: usize| rules.get(at).is_some_and(|r| r.1 == Rule::Clean);
    // A shift is worth a run of its own from three code points on; alternate pairs of capitals share one run.
    let run_of = |at: usize, same: &dyn Fn(usize) -> bool| (at..rules.len()).take_while(|&i| same(i)).count();
    let pair = |at: usize| rules.get(at).is_some_and(|r| r.1 == Rule::Shift(1)) && is_clean(at + 1);
    let mut runs: Vec<(u32, Rule, usize)> = Vec::new();
    let mut at = 0;
    while at < rules.len() {
        let (cp, rule) = rules[at];
        let same = run_of(at, &|i| rules[i].1 == rule);
        let alternate = run_of(at, &|i| pair(i - (i - at) % 2));
        let (rule, len) = match rule {
            Rule::Shift(1) if alternate >= 2 => (Rule::Parity, alternate),
            Rule::Shift(_) if same < 4 => (Rule::Values, 1),
            Rule::Values => (Rule::Values, 1),
            rule => (rule, same),
        };
        let listed = runs.len();
        match runs.get(listed.wrapping_sub(2)..) {
            Some(&[(_, Rule::Values, n), (_, Rule::Clean, gap)])
                if rule == Rule::Values && gap <= GAP && n + gap + len <= 0xF0 =>
            {
                runs.pop();
                runs[listed - 2].2 = n + gap + len;
            }
            _ => match runs.last_mut() {
                Some(last)
                    if last.1 == rule && rule != Rule::Parity && (rule != Rule::Values || last.2 + len <= 0xF0) =>
                {
                    last.2 += len
                }
                _ => runs.push((cp, rule, len)),
            },
        }
        at += len;
    }
    let (mut shifts, mut classes) = (Vec::new(), Vec::new());
    let (mut bases, mut values, mut pool, mut strings) = (Vec::new(), Vec::new(), String::new(), Vec::new());
    let mut coded = Runs::default();
    for &(start, rule, len) in &runs {
        let kind = match rule {
            Rule::Clean => 0,
            Rule::Delete => 1,
            Rule::Parity => 2,
            Rule::Extend => 3,
            Rule::Values => {
                bases.push((coded.lens.len(), values.len()));
                for cp in start..start + len as u32 {
                    let map = map_of(cp);
                    let mut chars = map.chars();
                    values.push(match (chars.next(), chars.next()) {
                        (Some(c), None) if (c as u32) < 0x1_0000 => c as u32,
                        _ => {
                            if !strings.contains(&map) {
                                pool.push_str(&map);
                            }
                            ESCAPE + index_of(&mut strings, map) as u32
                        }
                    });
                }
                4
            }
            Rule::Mark(class) => MARKS + index_of(&mut classes, class),
            Rule::Shift(by) => SHIFTED + index_of(&mut shifts, by),
        };
        assert!(kind < if matches!(rule, Rule::Mark(_)) { SHIFTED } else { 256 }, "{rule:?} does not fit");
        coded.push(start, len, kind);
    }
    assert!(strings.len() <= 0x800 && pool.len() <= 0xFFFF && values.len() <= 0xFFFF);
    coded.write(out, "RULE", "Rules from U+0080 on");
    array(out, "What each run of rules does: see `Rule::of`.", "RULE_KINDS", "u8", &coded.kinds);
    array(out, "The combining classes of kinds 5 to 63.", "MARK_CLASSES", "u8", &classes);
    array(out, "The shifts of kinds from 64 on.", "SHIFTS", "i32", &shifts);
    let bases: Vec<String> = bases.iter().map(|(run, at)| format!("({run},{at})")).collect();
    array(out, "Runs of kind 4, and where their values begin.", "VALUE_STARTS", "(u16, u16)", &bases);
    let bytes = |shift: u32| -> Vec<u32> { values.iter().map(|v| (v >> shift) & 0xFF).collect() };
    array(
        out,
        "Values, their low bytes: a code point, or a surrogate, which counts the strings of the pool.",
        "VALUES_LOW",
        "u8",
        &bytes(0),
    );
    array(out, "The high bytes of the values (apart, for they pack better so).", "VALUES_HIGH", "u8", &bytes(8));
    let lens: Vec<usize> = strings.iter().map(String::len).collect();
    let starts: Vec<usize> = (0..lens.len()).step_by(16).map(|at| lens[..at].iter().sum()).collect();
    array(out, "The lengths of the strings in the pool.", "POOL_LENS", "u8", &lens);
    array(out, "Where every 16th of them begins.", "POOL_STARTS", "u16", &starts);
    let escaped: String = pool.chars().flat_map(char::escape_unicode).collect();
    let _ = write!(
        out,
        "\n/// Strings that single code points become.\n#[rustfmt::skip]\npub(crate) static POOL: &str = \""
    );
    let mut column = 200;
    for part in escaped.split_inclusive('}') {
        if column + part.len() > 116 {
            out.push_str("\\\n    ");
            column = 4;
        }
        out.push_str(part);
        column += part.len();
    }
    out.push_str("\";\n");
}

/// Classes from U+0800 on.
fn write_classes(out: &mut String, unicode: &Unicode) {
    let mut runs: Vec<(u32, usize, Kind)> = Vec::new();
    for cp in DIRECT..0x11_0000 {
        let kind = char::from_u32(cp).map_or(Kind::Other, |c| unicode.kind(c));
        match runs.last_mut() {
            Some(last) if last.2 == kind => last.1 += 1,
            _ => runs.push((cp, 1, kind)),
        }
    }
    let mut coded = Runs::default();
    for (start, len, kind) in runs {
        coded.push(start, len, kind as usize);
    }
    coded.write(out, "CLASS", "Classes from U+0800 on");
    array(
        out,
        "The classes of the runs, two to a byte, the even one lower.",
        "CLASS_KINDS",
        "u8",
        &two_to_a_byte(&coded.kinds),
    );
}

/// Runs coded as lengths of one byte: up to 0xEF the length less one, from 0xF0 on a power of two from 256.
#[derive(Default)]
struct Runs {
    lens: Vec<u8>,
    kinds: Vec<usize>,
    starts: Vec<u32>,
}

impl Runs {
    fn push(&mut self, start: u32, len: usize, kind: usize) {
        let end = start as usize + len;
        let mut start = start as usize;
        while start < end {
            let left = end - start;
            let (code, len) = match left {
                0..=0xF0 => (left - 1, left),
                0xF1..=0xFF => (0xEF, 0xF0),
                _ => (0xF0 + (left / 256).ilog2() as usize, 256 << (left / 256).ilog2()),
            };
            if self.lens.len().is_multiple_of(16) {
                self.starts.push(start as u32);
            }
            self.lens.push(code as u8);
            self.kinds.push(kind);
            start += len;
        }
    }

    fn write(&self, out: &mut String, name: &str, what: &str) {
        array(
            out,
            &format!("{what}: the lengths of the runs, see `ucd::run_at`."),
            &format!("{name}_LENS"),
            "u8",
            &self.lens,
        );
        array(out, "The first code point of every 16th run.", &format!("{name}_STARTS"), "u32", &self.starts);
    }
}

fn two_to_a_byte(kinds: &[usize]) -> Vec<usize> {
    kinds.chunks(2).map(|two| two[0] | (two.get(1).unwrap_or(&0) << 4)).collect()
}

/// The place of an item in a list, added to it if it is new.
fn index_of<T: PartialEq>(list: &mut Vec<T>, item: T) -> usize {
    list.iter().position(|i| *i == item).unwrap_or_else(|| {
        list.push(item);
        list.len() - 1
    })
}

fn write_pairs(out: &mut String, pairs: &[(char, char, char)]) {
    let (low, high): (Vec<_>, Vec<_>) = pairs.iter().partition(|p| (p.2 as u32) < 0x1_0000);
    let row = |p: &&(char, char, char)| format!("({},{},{})", p.0 as u32, p.1 as u32, p.2 as u32);
    let low_rows: Vec<String> = low.iter().map(row).collect();
    let high_rows: Vec<String> = high.iter().map(row).collect();
    let mut order: Vec<usize> = (0..low.len()).collect();
    order.sort_by_key(|&at| low[at].2);
    array(out, "Canonical pairs T0 composes: first, second, result; sorted.", "PAIRS", "(u16, u16, u16)", &low_rows);
    array(out, "The pairs in the order of their results.", "BY_RESULT", "u16", &order);
    array(out, "The pairs beyond U+FFFF.", "PAIRS_HIGH", "(u32, u32, u32)", &high_rows);
    assert!(!pairs.iter().any(|p| is_harakat(p.1) && !('\u{622}'..='\u{6D3}').contains(&p.2)));
}

fn array<T: Display>(out: &mut String, doc: &str, name: &str, of: &str, items: &[T]) {
    let _ = write!(out, "\n/// {doc}\n#[rustfmt::skip]\npub(crate) static {name}: [{of}; {}] = [", items.len());
    let mut column = 200;
    for item in items {
        let item = item.to_string();
        if column + item.len() > 116 {
            out.push_str("\n    ");
            column = 4;
        }
        let _ = write!(out, "{item},");
        column += item.len() + 1;
    }
    out.push_str("\n];\n");
}
