//! Where a word stands that is asked about.

use super::entry::Entry;

/// The text, and what is at hand of the word's sentence.
#[derive(Clone, Copy)]
pub(super) struct Near<'s> {
    pub(super) text: &'s str,
    /// All words of its sentence, where they have been read just now.
    pub(super) whole: Option<&'s [Entry]>,
}

#[cfg(test)]
impl Near<'_> {
    /// Fails unless the words at hand are those of the sentence that begins at a byte.
    pub(super) fn check(&self, start: usize) {
        let Some(whole) = self.whole else { return };
        let mut words = Vec::new();
        super::presence::for_words(self.text, start, |at, token, _| {
            words.push((at, (token.start, token.end), token.skeleton, token.slow));
        });
        let known: Vec<_> = (1..).zip(whole).map(|(at, word)| (at, word.place(), word.skeleton(), false)).collect();
        assert_eq!(known, words, "{}", self.text);
    }
}
