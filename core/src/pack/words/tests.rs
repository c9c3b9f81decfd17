use super::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn builder(map: &BTreeMap<String, u32>) -> Builder {
    let mut builder = Builder::new(map.keys().map(String::as_str));
    map.iter().for_each(|(key, value)| builder.insert(key, *value));
    builder
}

fn get(bytes: &[u8], key: &str) -> Option<u32> {
    let walker = Walker::new(bytes)?;
    let value = walker.value(walker.follow(walker.root(), key.as_bytes())?)?;
    u32::try_from(value).ok()
}

/// All keys, as a listing finds them.
fn listed(walker: Walker<'_>) -> BTreeMap<Vec<u8>, u64> {
    let mut all = BTreeMap::new();
    let mut open = vec![(walker.root(), Vec::new())];
    while let Some((place, key)) = open.pop() {
        let inputs: BTreeSet<u8> = walker.inputs(place).collect();
        for input in inputs {
            let mut key = key.clone();
            key.push(input);
            open.extend(walker.step(place, input).map(|place| (place, key)));
        }
        all.extend(walker.value(place).map(|value| (key, value)));
    }
    all
}

fn is_as_built(map: &BTreeMap<String, u32>, bytes: &[u8], others: &[String]) {
    for key in map.keys().chain(others) {
        assert_eq!(get(bytes, key), map.get(key).copied(), "{key}");
    }
    let all = map.iter().map(|(key, value)| (key.clone().into_bytes(), u64::from(*value)));
    assert_eq!(listed(Walker::new(bytes).unwrap()), all.collect());
}

#[test]
fn a_transducer_may_be_empty() {
    let bytes = builder(&BTreeMap::new()).finish();
    assert_eq!((get(&bytes, ""), get(&bytes, "a")), (None, None));
    let bytes = builder(&[(String::new(), 7)].into()).finish();
    assert_eq!((get(&bytes, ""), get(&bytes, "a")), (Some(7), None));
}

#[test]
fn ends_that_are_alike_are_one() {
    let phrases = |verbs: &[&str]| -> BTreeMap<String, u32> {
        verbs.iter().flat_map(|verb| ["", "s", "ed", "ing"].map(|end| (format!("{verb}{end} them all"), 1))).collect()
    };
    let (one, three) =
        (builder(&phrases(&["hunt"])).finish(), builder(&phrases(&["hunt", "expel", "detest"])).finish());
    assert!(three.len() < one.len() + 60, "{} and {}", one.len(), three.len());
}

#[test]
fn letters_may_be_many() {
    // More than have numbers, so that bytes are letters.
    let letters = (0xA1..0x7FFu32).chain(0x4E00..0x4E80).chain(0x1F600..0x1F640).filter_map(char::from_u32);
    let map: BTreeMap<String, u32> =
        letters.zip(1..).flat_map(|(c, n)| [(c.to_string(), n), (format!("a{c}b"), n / 5)]).collect();
    is_as_built(&map, &builder(&map).finish(), &["\u{2}".into(), "ab".into()]);
}

#[test]
fn rare_letters_are_found() {
    let often = ('a'..='z').chain('а'..='я');
    let rare = ('ա'..='ֆ').chain('0'..='9');
    let mut map: BTreeMap<String, u32> = BTreeMap::new();
    for (number, letter) in (1..).zip(often.clone()) {
        map.extend(often.clone().map(|other| (format!("{other}{letter}{number}"), number)));
    }
    map.extend(
        (900..)
            .zip(rare.clone())
            .flat_map(|(n, c)| [(format!("{c}"), n), (format!("x{c}y"), n * 99), (format!("{c}{c}z"), 1)]),
    );
    for bytes in [builder(&map).finish(), builder(&map).finish_long()] {
        is_as_built(&map, &bytes, &["ա0".into(), "xա".into(), "ֆֆ".into(), "ā".into()]);
    }
}

proptest! {
    #[test]
    fn agrees_with_the_map_it_was_built_from(
        map in prop::collection::btree_map("[a-d'а-г0-9 ғü-]{0,9}|[a-zа-яա-ֆ😀-😎]{1,3}", prop_oneof![0u32..9, 0u32..70_000, any::<u32>()], 0..200),
        others in prop::collection::vec("[a-dа-гғ😀]{0,5}", 0..50),
    ) {
        is_as_built(&map, &builder(&map).finish(), &others);
        is_as_built(&map, &builder(&map).finish_long(), &others);
    }

    #[test]
    fn damage_never_panics_and_every_walk_ends(
        map in prop::collection::btree_map("[a-fа-е]{1,6}|[a-zа-яա-ֆ]{1,2}", any::<u32>(), 1..60),
        hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..30),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = builder(&map).finish();
        for (at, byte) in hits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let cut = bytes.len() - cut.index(bytes.len()) % 9;
        bytes.truncate(cut);
        if let Some(walker) = Walker::new(&bytes) {
            for key in map.keys() {
                if let Some(place) = walker.follow(walker.root(), key.as_bytes()) {
                    walker.value(place);
                    let _ = walker.inputs(place).count();
                }
            }
            let mut place = walker.root();
            let mut steps = 0;
            while let Some(next) = walker.inputs(place).find_map(|b| walker.step(place, b)) {
                prop_assert!(next.node > place.node || (next.lead != 0 && place.lead == 0));
                place = next;
                steps += 1;
            }
            prop_assert!(steps <= 2 * bytes.len());
        }
    }

    #[test]
    fn reads_anything(bytes: Vec<u8>, key: String) {
        let whole = [vec![FORMAT, 0, 1, 1, 1, 0, 0, 0], bytes.iter().copied().cycle().take(if bytes.is_empty() { 0 } else { 700 }).collect()].concat();
        get(&bytes, &key);
        get(&whole, &key);
    }
}
