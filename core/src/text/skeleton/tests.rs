use super::super::fold::fold;
use super::*;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

fn skeleton(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend(fold(text).chars().filter_map(byte));
    out
}

/// The skeleton without folding; none if a code point must be folded.
fn raw(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    for c in text.chars() {
        match raw_byte(c) {
            Raw::Slow => return None,
            Raw::Byte(byte) => out.push(byte),
            Raw::Other | Raw::Skip | Raw::Apostrophe => {}
        }
    }
    Some(out)
}

fn check(text: &str) {
    if let Some(raw) = raw(text) {
        assert_eq!(raw, skeleton(text), "{text:?}");
    }
}

#[test]
fn same_letters() {
    for row in [
        "oʻl ol OʻL öl o'l",
        "baş bas bäş",
        "ҷанг чанг ЧАНГ",
        "шоҳ шох шоһ",
        "құл кұл күл қул кул",
        "дін дін дин ДІҢ",
        "төрт торт",
        "көз коз көз",
        "ўзбек узбек ӯзбек",
        "ёлка елка",
        "объект обьект об'ект обект",
        "йод иод",
        "ئی یی یي",
        "گل کل كل",
        "پدر بدر",
        "چای جای څای ځای",
        "آن ان أن إن",
        "خانه خانة خانۀ خانە خانهٔ",
        "ښځه شجه",
        "ټول تول",
        "naïve naive",
        "İstanbul ISTANBUL ıstanbul",
        "𝐛𝐨𝐦𝐛 ｂｏｍｂ bomb b̷o̸m̶b",
        "مُحَمَّد محمد محـمد",
        "٣ 3 ۳",
        "ΆΛΦΑ άλφα αλφα",
        "əs as",
    ] {
        let mut words = row.split(' ');
        let first = words.next().map(skeleton);
        for word in words {
            assert_eq!(Some(skeleton(word)), first, "{word} in {row}");
        }
    }
    for (a, b) in [("жар", "зар"), ("эл", "ел"), ("щи", "ши"), ("شر", "سر"), ("бала", "bala"), ("ыр", "ир")]
    {
        assert_ne!(skeleton(a), skeleton(b));
    }
}

#[test]
fn bytes() {
    assert_eq!(skeleton("Aя1 ا-ə"), [b'a', 0x9F, b'1', 0xB0, b'a']);
    assert!(skeleton("' ء ъ ь 😀 . \u{301}").is_empty());
    assert_eq!(raw_byte('ẓ'), Raw::Byte(b'z'));
    assert_eq!(raw_byte('ﭘ'), raw_byte('ب'));
    for (c, expected) in
        [('\u{200C}', Raw::Skip), ('’', Raw::Apostrophe), ('ﷺ', Raw::Slow), ('—', Raw::Other), ('ß', Raw::Slow)]
    {
        assert_eq!(raw_byte(c), expected, "{c}");
    }
}

#[test]
fn every_code_point() {
    for c in '\0'..=char::MAX {
        let text = String::from(c);
        check(&text);
        check(&text.nfd().collect::<String>());
        let found = raw_byte(c);
        match class(c) {
            Class::Apostrophe => assert_eq!(found, Raw::Apostrophe, "{c:?}"),
            Class::Ignorable => assert_eq!(found, Raw::Skip, "{c:?}"),
            Class::Mark => assert!(matches!(found, Raw::Skip | Raw::Slow), "{c:?}"),
            Class::Letter | Class::Digit => assert!(!matches!(found, Raw::Other | Raw::Apostrophe), "{c:?}"),
            _ => assert!(matches!(found, Raw::Other | Raw::Slow), "{c:?} {found:?}"),
        }
    }
}

#[test]
fn letters_of_the_languages_need_no_folding() {
    let letters = "aäbcçdefgğhiıjklmnñňoöpqrsştuüūvwxyýzžáǵńóúõʻʼ абвгғдеёжзийіӣкқлмнңоөпрстуүұўӯфхҳһцчҷшщъыьэәюя \
        ابپتټثجچحخځڅدډذرړزژږسشښصضطظعغفقکكگګلمنڼهةۀەوؤیيىېۍئءأإآٱ";
    for c in letters.chars().filter(|c| !c.is_whitespace()) {
        for form in [c.to_string(), c.to_uppercase().filter(|c| *c != 'ʼ').collect()] {
            let decomposed: String = form.nfd().collect();
            assert!(raw(&form).is_some() && raw(&decomposed).is_some(), "{c}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn texts_of_the_languages(text in "[a-zA-ZäçğıİñňöşüūýžÄÇŞÖəʻʼ'’а-яА-ЯёғқңөұүһіҷҳӯӣўәҚҒҲӢӮЎӘ\u{304}\u{306}\u{308}\u{301}\u{327}\u{200C}\u{640}ا-ي\u{64B}-\u{655}ټڅځپچژگکڼښۍېیئأإآؤۀە۰-۹ ﻻ-ﻼﭘ.]{0,24}") {
        check(&text);
        check(&text.nfd().collect::<String>());
        check(&text.nfc().collect::<String>());
    }
}
