//! The skeleton's letters: which of them count as the same when deciding where to look.
//!
//! A row is a byte and the letters that give it, beside those that decompose to one of them. Letters that nothing
//! here names are hashed, see `core/src/text/skeleton.rs`.

/// Cyrillic letters beyond the 32 of Russian, by the letter whose byte they take.
const CYRILLIC: &[(char, &str)] = &[
    ('а', "әӕ"),
    ('в', "ԝ"),
    ('г', "ғґҕӷӻ"),
    ('д', "ԁ"),
    ('е', "єҽҿѣ"),
    ('ж', "җ"),
    ('з', "ҙӡѕԑ"),
    ('и', "іјѵ"),
    ('к', "қҟҡҝӄԛԟ"),
    ('л', "љӆԓԡ"),
    ('м', "ӎ"),
    ('н', "ңҥњӈӊԋԣ"),
    ('о', "өѡ"),
    ('п', "ҧԥ"),
    ('с', "ҫ"),
    ('т', "ҭ"),
    ('у', "үұѹ"),
    ('ф', "ѳ"),
    ('х', "ҳһӽӿԧ"),
    ('ц', "ҵџ"),
    ('ч', "ҷҹћӌ"),
];

/// The letters of Arabic and Persian that keep a byte of their own, in the order of their bytes.
const ARABIC_BASE: &str = "ابتثجحخدذرزسشصضطظعغفقکلمنهوی";

/// Other letters of the Arabic script: keyboards without them, Pashto, Urdu, Kurdish, Uyghur, Sindhi.
const ARABIC: &[(char, &str)] = &[
    ('ا', "ٱٲٳ"),
    ('ب', "پٻڀٮ"),
    ('ت', "ټٹٺٿٽ"),
    ('ج', "چڃڄڇځڅڿ"),
    ('د', "ډڈڊڋڌڍڏڎڐ"),
    ('ر', "ړڑڒڔڕۯ"),
    ('ز', "ژږڗڙ"),
    ('س', "ڛ"),
    ('ش', "ښۺڜ"),
    ('ص', "ڝ"),
    ('ط', "ڟ"),
    ('غ', "ۼڠ"),
    ('ف', "ڤڡڢڣڥڦ"),
    ('ق', "ڧڨٯ"),
    ('ک', "ګگڪڭڬڰڱڲڳڴ"),
    ('ل', "ڵڶڷڸ"),
    ('ن', "ڼںڻڽڹ"),
    ('ه', "ةەہھۃۿ"),
    ('و', "ۇۆۈۋۏۄۅۉۊٶ"),
    ('ی', "ىيېۍێېےۑ"),
];

/// Latin letters without a decomposition.
const LATIN: &[(char, &str)] = &[
    ('a', "əæɐɑɒ"),
    ('b', "ƀɓƃʙ"),
    ('c', "ƈȼɕɔ"),
    ('d', "đðɖɗƌȡɘ"),
    ('e', "ɇɛǝɜ"),
    ('f', "ƒ"),
    ('g', "ǥɠɡɢɣ"),
    ('h', "ħɦɥʜƕ"),
    ('i', "ɨɪɩ"),
    ('j', "ɉȷʝɟ"),
    ('k', "ƙĸʞ"),
    ('l', "łƚɫɬɭȴʟƛ"),
    ('m', "ɯɱ"),
    ('n', "ŋɲƞɳȵɴ"),
    ('o', "øɵœƣȣɷ"),
    ('p', "ƥɸ"),
    ('q', "ɋʠ"),
    ('r', "ɍɹɻɼɽɾʀʁ"),
    ('s', "ʂȿʃ"),
    ('t', "ŧþƭʈțȶƫʇ"),
    ('u', "ʉʊ"),
    ('v', "ʋʌ"),
    ('w', "ʍƿ"),
    ('y', "ƴɏʏʎ"),
    ('z', "ƶȥʐʑɀʒʓ"),
];

/// Letters that are dropped: hamza, and the signs that are left out, or written as apostrophes.
const DROPPED: &str = "ءٴъь";

/// The byte of a lower-case letter or digit that has no decomposition; none for a dropped one.
pub(crate) fn base_byte(c: char) -> Option<u8> {
    if c.is_ascii() {
        return u8::try_from(c).ok();
    }
    if DROPPED.contains(c) {
        return None;
    }
    let c = [CYRILLIC, ARABIC, LATIN].into_iter().flatten().find(|row| row.1.contains(c)).map_or(c, |row| row.0);
    let cp = c as u32;
    let byte = match c {
        'a'..='z' => cp,
        'а'..='я' => 0x80 + cp - 'а' as u32,
        'ӏ' => 0xA0,
        c => match ARABIC_BASE.chars().position(|b| b == c) {
            Some(at) => 0xB0 + at as u32,
            None => 0xE0 | ((cp ^ (cp >> 5) ^ (cp >> 10)) & 0x1F),
        },
    };
    u8::try_from(byte).ok()
}
