//! Scoring a text that arrives in pieces, in memory that does not grow with it.

use crate::report::{Marks, Report};
use crate::scorer::{MAX_TEXT, Scorer, Scratch, places};
use crate::text::Tokens;

/// Reading is tried again when this much has gathered, in bytes.
const BLOCK: usize = 64 * 1024;
/// No look ahead of the tokens reaches further: what lies this far from the end is read the same whatever follows.
const MARGIN: usize = 512;

/// A text being scored piece by piece; see [`Scorer::stream`].
pub struct Stream {
    scorer: Scorer,
    scratch: Scratch,
    marks: Marks,
    buffer: String,
    /// The byte of the text at which the buffer begins.
    base: usize,
    /// The buffer's length at which reading is tried next.
    next_try: usize,
}

impl Scorer {
    /// Begins a text that arrives in pieces. The report equals [`score`](Self::score)'s of the whole, and memory is
    /// bounded, but for the findings, and for addresses and runs of punctuation behind a word that have no end.
    ///
    /// ```
    /// let scorer = sipar::Scorer::builder().build()?;
    /// let mut stream = scorer.stream();
    /// stream.push("a text in ");
    /// stream.push("two pieces");
    /// assert_eq!(stream.finish(), scorer.score("a text in two pieces"));
    /// # Ok::<(), sipar::BuildError>(())
    /// ```
    #[must_use]
    pub fn stream(&self) -> Stream {
        Stream {
            scorer: self.clone(),
            scratch: Scratch::default(),
            marks: Marks::default(),
            buffer: String::new(),
            base: 0,
            next_try: BLOCK,
        }
    }
}

impl Stream {
    /// Takes in the next piece of the text.
    pub fn push(&mut self, piece: &str) {
        let room = MAX_TEXT.saturating_sub(self.base + self.buffer.len());
        let piece = match piece.char_indices().find(|(at, c)| at + c.len_utf8() > room).filter(|_| piece.len() > room) {
            Some((cut, _)) => piece.get(..cut).unwrap_or_default(),
            None => piece,
        };
        self.buffer.push_str(piece);
        if self.buffer.len() >= self.next_try {
            self.read_block();
        }
    }

    /// Scores what is left and reports on the whole text.
    #[must_use]
    pub fn finish(mut self) -> Report {
        let rest = self.buffer.len();
        self.read_to(rest);
        self.scorer.inner().report(&self.scratch, &self.marks)
    }

    /// Reads up to the last sentence that begins well before the end of what has arrived.
    fn read_block(&mut self) {
        let safe = self.buffer.len().saturating_sub(MARGIN);
        let mut tokens = Tokens::new(&self.buffer, 0);
        let mut cut = 0;
        while let Some(token) = tokens.next().filter(|token| token.start <= safe) {
            if token.starts_sentence {
                cut = tokens.sentence_start();
            }
        }
        if cut > 0 {
            self.read_to(cut);
            self.buffer.drain(..cut);
            self.base += cut;
        }
        // Where no sentence ended, trying at every piece would take quadratic time.
        self.next_try = (2 * self.buffer.len()).max(BLOCK);
    }

    fn read_to(&mut self, end: usize) {
        let (matches, sentences) = (self.scratch.matches.len(), self.scratch.scan.sentences.len());
        // All that has arrived is read with it: what follows a sentence decides how its last token ends.
        self.scorer.inner().find(&mut self.scratch, &self.buffer, end, self.base);
        let text = self.buffer.get(..end).unwrap_or_default();
        self.marks.read(text, places(&self.scratch, matches, sentences));
    }
}
