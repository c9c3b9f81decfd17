//! Texts made up with the statistics of a language: its common words as often as the pack's own list says, and a long
//! tail of words that nobody has written. Whole numbers only, so that every machine makes the same texts.

use crate::random::Random;

/// The languages that texts are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// English.
    English,
    /// Russian.
    Russian,
    /// Kazakh, in Cyrillic.
    Kazakh,
    /// Persian, with zero-width non-joiners.
    Persian,
    /// Uzbek in Latin letters, with apostrophes.
    Uzbek,
}

/// What a language's words are like.
struct Facts {
    /// Words and how often they stand among a million.
    common: &'static str,
    /// Of a hundred words so many are common ones.
    share: usize,
    syllables: Syllables,
}

impl Tongue {
    const fn facts(self) -> Facts {
        match self {
            Self::English => Facts {
                common: include_str!("../../packs/en/common.tsv"),
                share: 80,
                syllables: Syllables {
                    onsets: "b c d f g h l m n p r s t w st tr ch sh",
                    vowels: "a e i o u ea ou",
                    codas: "- - - n r s t l nd ng",
                },
            },
            Self::Russian => Facts {
                common: include_str!("../../packs/ru/common.tsv"),
                share: 65,
                syllables: Syllables {
                    onsets: "б в г д ж з к л м н п р с т ст пр х ч",
                    vowels: "а е и о у я ы",
                    codas: "- - - - н р т л й сть",
                },
            },
            Self::Kazakh => Facts {
                common: include_str!("../../packs/kk/common.tsv"),
                share: 65,
                syllables: Syllables {
                    onsets: "б д ж к қ л м н с т ш",
                    vowels: "а ә е ы і о ө ұ ү",
                    codas: "- - н р т л ң қ",
                },
            },
            Self::Persian => Facts {
                common: include_str!("../../packs/fa/common.tsv"),
                share: 75,
                syllables: Syllables {
                    onsets: "ب پ ت ج خ د ر س ش ف ک گ ل م ن ه",
                    vowels: "ا و ی -",
                    codas: "- - ن ر د ش م",
                },
            },
            Self::Uzbek => Facts {
                common: include_str!("../../packs/uz/common.tsv"),
                share: 65,
                syllables: Syllables {
                    onsets: "b d j k q l m n s t sh ch gʻ y",
                    vowels: "a i o u e oʻ",
                    codas: "- - n r t l ng q",
                },
            },
        }
    }
}

/// Beginnings, middles and ends of syllables; `-` is none.
#[derive(Clone, Copy)]
struct Syllables {
    onsets: &'static str,
    vowels: &'static str,
    codas: &'static str,
}

impl Syllables {
    fn word(&self, random: &mut Random, count: usize) -> String {
        let mut part = |parts: &'static str| *random.pick(&parts.split(' ').collect::<Vec<_>>());
        let mut word: String =
            (0..count.max(1)).map(|_| [part(self.onsets), part(self.vowels), part(self.codas)].concat()).collect();
        word.retain(|c| c != '-');
        word
    }
}

/// How many rare words a language has.
const TAIL: usize = 30_000;

/// The words of one language with their frequencies.
pub struct Speech {
    tongue: Tongue,
    common: Vec<&'static str>,
    /// The sum of the frequencies up to each common word.
    sums: Vec<usize>,
    share: usize,
    tail: Vec<String>,
}

impl Speech {
    /// The words of a language, the same every time.
    #[must_use]
    pub fn new(tongue: Tongue) -> Self {
        let Facts { common, share, syllables } = tongue.facts();
        let (mut words, mut sums, mut sum) = (Vec::new(), Vec::new(), 0);
        for line in common.lines().filter(|line| !line.starts_with('#')) {
            let Some((word, frequency)) = line.split_once('\t') else { continue };
            sum += frequency.trim().parse().unwrap_or(0);
            words.push(word);
            sums.push(sum);
        }
        let mut random = Random(100 + tongue as u64);
        let tail = (1..=TAIL).map(|rank: usize| syllables.word(&mut random, 2 + rank.ilog2() as usize / 7));
        Self { tongue, common: words, sums, share, tail: tail.collect() }
    }

    /// Leaves out the words that are not wanted: the forms of a lexicon, so that only planted hits are hits.
    #[must_use]
    pub fn without(mut self, unwanted: impl Fn(&str) -> bool) -> Self {
        let (mut words, mut sums, mut before, mut sum) = (Vec::new(), Vec::new(), 0, 0);
        for (word, &to) in self.common.iter().zip(&self.sums) {
            if !unwanted(word) {
                sum += to - before;
                words.push(*word);
                sums.push(sum);
            }
            before = to;
        }
        (self.common, self.sums) = (words, sums);
        self.tail.retain(|word| !unwanted(word));
        self
    }

    /// Words nobody has written, other than those of the texts.
    #[must_use]
    pub fn dictionary(&self, count: usize) -> Vec<String> {
        let mut random = Random(200 + self.tongue as u64);
        (0..count).map(|_| self.tongue.facts().syllables.word(&mut random, 3)).collect()
    }

    /// One word: as frequent ones are frequent; of the tail each doubling of the rank is as likely.
    pub fn word(&self, random: &mut Random) -> &str {
        let total = self.sums.last().copied().unwrap_or(0);
        if total > 0 && random.below(100) < self.share {
            let at = random.below(total);
            let index = self.sums.partition_point(|&sum| sum <= at);
            return self.common.get(index).copied().unwrap_or_default();
        }
        let low = 1 << random.below(self.tail.len().ilog2() as usize);
        let rank = (low + random.below(low)).min(self.tail.len() - 1);
        &self.tail[rank]
    }

    /// A word as it is typed: Uzbek apostrophes come in many shapes, Persian endings are joined by a zero-width non-joiner.
    pub fn typed(&self, random: &mut Random) -> String {
        let word = self.word(random);
        match self.tongue {
            Tongue::Uzbek => {
                word.replace('\u{2BB}', random.pick::<&str>(&["'", "'", "\u{2BB}", "\u{2019}", "\u{2018}", "`"]))
            }
            Tongue::Persian if random.below(12) == 0 => {
                format!("{word}\u{200C}{}", random.pick::<&str>(&["ها", "های", "ام", "اش", "تر"]))
            }
            _ => word.to_owned(),
        }
    }

    /// A sentence of 5 to 18 words with its mark and a blank behind it.
    pub fn sentence(&self, random: &mut Random) -> String {
        self.mixed(self, 0, random)
    }

    /// A sentence in which so many of a hundred words are of another language.
    pub fn mixed(&self, other: &Speech, percent: usize, random: &mut Random) -> String {
        let mut text = String::new();
        let count = 5 + random.below(14);
        for index in 0..count {
            let speech = if random.below(100) < percent { other } else { self };
            let word = speech.typed(random);
            let mut chars = word.chars();
            match chars.next() {
                Some(first) if index == 0 => text.extend(first.to_uppercase().chain(chars)),
                _ => text.push_str(&word),
            }
            let ends = index + 1 == count;
            text.push_str(match (ends, self.tongue) {
                (true, Tongue::Persian) => random.pick::<&str>(&[". ", ". ", "؟ ", "! "]),
                (true, _) => random.pick::<&str>(&[". ", ". ", "? ", "! "]),
                (false, Tongue::Persian) if random.below(9) == 0 => "، ",
                (false, _) if random.below(9) == 0 => ", ",
                (false, _) => " ",
            });
        }
        text
    }

    /// Five sentences.
    pub fn paragraph(&self, random: &mut Random) -> String {
        let text: String = (0..5).map(|_| self.sentence(random)).collect();
        text.trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_as_frequent_as_listed() {
        let (speech, mut random) = (Speech::new(Tongue::English), Random(1));
        let count = (0..100_000).filter(|_| speech.word(&mut random) == "the").count();
        // 20,000 of 1,125,000, in four words of five.
        assert!((1_200..1_700).contains(&count), "{count}");
    }

    #[test]
    fn unwanted_words_do_not_come() {
        let speech = Speech::new(Tongue::English).without(|word| word.starts_with('t'));
        let mut random = Random(1);
        assert!((0..20_000).all(|_| !speech.word(&mut random).starts_with('t')));
    }

    #[test]
    fn persian_has_joiners_and_uzbek_apostrophes() {
        let mut random = Random(1);
        let uzbek: String = (0..20).map(|_| Speech::new(Tongue::Uzbek).typed(&mut random)).collect();
        let persian: String = (0..20).map(|_| Speech::new(Tongue::Persian).sentence(&mut random)).collect();
        assert!(persian.contains('\u{200C}'));
        assert!(uzbek.contains(['\'', '\u{2BB}', '\u{2019}', '\u{2018}', '`']));
    }
}
