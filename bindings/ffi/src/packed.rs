//! [`PackedReports`]: reports of many texts, to be read only where somebody looks.

use crate::UniFfiTag;
use sipar::Report;

/// Reports of many texts, those without findings left out.
///
/// A language that makes objects slowly reads the heads, which say where each report stands, and a report's bytes only
/// when its findings are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct PackedReports {
    /// For each report, in big-endian order and without gaps: the text's number from 0 (u32), the level from 0 (u8), the
    /// score (f64), and where the report ends in `reports` (u32).
    pub heads: Vec<u8>,
    /// The reports, each as uniffi writes one, one after the other.
    pub reports: Vec<u8>,
}

impl PackedReports {
    pub(crate) fn of(reports: impl Iterator<Item = Report>) -> Self {
        let mut packed = Self::default();
        for (number, report) in (0u32..).zip(reports).filter(|(_, report)| !report.findings.is_empty()) {
            let (level, score) = (report.level as u8, report.score);
            <Report as uniffi::Lower<UniFfiTag>>::write(report, &mut packed.reports);
            // What crosses is counted in 31 bits; uniffi itself refuses more.
            let end = u32::try_from(packed.reports.len()).unwrap_or(u32::MAX);
            packed.heads.extend(number.to_be_bytes());
            packed.heads.push(level);
            packed.heads.extend(score.to_be_bytes());
            packed.heads.extend(end.to_be_bytes());
        }
        packed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sipar::{Level, Lexicon, ListOptions, SourceFile};

    #[test]
    fn heads_tell_which_text_and_where_its_report_stands() {
        let list = SourceFile { path: "mine.txt".into(), text: "zorgle now".into() };
        let pack = Lexicon::list(list, &ListOptions::default()).unwrap().compile().unwrap();
        let scorer = sipar::Scorer::builder().pack(sipar::Pack::load(pack).unwrap()).build().unwrap();
        let texts = ["Zorgle now!", "Hello", "You zorgle now."];
        let packed = PackedReports::of(scorer.score_all(texts));

        let heads: Vec<_> = packed.heads.chunks_exact(17).collect();
        assert_eq!((heads.len(), packed.heads.len()), (2, 34));
        let mut start = 0;
        for (head, number) in heads.into_iter().zip([0, 2]) {
            let report = scorer.score(texts[number]);
            assert_eq!(head[..4], u32::try_from(number).unwrap().to_be_bytes());
            assert_eq!(Level::ALL[usize::from(head[4])], report.level);
            assert_eq!(head[5..13], report.score.to_be_bytes());
            let end = u32::from_be_bytes(head[13..].try_into().unwrap()) as usize;
            let mut alone = Vec::new();
            <Report as uniffi::Lower<UniFfiTag>>::write(report, &mut alone);
            assert_eq!(packed.reports[start..end], alone);
            start = end;
        }
        assert_eq!(start, packed.reports.len());
    }
}
