//! Levels, evidence and context in words: an interface shows words, never the number.

use anstyle::{AnsiColor, Style};
use sipar::{Context, Level, Spelling, Status};

/// What a level says, for a person.
pub(crate) const fn level(level: Level) -> &'static str {
    match level {
        Level::None => "the packs list nothing here, or too little to speak of",
        Level::Low => "a hint, no more",
        Level::Medium => "worth a second look",
        Level::High => "the words show the technique plainly",
    }
}

/// How a level is coloured.
pub(crate) const fn style(level: Level) -> Style {
    let color = match level {
        Level::None => return Style::new().dimmed(),
        Level::Low => AnsiColor::Cyan,
        Level::Medium => AnsiColor::Yellow,
        Level::High => AnsiColor::Red,
    };
    Style::new().fg_color(Some(anstyle::Color::Ansi(color))).bold()
}

/// The mark under a finding of a level, so that nothing rests on colour. ASCII, one column in every font.
pub(crate) const fn mark(level: Level) -> char {
    match level {
        Level::None => '.',
        Level::Low => '-',
        Level::Medium => '~',
        Level::High => '^',
    }
}

/// What an entry is worth, in centinats, as the nearest of the three words lexicons use.
pub(crate) const fn evidence(centinats: i32) -> &'static str {
    match centinats {
        ..0 => "protective",
        0..175 => "weak",
        175..350 => "clear",
        350.. => "strong",
    }
}

/// How the text spelled what the entry lists; nothing is said of the usual way.
pub(crate) const fn spelling(spelling: Spelling) -> Option<&'static str> {
    match spelling {
        Spelling::Exact => None,
        Spelling::Keyboard => Some("spelled with the letters of another keyboard"),
        Spelling::Translit => Some("romanised"),
        Spelling::Script => Some("in the language's other script"),
        Spelling::Evasion => Some("possibly disguised"),
    }
}

/// What a rule of context did, by what it adds.
pub(crate) const fn effect(centinats: i32) -> &'static str {
    match centinats {
        ..0 => "lowers it",
        0 => "is noted and changes nothing",
        1.. => "raises it",
    }
}

/// A pack's status, for a person.
pub(crate) const fn status(status: Status) -> &'static str {
    match status {
        Status::Reviewed => "reviewed by named native readers",
        Status::SecondRead => "read a second time, not yet reviewed by native readers",
        Status::Experimental => "experimental: no native reader has reviewed it, so it never says more than medium",
        Status::List => "a plain list of terms: its maker answers for it, nobody has reviewed it",
    }
}

/// How an entry takes context, for a person.
pub(crate) const fn context(context: Context) -> &'static str {
    match context {
        Context::Damp => "lowered by quotation and the like",
        Context::Keep => "kept when quoted",
        Context::Need => "only beside another",
    }
}

/// A number with thousands set apart: `12,345`.
pub(crate) fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 entry`, `2 entries`.
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(n), if n == 1 { one } else { many })
}

/// Centinats as nats: `-3.00`.
pub(crate) fn nats(centinats: i32) -> String {
    let sign = if centinats < 0 { "-" } else { "" };
    let size = centinats.unsigned_abs();
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_the_nearest_word() {
        let words = [-150, 0, 100, 174, 175, 250, 349, 350, 450, 900].map(evidence);
        assert_eq!(
            words,
            ["protective", "weak", "weak", "weak", "clear", "clear", "clear", "strong", "strong", "strong"]
        );
    }

    #[test]
    fn numbers() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(count(1, "entry", "entries"), "1 entry");
        assert_eq!([-300, 150, -5, 0].map(nats), ["-3.00", "1.50", "-0.05", "0.00"]);
    }

    #[test]
    fn marks_differ_by_level() {
        let mut marks = Level::ALL.map(mark).to_vec();
        marks.dedup();
        assert_eq!(marks.len(), 4);
    }
}
