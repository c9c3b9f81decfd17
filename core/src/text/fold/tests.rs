use super::*;
use caseless::Caseless;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// Folding as the module's documentation words it, by other crates' tables.
fn reference(text: &str) -> String {
    let mapped: String = text.nfd().flat_map(|c| reference_map(c).chars().collect::<Vec<_>>()).collect();
    let harakat = |c: &char| !matches!(c, '\u{64B}'..='\u{655}' | '\u{670}');
    let iota = |c| if c == '\u{345}' { 'ι' } else { c };
    let kept: String = mapped.nfd().map(iota).nfc().filter(harakat).collect();
    let (mut undotted, mut dotted) = (String::new(), false);
    for c in kept.nfd() {
        if c == '\u{307}' && dotted {
            continue;
        }
        match unicode_normalization::char::canonical_combining_class(c) {
            0 => dotted = c == 'i',
            class => dotted &= class < 230,
        }
        undotted.push(c);
    }
    let last = |c| match c {
        '\u{6C0}' | '\u{6C2}' => '\u{647}',
        '\u{64A}' => '\u{6CC}',
        c => c,
    };
    // NFC takes U+06C0 apart and together again, but what became U+0647 must not be looked at twice.
    undotted.nfc().map(last).collect::<String>().nfc().collect()
}

fn reference_map(c: char) -> String {
    let mut now = String::from(c);
    loop {
        let next: String = now.nfd().flat_map(reference_step).nfkc().collect();
        if next == now {
            // These are composed, so what they are composed of must not meet a second mark.
            return now.replace("i\u{307}", "i");
        }
        now = next;
    }
}

fn reference_step(c: char) -> Vec<char> {
    let cp = u32::from(c);
    match c {
        '\'' | '`' | '´' | 'ʻ' | 'ʼ' | '‘' | '’' | '‛' | '′' | '＇' => vec!['\''],
        'I' | 'ı' => vec!['i'],
        '\u{640}' => vec![],
        '\u{643}' => vec!['\u{6A9}'],
        '\u{649}' => vec!['\u{6CC}'],
        '\u{345}' => vec![c],
        _ if ignorable(cp) => vec![],
        _ if c.is_numeric() && !c.is_ascii() && decimal(cp).is_some() => decimal(cp).into_iter().collect(),
        // Capitals too new for `caseless`; Cherokee small letters fold to capitals.
        _ if c.is_uppercase() && !matches!(cp, 0x13A0..=0x13F5) => {
            let folded: Vec<char> = std::iter::once(c).default_case_fold().collect();
            if folded == [c] { c.to_lowercase().collect() } else { folded }
        }
        _ => std::iter::once(c).default_case_fold().collect(),
    }
}

fn ignorable(cp: u32) -> bool {
    matches!(cp, 0xAD | 0x34F | 0x61C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F
        | 0x202A..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFF8
        | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF)
}

/// Zeros of the decimal digits, Unicode 18.
fn decimal(cp: u32) -> Option<char> {
    const ZEROS: &[u32] = &[
        0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20,
        0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0,
        0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x10D40, 0x11066, 0x110F0, 0x11136, 0x111D0,
        0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x116D0, 0x116DA, 0x11730, 0x118E0, 0x11950, 0x11BF0, 0x11C50,
        0x11D50, 0x11DA0, 0x11DE0, 0x11F50, 0x16130, 0x16A60, 0x16AC0, 0x16B50, 0x16D70, 0x1D7CE, 0x1D7D8, 0x1D7E2,
        0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E5F1, 0x1E950, 0x1FBF0,
    ];
    ZEROS.iter().find(|&&zero| (zero..zero + 10).contains(&cp)).and_then(|zero| char::from_digit(cp - zero, 10))
}

fn parts(text: &str) -> Vec<(char, &str)> {
    chars(text).map(|f| (f.ch, &text[f.start..f.end])).collect()
}

fn check(text: &str) {
    let folded = fold(text);
    assert_eq!(folded, reference(text), "{text:?}");
    assert_eq!(fold(&folded), folded, "twice {text:?}");
    assert_eq!(fold(&text.nfc().collect::<String>()), folded, "composed {text:?}");
    assert_eq!(fold(&text.nfd().collect::<String>()), folded, "decomposed {text:?}");
    let (mut out, mut spans) = (String::new(), Vec::new());
    fold_with_spans(text, &mut out, &mut spans);
    assert_eq!(out, folded);
    assert_eq!(spans.len(), out.chars().count());
    let mut last = (0, 0);
    for &(start, end) in &spans {
        assert!(start < end && text.get(start as usize..end as usize).is_some(), "{text:?} {spans:?}");
        assert!(last.0 <= start && last.1 <= end, "{text:?} {spans:?}");
        last = (start, end);
    }
}

/// All but ideographs, private use and what is not assigned for good.
fn matters(c: char) -> bool {
    !matches!(u32::from(c), 0x3400..0xA000 | 0xE000..0xF900 | 0x17000..0x18800 | 0x20000..0x2F800 | 0x2FA20..0xE0000 | 0xE1000..)
}

#[test]
fn every_code_point() {
    for c in '\0'..=char::MAX {
        let text = c.encode_utf8(&mut [0; 4]).to_owned();
        let expected = if matters(c) { reference(&text) } else { text.clone() };
        assert_eq!(fold(&text), expected, "U+{:04X}", u32::from(c));
    }
}

#[test]
fn every_code_point_between_others() {
    let step = if cfg!(debug_assertions) { 7 } else { 1 };
    for c in ('\0'..=char::MAX).filter(|&c| matters(c)).step_by(step) {
        for (before, after) in [("x", "y"), ("i", "\u{307}"), ("ᾳ", "\u{301}\u{323}"), ("ي", "\u{654}")] {
            let text = format!("{before}{c}{after}");
            assert_eq!(fold(&text), reference(&text), "U+{:04X} {before} {after}", u32::from(c));
        }
    }
}

/// Texts of the eleven languages, and what they meet.
const SAMPLES: &[&str] = &[
    "The quick brown fox's \"lazy\" dog, 42 times. İSTANBUL ISPARTA ıspanak ßẞ",
    "Съешь ещё этих мягких французских булок, да выпей чаю. ЁЛКА Й й Ў ЎЗБЕК ӢӮ ӣӯ",
    "Ҳамаи одамон озод ба дунё меоянд ва аз лиҳози манзилату ҳуқуқ бо ҳам баробаранд. Ҷанг ғӯза қишлоқ",
    "Барлық адамдар тумысынан азат және қадір-қасиеті мен кұқықтары тең болып дүниеге келеді. Һәм Өлім Ұлы Үй Іні Ң",
    "Бардык адамдар өз беделинде жана укуктарында эркин жана тең укуктуу болуп жаралат. ТӨРТ ҮЙ Ң",
    "Barcha odamlar erkin, qadr-qimmat va huquqlarda teng boʻlib tugʻiladilar. O‘zbek o’zbek o`zbek o´zbek maʼno",
    "Hemme adamlar öz mertebesi we hukuklary boýunça deň ýagdaýda dünýä inýärler. Ň Ž Ş Ç Ä",
    "تمام افراد بشر آزاد به دنیا می‌آیند و از لحاظ حیثیت و حقوق با هم برابرند. خانهٔ ما خانۀ ما كتاب ي ۱۲۳",
    "د بشر ټول افراد آزاد نړۍ ته راځي او د حيثيت او حقوقو له پلوه سره برابر دي. ښځه ږغ څوک ډېر ړوند ڼ ګټه ئ",
    "يولد جميع الناس أحراراً متساوين في الكرامة والحقوق. مُحَمَّدٌ رَسُولُ ٱللَّهِ إِنَّ آمَنَ سُئِلَ مؤمن ـــ ﷺ ﻻ ﻷ",
    "Ελληνικά ΆΈΉ ᾳᾴ Ὀδυσσεύς ς\u{345}\u{301} Հայերեն և ՈՒ עברית שָׁלוֹם हिन्दी क़ िक் தமிழ் ไทย ำ ကမ္မ 한국어 한국 が ｶﾞ 中文 豈",
    "𝐛𝐨𝐦𝐛 ⓑⓞⓜⓑ ｂｏｍｂ b̷o̸m̶b bo\u{200B}mb b\u{AD}omb ﬁre ½ ² № ™ ㎏ 👨\u{200D}👩\u{200D}👧 👍🏽 ❤\u{FE0F} 1\u{FE0F}\u{20E3} 🇹🇯 … ‼",
];

#[test]
fn samples() {
    for text in SAMPLES {
        check(text);
        for word in text.split(' ') {
            check(word);
            check(&word.to_uppercase());
        }
    }
}

#[test]
fn languages() {
    for (text, folded) in [
        ("Oʻzbek o‘zbek o’zbek o`zbek o´zbek O'ZBEK", "o'zbek o'zbek o'zbek o'zbek o'zbek o'zbek"),
        ("İI ıi I\u{307} i\u{307}\u{307} i\u{323}\u{307} i\u{301}\u{307}", "ii ii i i ị í\u{307}"),
        ("Й й Ў Ё ӣ и\u{304} и\u{306} ҚҒҲ", "й й ў ё ӣ ӣ й қғҳ"),
        ("كتاب يى ئ ي\u{654} ى\u{654} أ ا\u{654} ؤ آ ة ە", "کتاب یی ئ ئ ی أ أ ؤ آ ة ە"),
        ("ۀ ە\u{654} ه\u{654} ۂ ہ\u{654} خانه\u{654}", "ه ه ه ه ه خانه"),
        ("مُحَمَّدٌ كـــتاب می\u{200C}روم ا\u{64E}\u{654}", "محمد کتاب میروم أ"),
        ("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ ०१२", "0123456789 0123456789 012"),
        ("ﻻ ﻷ ﷺ ﺀ ﭘ ﯽ", "لا لأ صلی الله علیه وسلم ء پ ی"),
        ("ﬁ ß ŉ ½ ″ ͅ", "fi ss 'n 1⁄2 '' ι"),
        ("가각 ㄱㅏ 각", "가각 가 각"),
    ] {
        assert_eq!(fold(text), folded);
        check(text);
    }
}

#[test]
fn spans() {
    let all = |text: &str, span: &str| assert!(chars(text).all(|f| &text[f.start..f.end] == span), "{text}");
    assert_eq!(chars("ﷺ").count(), 18);
    all("ﷺ", "ﷺ");
    all("ﷺ\u{200D}", "ﷺ\u{200D}");
    assert_eq!(parts("aﬁb"), [('a', "a"), ('f', "ﬁ"), ('i', "ﬁ"), ('b', "b")]);
    assert_eq!(parts("xİy"), [('x', "x"), ('i', "İ"), ('y', "y")]);
    assert_eq!(parts("I\u{307}y"), [('i', "I\u{307}"), ('y', "y")]);
    assert_eq!(parts("o´z"), [('o', "o"), ('\'', "´"), ('z', "z")]);
    assert_eq!(parts("xe\u{301}y"), [('x', "x"), ('é', "e\u{301}"), ('y', "y")]);
    assert_eq!(parts("می\u{200C}رو"), [('م', "م"), ('ی', "ی\u{200C}"), ('ر', "ر"), ('و', "و")]);
    assert_eq!(parts("\u{200F}ب\u{651}\u{64E}ا"), [('ب', "ب\u{651}\u{64E}"), ('ا', "ا")]);
    assert_eq!(parts("❤\u{FE0F}!"), [('❤', "❤\u{FE0F}"), ('!', "!")]);
    assert_eq!(parts("𝐛𝐨"), [('b', "𝐛"), ('o', "𝐨")]);
    assert_eq!(parts("b\u{337}a"), [('b', "b\u{337}"), ('\u{337}', "\u{337}"), ('a', "a")]);
    assert_eq!(parts("각ᆨ"), [('각', "각"), ('ᆨ', "ᆨ")]);
    assert_eq!(parts("का"), [('क', "का"), ('ा', "ा")]);
    // The dot below comes first in canonical order; spans stay in ascending order.
    assert_eq!(
        parts("b\u{301}\u{327}"),
        [('b', "b\u{301}\u{327}"), ('\u{327}', "\u{301}\u{327}"), ('\u{301}', "\u{301}\u{327}")]
    );
    assert_eq!(parts("\u{200D}\u{64B}\u{AD}"), []);
    assert_eq!(parts("👨\u{200D}👩"), [('👨', "👨\u{200D}"), ('👩', "👩")]);
}

#[test]
fn hostile_lengths_are_linear() {
    for unit in ["\u{301}", "\u{323}\u{301}", "\u{64B}", "\u{200D}", "\u{1161}", "i\u{307}", "\u{654}\u{307}", "ﷺ"] {
        let text = format!("a{}", unit.repeat(100_000 / unit.len()));
        let started = std::time::Instant::now();
        let folded = fold(&text);
        assert!(started.elapsed().as_secs() < 5, "{unit:?}");
        assert!(folded.starts_with(['a', 'á', 'ạ', 'ȧ']));
    }
}

#[test]
fn ascii_in_all_lengths() {
    let text = "The QUICK `brown` fox jumps over the LAZY dog, 0123456789 times [\\]^_{|}~ and then @ONCE more\u{301}z"
        .repeat(3);
    for start in 0..70 {
        for end in (start..text.len()).filter(|&end| text.is_char_boundary(end)) {
            if let Some(part) = text.get(start..end) {
                let slow: String = chars(part).map(|f| f.ch).collect();
                assert_eq!(fold(part), slow);
            }
        }
    }
}

/// Strings of code points that do something to each other.
fn awkward() -> impl Strategy<Value = String> {
    const AWKWARD: &str = "aiIıİoʻ'`´\u{1FFD}\u{300}\u{301}\u{307}\u{308}\u{323}\u{327}\u{328}\u{331}\u{334}\u{338}\u{342}\u{345}\u{344}\
        éịïὕᾳᾴᾷΆ\u{37A}αιΙا\u{653}\u{654}\u{655}\u{64B}\u{64E}\u{651}\u{670}\u{640}يىیئأإآهەۀۂہةےۓوؤـ\u{200C}\u{200D}\u{FE0F}\u{AD}\
        ﻱﻲﯽﱘﷺﹰﹷﬁßŉ½″ᄀ가각ᅡᆨㄱㅏㄳｱﾞか\u{3099}क\u{93C}\u{958}ক\u{9BE}\u{9C7}\u{9D7}\u{FB2C}שׁ\u{5C1}\u{5BC}😀🏽\u{1D15E}\u{110A5}\u{110BA}\u{F73}\u{F71}\u{F72}";
    let any_of: Vec<char> = AWKWARD.chars().collect();
    proptest::collection::vec(proptest::sample::select(any_of), 0..12).prop_map(String::from_iter)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn awkward_text(text in awkward()) {
        check(&text);
    }
}
