//! Shapes that span tokens: numbers, sums of money, telephone numbers, short codes.

use super::fold::fold;
use super::kind::TokenKind;
use super::tokens::{Token, Tokens};
use core::ops::Range;

/// What a stretch of text looks like, whatever its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Digits, also grouped: `3.5`, `1,000`, `10 000`.
    Number,
    /// A number beside a currency's sign, code or name.
    Money,
    /// A telephone number: 7 to 15 digits, with `+`, or in groups, or long.
    Phone,
    /// A number of 4 to 6 digits that is no year, as premium services have.
    Shortcode,
    /// An address on the web.
    Url,
    /// A mail address.
    Email,
    /// `@name`.
    Handle,
    /// One emoji.
    Emoji,
}

impl Shape {
    pub(crate) const ALL: [Shape; 8] = [
        Shape::Number,
        Shape::Money,
        Shape::Phone,
        Shape::Shortcode,
        Shape::Url,
        Shape::Email,
        Shape::Handle,
        Shape::Emoji,
    ];

    /// The name by which patterns call it, after a `#`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Shape::Number => "number",
            Shape::Money => "money",
            Shape::Phone => "phone",
            Shape::Shortcode => "shortcode",
            Shape::Url => "url",
            Shape::Email => "email",
            Shape::Handle => "handle",
            Shape::Emoji => "emoji",
        }
    }

    /// The shape of a name.
    #[cfg(feature = "source")]
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape| shape.name() == name)
    }
}

const SIGNS: [char; 17] = ['$', '€', '£', '¥', '₽', '₸', '₴', '₹', '₺', '₼', '₾', '₩', '₿', '₮', '؋', '﷼', '¢'];
/// Codes and names, folded, without apostrophes.
const CURRENCIES: [&str; 51] = [
    "usd",
    "usdt",
    "eur",
    "gbp",
    "rub",
    "kzt",
    "kgs",
    "uzs",
    "tjs",
    "tmt",
    "afn",
    "irr",
    "btc",
    "eth",
    "dollar",
    "dollars",
    "bucks",
    "euro",
    "euros",
    "pound",
    "pounds",
    "rupees",
    "dollarov",
    "доллар",
    "доллара",
    "долларов",
    "евро",
    "руб",
    "рубль",
    "рубля",
    "рублей",
    "тенге",
    "теңге",
    "сом",
    "сомони",
    "сомонӣ",
    "сум",
    "сўм",
    "som",
    "sum",
    "manat",
    "манат",
    "афғонӣ",
    "تومان",
    "ریال",
    "افغانی",
    "دلار",
    "دالر",
    "ډالر",
    "درهم",
    "دولار",
];

/// The shapes in a text, in order and without overlap. Linear in the text.
///
/// ```
/// use sipar::text::{Shape, shapes};
/// let text = "Send $1,500 to +992 93 123-45-67";
/// let found: Vec<(Shape, &str)> = shapes(text).into_iter().map(|(shape, at)| (shape, &text[at])).collect();
/// assert_eq!(found, [(Shape::Money, "$1,500"), (Shape::Phone, "+992 93 123-45-67")]);
/// ```
#[must_use]
pub fn shapes(text: &str) -> Vec<(Shape, Range<usize>)> {
    let tokens: Vec<Token> = Tokens::new(text, 0).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let single = match token.kind {
            TokenKind::Url => Some(Shape::Url),
            TokenKind::Email => Some(Shape::Email),
            TokenKind::Handle => Some(Shape::Handle),
            TokenKind::Emoji => Some(Shape::Emoji),
            TokenKind::Word => None,
        };
        if let Some(shape) = single {
            found.push((shape, token.start..token.end));
        } else if let Some(group) = Group::read(text, &tokens, at) {
            found.push(group.shape(text, &tokens, at));
            at = group.last;
        }
        at += 1;
    }
    found
}

/// Tokens of digits that belong together.
struct Group {
    last: usize,
    digits: usize,
    /// The number of groups, and whether every gap is one a number may have.
    parts: usize,
    grouped_as_number: bool,
}

impl Group {
    fn read(text: &str, tokens: &[Token], first: usize) -> Option<Self> {
        let mut group =
            Self { last: first, digits: digits(text, tokens.get(first)?)?, parts: 1, grouped_as_number: true };
        while let (Some(here), Some(next)) = (tokens.get(group.last), tokens.get(group.last + 1)) {
            let gap = text.get(here.end..next.start).unwrap_or_default();
            let Some(more) = digits(text, next).filter(|_| joins(gap) && group.digits < 15) else { break };
            let number =
                matches!(gap, "." | ",") || (matches!(gap, " " | "\u{a0}" | "\u{202f}" | "'" | "’") && more == 3);
            group.grouped_as_number &= number;
            group.digits += more;
            group.parts += 1;
            group.last += 1;
        }
        Some(group)
    }

    fn shape(&self, text: &str, tokens: &[Token], first: usize) -> (Shape, Range<usize>) {
        let at = |index: usize| tokens.get(index).map_or((0, 0), |token| (token.start, token.end));
        let (mut start, mut end) = (at(first).0, at(self.last).1);
        let before = text.get(..start).unwrap_or_default().trim_end_matches(' ');
        let after = text.get(end..).unwrap_or_default();
        let plus = before.len() == start && before.ends_with('+');
        if plus && (7..=15).contains(&self.digits) {
            return (Shape::Phone, start - 1..end);
        }
        if let Some(sign) = before.chars().next_back().filter(|c| SIGNS.contains(c)) {
            start = before.len() - sign.len_utf8();
            return (Shape::Money, start..end);
        }
        if let Some(sign) = after.trim_start_matches(' ').chars().next().filter(|c| SIGNS.contains(c)) {
            end += after.len() - after.trim_start_matches(' ').len() + sign.len_utf8();
            return (Shape::Money, start..end);
        }
        if let Some(next) = tokens.get(self.last + 1).filter(|next| !next.starts_sentence && is_currency(text, next)) {
            return (Shape::Money, start..next.end);
        }
        if let Some(previous) = first.checked_sub(1).and_then(|index| tokens.get(index))
            && text.get(previous.end..start).is_some_and(|gap| gap.len() <= 1)
            && is_currency(text, previous)
        {
            return (Shape::Money, previous.start..end);
        }
        let grouped = self.parts >= 3 && !self.grouped_as_number && (7..=15).contains(&self.digits);
        if grouped || (self.parts == 1 && (10..=15).contains(&self.digits)) {
            return (Shape::Phone, start..end);
        }
        let year = text
            .get(start..end)
            .and_then(|digits| digits.parse::<u32>().ok())
            .is_some_and(|n| (1_900..2_100).contains(&n));
        if self.parts == 1 && (4..=6).contains(&self.digits) && !year {
            return (Shape::Shortcode, start..end);
        }
        (Shape::Number, start..end)
    }
}

/// How many digits a token is made of, if of nothing else.
fn digits(text: &str, token: &Token) -> Option<usize> {
    let word = text.get(token.start..token.end)?;
    let all_digits = token.kind == TokenKind::Word && word.chars().all(char::is_numeric);
    all_digits.then(|| word.chars().count())
}

fn joins(gap: &str) -> bool {
    matches!(gap, "." | "," | " " | "-" | "\u{a0}" | "\u{202f}" | "'" | "’" | ") " | " (" | ")" | "(" | " - " | "–")
}

fn is_currency(text: &str, token: &Token) -> bool {
    let word = text.get(token.start..token.end).unwrap_or_default();
    word.len() <= 24 && CURRENCIES.contains(&fold(word).replace('\'', "").as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Shape, &str)> {
        shapes(text).into_iter().map(|(shape, at)| (shape, &text[at])).collect()
    }

    #[test]
    fn numbers_and_money() {
        use Shape::{Money, Number};
        assert_eq!(
            found("in 2024, 3.5 of 1,000 or 10 000"),
            [(Number, "2024"), (Number, "3.5"), (Number, "1,000"), (Number, "10 000")]
        );
        assert_eq!(
            found("€ 50, 100₽ and 500 долларов, USD 20"),
            [(Money, "€ 50"), (Money, "100₽"), (Money, "500 долларов"), (Money, "USD 20")]
        );
        assert_eq!(found("۵۰۰ تومان"), [(Money, "۵۰۰ تومان")]);
        assert_eq!(found("300 soʻm"), [(Money, "300 soʻm")]);
    }

    #[test]
    fn phones_and_short_codes() {
        use Shape::{Number, Phone, Shortcode};
        assert_eq!(found("call 8 (905) 123-45-67 now"), [(Phone, "8 (905) 123-45-67")]);
        assert_eq!(found("+998901234567 or 0901234567"), [(Phone, "+998901234567"), (Phone, "0901234567")]);
        assert_eq!(found("txt WIN to 80082"), [(Shortcode, "80082")]);
        assert_eq!(found("room 12"), [(Number, "12")]);
    }

    #[test]
    fn shapes_of_single_tokens() {
        use Shape::{Email, Emoji, Handle, Url};
        assert_eq!(
            found("a@b.example @bob 😀 https://x.example/1"),
            [(Email, "a@b.example"), (Handle, "@bob"), (Emoji, "😀"), (Url, "https://x.example/1")]
        );
    }

    #[test]
    fn long_runs_of_digits_take_linear_time() {
        assert!(shapes(&"1 ".repeat(100_000)).len() <= 100_000);
        assert_eq!(shapes(&"1".repeat(100_000)).len(), 25);
    }
}
