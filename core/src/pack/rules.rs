//! Rules of context: what a cue says of the findings near it. The section holds a record of 16 bytes for each.

use super::bytes::{u32_at, u64_at};

/// A record's length, in bytes.
pub(crate) const RULE: usize = 16;

/// What a rule is about. The order is that of the format; numbers are never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleKind {
    /// The words stand in quotation marks, or are somebody else's.
    Quotation,
    /// The words are reported: in news, in court, by a witness.
    Reporting,
    /// The words are denied or forbidden.
    Negation,
    /// The words are contradicted or warned of.
    CounterSpeech,
    /// The words are asked about.
    Question,
    /// The opposite is wished for.
    Wish,
    /// A member of the group speaks of himself or herself.
    Reclaimed,
    /// The words stand in scripture, prayer or sermon.
    Religious,
    /// The words are taught, researched or remembered.
    Education,
    /// The words call for something to be done at once.
    Imminence,
    /// The words are aimed at a thing or an abstraction.
    Target,
}

impl RuleKind {
    pub(crate) const ALL: [RuleKind; 11] = [
        RuleKind::Quotation,
        RuleKind::Reporting,
        RuleKind::Negation,
        RuleKind::CounterSpeech,
        RuleKind::Question,
        RuleKind::Wish,
        RuleKind::Reclaimed,
        RuleKind::Religious,
        RuleKind::Education,
        RuleKind::Imminence,
        RuleKind::Target,
    ];

    /// The name, as sources and reports have it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            RuleKind::Quotation => "quotation",
            RuleKind::Reporting => "reporting",
            RuleKind::Negation => "negation",
            RuleKind::CounterSpeech => "counter-speech",
            RuleKind::Question => "question",
            RuleKind::Wish => "wish",
            RuleKind::Reclaimed => "reclaimed",
            RuleKind::Religious => "religious",
            RuleKind::Education => "education",
            RuleKind::Imminence => "imminence",
            RuleKind::Target => "target",
        }
    }

    /// What a rule of this kind weighs unless its pack says otherwise, in centinats.
    #[must_use]
    pub const fn evidence(self) -> i32 {
        match self {
            RuleKind::Quotation | RuleKind::Reporting | RuleKind::Religious | RuleKind::Education => -300,
            RuleKind::Negation | RuleKind::CounterSpeech | RuleKind::Wish | RuleKind::Reclaimed | RuleKind::Target => {
                -450
            }
            RuleKind::Question => -100,
            RuleKind::Imminence => 100,
        }
    }
}

/// Where a cue stands to the findings it bears on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CuePlace {
    /// Before the finding, within reach.
    Before,
    /// Behind the finding, within reach.
    After,
    /// Before or behind it, within reach.
    Around,
    /// Within the finding: a word's own negative form.
    Affix,
    /// Anywhere in the sentence.
    Sentence,
    /// In the sentence or in the one before or behind it.
    Near,
}

impl CuePlace {
    pub(crate) const ALL: [CuePlace; 6] =
        [CuePlace::Before, CuePlace::After, CuePlace::Around, CuePlace::Affix, CuePlace::Sentence, CuePlace::Near];

    /// The name, as sources have it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            CuePlace::Before => "before",
            CuePlace::After => "after",
            CuePlace::Around => "around",
            CuePlace::Affix => "affix",
            CuePlace::Sentence => "sentence",
            CuePlace::Near => "near",
        }
    }
}

/// A rule as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    pub(crate) kind: RuleKind,
    pub(crate) place: CuePlace,
    /// So many tokens may stand between cue and finding.
    pub(crate) reach: u8,
    /// The engine finds it by itself: quotation marks, a question mark.
    pub(crate) structural: bool,
    /// The cue shows that a third person was addressed.
    pub(crate) third: bool,
    /// It is company enough for entries that need some.
    pub(crate) company: bool,
    /// In centinats.
    pub(crate) evidence: i32,
    /// Bit `n`: it bears on the pack's category `n`; no bit means on all.
    pub(crate) categories: u64,
}

/// More than any rule may weigh, in centinats.
const MAX_RULE: i32 = 600;

impl Rule {
    pub(crate) fn read(record: &[u8]) -> Option<Self> {
        let byte = |at: usize| record.get(at).copied().unwrap_or_default();
        let flags = byte(3);
        Some(Self {
            kind: RuleKind::ALL.get(usize::from(byte(0))).copied()?,
            place: CuePlace::ALL.get(usize::from(byte(1))).copied()?,
            reach: byte(2),
            structural: flags & 1 != 0,
            third: flags & 2 != 0,
            company: flags & 4 != 0,
            evidence: u32_at(record, 4)?.cast_signed().clamp(-MAX_RULE, MAX_RULE),
            categories: u64_at(record, 8)?,
        })
    }

    #[cfg(feature = "compile")]
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        let kind = RuleKind::ALL.iter().position(|kind| *kind == self.kind).unwrap_or_default();
        let place = CuePlace::ALL.iter().position(|place| *place == self.place).unwrap_or_default();
        let flags = u8::from(self.structural) | u8::from(self.third) << 1 | u8::from(self.company) << 2;
        out.extend([
            u8::try_from(kind).unwrap_or_default(),
            u8::try_from(place).unwrap_or_default(),
            self.reach,
            flags,
        ]);
        out.extend(self.evidence.to_le_bytes());
        out.extend(self.categories.to_le_bytes());
    }
}

#[cfg(all(test, feature = "compile"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for kind in RuleKind::ALL {
            for place in CuePlace::ALL {
                let rule = Rule {
                    kind,
                    place,
                    reach: 7,
                    structural: false,
                    third: true,
                    company: place == CuePlace::Near,
                    evidence: kind.evidence(),
                    categories: 5,
                };
                let mut bytes = Vec::new();
                rule.write(&mut bytes);
                assert_eq!((bytes.len(), Rule::read(&bytes)), (RULE, Some(rule)));
            }
        }
        assert_eq!(Rule::read(&[99; RULE]), None);
        assert_eq!(Rule::read(&[0; 3]), None);
    }
}
