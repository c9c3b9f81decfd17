//! Tokens known by their shape: addresses, handles, hashtags, emoji.
//!
//! Each look ahead is bounded, so that hostile text cannot make reading superlinear.

use super::class::{Class, class};
use super::hash::SkeletonHash;
use super::kind::TokenKind;

/// A host name or mail domain is looked for this far, in bytes.
const LOOK_AHEAD: usize = 128;
/// Longer runs behind `#` or `@` are no hashtag or handle, in bytes.
const MAX_TAG: usize = 256;
/// Names that end a host name without a path. Those that are words (`me`, `click`, `live`) need a path: after a full stop
/// without a blank they begin a sentence far more often.
const TOP_LEVEL: [&str; 15] =
    ["com", "org", "net", "biz", "xyz", "edu", "gov", "ru", "uz", "kz", "kg", "tj", "tm", "af", "ir"];

/// The web or mail address that begins with the word `start..end`, which `:`, `@` or `.` follows.
pub(crate) fn address(text: &str, start: usize, end: usize) -> Option<(TokenKind, usize)> {
    let rest = text.get(end..)?;
    if rest.starts_with("://") {
        let scheme = text.get(start..end)?;
        let known = scheme.len() <= 16 && scheme.bytes().all(|b| b.is_ascii_alphanumeric());
        return known.then(|| (TokenKind::Url, run_end(text, end + 3)));
    }
    if let Some(domain) = rest.strip_prefix('@') {
        let len = host_len(domain);
        return domain.get(..len)?.contains('.').then_some((TokenKind::Email, end + 1 + len));
    }
    let after = rest.strip_prefix('.')?;
    let len = host_len(after);
    let host = after.get(..len)?;
    let (label_end, end) = (end, end + 1 + len);
    let has_path = after.get(len..).is_some_and(|tail| {
        let mut tail = tail.chars();
        tail.next() == Some('/') && tail.next().is_some_and(char::is_alphanumeric)
    });
    let last = host.rsplit('.').next().unwrap_or_default();
    let is_www = text.get(start..start + 4).is_some_and(|www| www.eq_ignore_ascii_case("www."));
    // "you.Net" is a new sentence: names do not change from small to capital letters.
    let before = text.get(start..label_end)?.chars().next_back();
    let one_case =
        !last.starts_with(|c: char| c.is_ascii_uppercase()) || before.is_some_and(|c| c.is_ascii_uppercase());
    let named = one_case && TOP_LEVEL.iter().any(|name| last.eq_ignore_ascii_case(name));
    let hostlike = text.get(start..end)?.is_ascii() && last.len() >= 2 && last.bytes().all(|b| b.is_ascii_alphabetic());
    (hostlike && (has_path || is_www || named))
        .then(|| (TokenKind::Url, if has_path { run_end(text, end) } else { end }))
}

/// The length of a host name: letters, digits, hyphens and inner dots.
fn host_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let run =
        bytes.iter().take(LOOK_AHEAD).take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.')).count();
    let host = bytes.get(..run).unwrap_or_default();
    run - host.iter().rev().take_while(|b| !b.is_ascii_alphanumeric()).count()
}

/// Where a run without white space or closing marks ends, trailing punctuation left out.
fn run_end(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let run = rest
        .find(|c| matches!(class(c), Class::Space | Class::LineBreak) || matches!(c, '<' | '>' | '"' | '»' | '”' | '|'))
        .unwrap_or(rest.len());
    let run = rest.get(..run).unwrap_or_default();
    from + run.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '…', '؟', '،', '۔']).len()
}

/// Where the hashtag that begins with the `#` at `at` ends; no more than `at + 1` if it is none.
pub(crate) fn hashtag_end(text: &str, at: usize) -> usize {
    at + 1 + tag_len(text.get(at + 1..).unwrap_or_default(), false)
}

/// Where the handle that begins with the `@` at `at` ends, if it is one.
pub(crate) fn handle_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?.strip_prefix('@')?;
    let len = tag_len(rest, true);
    (len > 0).then_some(at + 1 + len)
}

fn tag_len(rest: &str, dots: bool) -> usize {
    let part = |c: char| c == '_' || matches!(class(c), Class::Letter | Class::Digit | Class::Mark | Class::Ignorable);
    if !rest.chars().next().is_some_and(|c| c == '_' || matches!(class(c), Class::Letter | Class::Digit)) {
        return 0;
    }
    let len = rest
        .char_indices()
        .find(|&(at, c)| at > MAX_TAG || !(part(c) || (dots && c == '.')))
        .map_or(rest.len(), |(at, _)| at);
    if len > MAX_TAG {
        return 0;
    }
    rest.get(..len).unwrap_or_default().trim_end_matches('.').len()
}

/// Where the piece of a hashtag that begins at `start` ends: before `_`, or between a small and a capital letter.
pub(crate) fn hashtag_piece(text: &str, start: usize, end: usize) -> usize {
    let mut small = false;
    for (at, c) in text.get(start..end).unwrap_or_default().char_indices() {
        if c == '_' || (small && c.is_uppercase()) {
            return start + at;
        }
        small = c.is_lowercase() || (small && matches!(class(c), Class::Mark | Class::Ignorable));
    }
    end
}

/// Where the emoji at `start` ends, and its hash. A pair of regional indicators is one flag.
pub(crate) fn emoji(text: &str, start: usize) -> (usize, SkeletonHash) {
    let mut hash = SkeletonHash::default();
    let mut flag = 0;
    let mut end = start;
    for (at, c) in text.get(start..).unwrap_or_default().char_indices() {
        let belongs = match class(c) {
            Class::Regional => {
                flag += 1;
                flag <= 2 && (at == 0 || flag == 2)
            }
            Class::Emoji => at == 0,
            Class::Modifier | Class::Ignorable | Class::Mark => at > 0,
            _ => false,
        };
        if !belongs {
            break;
        }
        if matches!(class(c), Class::Regional | Class::Emoji) {
            u32::from(c).to_le_bytes().into_iter().for_each(|byte| hash.push(byte));
        }
        end = start + at + c.len_utf8();
    }
    (end, hash)
}

#[cfg(test)]
mod tests {
    use crate::text::{TokenKind, tokens};

    fn kinds(text: &str) -> Vec<(TokenKind, &str)> {
        tokens(text).map(|(token, word)| (token.kind, word)).collect()
    }

    #[test]
    fn addresses_are_one_token() {
        use TokenKind::{Email, Handle, Url, Word};
        assert_eq!(
            kinds("see https://kill.example/all?x=1, www.a.bc, t.me/joinchat/x. Or bank.com!"),
            [
                (Word, "see"),
                (Url, "https://kill.example/all?x=1"),
                (Url, "www.a.bc"),
                (Url, "t.me/joinchat/x"),
                (Word, "Or"),
                (Url, "bank.com"),
            ]
        );
        assert_eq!(kinds("mail bob@mail.example now"), [(Word, "mail"), (Email, "bob@mail.example"), (Word, "now")]);
        assert_eq!(kinds("hi @the.boss!"), [(Word, "hi"), (Handle, "@the.boss")]);
    }

    #[test]
    fn a_full_stop_without_a_blank_is_no_address() {
        use TokenKind::Word;
        assert_eq!(kinds("ok.me too"), [(Word, "ok"), (Word, "me"), (Word, "too")]);
        assert_eq!(kinds("да.нет"), [(Word, "да"), (Word, "нет")]);
        for text in ["you.Click", "you.Top", "you.live", "you.Org"] {
            assert_eq!(kinds(text).len(), 2, "{text}");
        }
        assert_eq!(kinds("BANK.COM").len(), 1);
    }

    #[test]
    fn hashtags_are_split_at_camel_case_and_underscores() {
        let words = |text| kinds(text).into_iter().map(|(_, word)| word).collect::<Vec<_>>();
        assert_eq!(words("#KillThem_all now"), ["Kill", "Them", "all", "now"]);
        assert_eq!(words("#killthem # 5"), ["killthem", "5"]);
        assert_eq!(words("#ҶангКун"), ["Ҷанг", "Кун"]);
    }

    #[test]
    fn an_emoji_is_a_token_without_its_modifiers() {
        use TokenKind::{Emoji, Word};
        assert_eq!(kinds("ok 👍🏽👍️!"), [(Word, "ok"), (Emoji, "👍🏽"), (Emoji, "👍️")]);
        assert_eq!(kinds("🇹🇯🇺🇿"), [(Emoji, "🇹🇯"), (Emoji, "🇺🇿")]);
        let hash = |text| tokens(text).next().map(|(token, _)| token.skeleton);
        assert_eq!(hash("👍🏽"), hash("👍"));
        assert_ne!(hash("👍"), hash("👎"));
    }

    #[test]
    fn runs_of_tags_and_dots_take_linear_time() {
        for unit in ["#", "@", "a.", "a@", "#a", "@a.", "www.", "#aB_", "://", "a://", "...", "🇹"] {
            let text = unit.repeat(200_000);
            assert!(tokens(&text).count() <= text.len());
        }
    }
}
