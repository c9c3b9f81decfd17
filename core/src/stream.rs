//! Scoring a text that arrives in pieces, in memory that does not grow with it.

use crate::analyse::Match;
use crate::report::{Marks, Report};
use crate::scorer::{MAX_TEXT, Piece, Scorer, Scratch, match_places, places};
use crate::text::Tokens;

/// Reading is tried again when this much has gathered, in bytes.
const BLOCK: usize = 64 * 1024;
/// So many sentences on either side may bear on what is found in one.
const AROUND: usize = 2;
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
    /// Where in the buffer the first sentence begins that has not been read; before it lies what context may yet need.
    read: usize,
    /// The first match and the first sentence of which not every place has been marked.
    unmarked: (usize, usize),
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
            read: 0,
            unmarked: (0, 0),
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
        self.mark(rest);
        self.scorer.inner().report(&self.scratch, &self.marks)
    }

    /// Reads up to the last sentence with two behind it that end well before the end of what has arrived: what is found
    /// in a sentence may depend on as many on either side.
    fn read_block(&mut self) {
        let safe = self.buffer.len().saturating_sub(MARGIN);
        let mut tokens = Tokens::new(&self.buffer, self.read);
        let mut starts = [self.read; 2 * AROUND + 1];
        let mut count = 0usize;
        while let Some(token) = tokens.next().filter(|token| token.start <= safe) {
            if token.starts_sentence {
                starts.rotate_left(1);
                if let Some(last) = starts.last_mut() {
                    *last = tokens.sentence_start();
                }
                count += 1;
            }
        }
        // The sentences of which these are the starts: two that may be needed again, the first not to be read yet, two
        // behind it.
        let [keep, _, cut, ..] = starts;
        if count > 2 * AROUND {
            self.read_to(cut);
            self.mark(keep);
            self.buffer.drain(..keep);
            self.base += keep;
            self.read = cut - keep;
        }
        // Where no sentence ended, trying at every piece would take quadratic time.
        self.next_try = (2 * self.buffer.len()).max(BLOCK);
    }

    fn read_to(&mut self, end: usize) {
        // All that has arrived is read with it: what follows a sentence decides how its last token ends.
        let piece = Piece { text: &self.buffer, from: self.read, end, base: self.base, whole: false };
        self.scorer.inner().find(&mut self.scratch, piece);
    }

    /// Marks the places that lie before a byte of the buffer; what is found later has none there.
    fn mark(&mut self, end: usize) {
        let (matches, sentences) = self.unmarked;
        let places = places(&self.scratch, matches, sentences);
        self.marks.read(self.buffer.get(..end).unwrap_or_default(), places);
        let reached = self.base + end;
        let marked = |m: &Match| match_places(m).all(|place| place < reached);
        let done = self.scratch.matches.iter().skip(matches).take_while(|m| marked(m)).count();
        let read = self.scratch.scan.sentences.iter().skip(sentences).take_while(|s| s.end < reached).count();
        self.unmarked = (matches + done, sentences + read);
    }
}
