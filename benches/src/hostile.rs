//! Texts written to be slow: floods of what makes a reader stop, look back or keep ways open. Time must stay in proportion
//! to their length.

use crate::inputs::Term;
use crate::random::Random;

/// The kinds of hostile text, each with what it is made of.
#[must_use]
pub fn kinds(terms: &[Term]) -> Vec<(&'static str, String)> {
    let phrases = || terms.iter().take(4_000).map(|term| term.0.as_str()).filter(|term| term.contains(' '));
    let first_words = |count: usize| {
        let begun = phrases().map(|phrase| phrase.split(' ').take(count).collect::<Vec<_>>().join(" "));
        begun.collect::<Vec<_>>().join(" ")
    };
    let mut random = Random(31);
    let letters: String = (0..997).map(|_| *random.pick(&['k', 'i', 'l', ' '])).collect();
    let own = |text: &str| text.to_owned();
    vec![
        ("one word without end", own("a")),
        ("blanks", own(" ")),
        ("marks", own("!?…,;")),
        ("sentences of one word", own("kill. ")),
        ("combining marks", own("a\u{301}\u{302}\u{303}\u{308}")),
        ("zero-width characters", own("k\u{200B}i\u{200D}l\u{2060}l ")),
        ("what folds to several letters", own("ﷺ½ﬁ㎏ ")),
        ("two alphabets in a word", own("kіll thе immigrаnts ")),
        ("single letters", letters),
        ("emoji", own("👩🏽\u{200D}👩🏽\u{200D}👧🇹🇯 ")),
        ("quotation marks within each other", own("“she said ‘never «kill» them’ ")),
        ("words that patterns wait for", own("we will not kill all of you immigrants money send first ")),
        ("first words of phrases", first_words(1) + " "),
        ("phrases without their last words", first_words(3) + " "),
    ]
}

/// A text of a kind, as long as asked for.
#[must_use]
pub fn text(unit: &str, bytes: usize) -> String {
    let mut text = unit.repeat(bytes / unit.len().max(1) + 1);
    let end = (0..=bytes.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    text.truncate(end);
    text
}

/// Two texts of each kind.
#[must_use]
pub fn texts(terms: &[Term]) -> Vec<String> {
    kinds(terms).iter().flat_map(|(_, unit)| [text(unit, 500), text(unit, 16_000)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_as_long_as_asked_for() {
        let terms = [("one two three four".to_owned(), 0)];
        for (name, unit) in kinds(&terms) {
            let text = text(&unit, 1_000);
            assert!((985..=1_000).contains(&text.len()), "{name}: {}", text.len());
        }
    }
}
