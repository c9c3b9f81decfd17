//! What the values of a pack's terms are to the gates, and what all terms are together that are guessed by a word: lists that
//! lie one behind the other.

use super::numbers::{NOTHING, Numbers, Pronoun, count};

/// Lists of a pack: first those of its values, then those of its guesses.
#[derive(Debug, Default)]
pub(super) struct Roles {
    /// The last ends the others.
    spans: Vec<Span>,
    /// How many are those of values.
    values: usize,
    anchors: Vec<u32>,
    partners: Vec<u32>,
    pronouns: Vec<Pronoun>,
}

/// Where lists begin; they end where the next begin.
#[derive(Clone, Copy, Debug)]
struct Span {
    /// Of a value its entry or [`NOTHING`], of guesses what is known of them besides.
    told: u32,
    anchors: u32,
    partners: u32,
    pronouns: u32,
}

/// Set in the number of a value's entry where there are others.
pub(super) const SEVERAL: u32 = 1 << 31;

/// What a value is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Role<'g> {
    /// Its entry, with [`SEVERAL`] if it is not the only one, or [`NOTHING`].
    entry: u32,
    /// Numbers of anchors, those it may stand for as a pronoun included.
    pub(super) anchors: &'g [u32],
    /// Numbers of partners.
    pub(super) partners: &'g [u32],
    /// As a pronoun, of what.
    pub(super) pronouns: &'g [Pronoun],
}

impl Role<'_> {
    /// Nothing.
    pub(super) const NONE: Self = Self { entry: NOTHING, anchors: &[], partners: &[], pronouns: &[] };

    /// An entry that it is, if any, and whether it is the only one.
    pub(super) const fn entry(&self) -> Option<(u32, bool)> {
        if self.entry == NOTHING { None } else { Some((self.entry & !SEVERAL, self.entry & SEVERAL == 0)) }
    }
}

impl Roles {
    /// Begins the next lists.
    #[inline(never)]
    pub(super) fn begin(&mut self) {
        let [anchors, partners, pronouns] = [self.anchors.len(), self.partners.len(), self.pronouns.len()].map(count);
        self.spans.push(Span { told: NOTHING, anchors, partners, pronouns });
    }

    /// Says what is known besides of that whose lists were begun last, once.
    pub(super) fn tell(&mut self, told: u32) {
        if let Some(last) = self.spans.last_mut().filter(|last| last.told == NOTHING) {
            last.told = told;
        }
    }

    /// Takes in the numbers of a set of which it is a member.
    #[inline(always)]
    pub(super) fn add(&mut self, set: [u32; 3], numbers: &Numbers) {
        let [anchor, partner, pronoun] = set;
        if anchor != NOTHING {
            self.anchors.push(anchor);
        }
        if partner != NOTHING {
            self.partners.push(partner);
        }
        if pronoun != NOTHING {
            self.stand_for(pronoun, numbers);
        }
    }

    /// Takes in what a pronoun stands for, by its number.
    #[inline(never)]
    fn stand_for(&mut self, pronoun: u32, numbers: &Numbers) {
        let known = |number: u32| Some(number).filter(|number| *number != NOTHING);
        for reference in numbers.references(pronoun) {
            let [anchor, partner, _] = numbers.of(reference.class);
            // A pronoun may be the anchor for what it stands for.
            self.anchors.extend(known(anchor));
            self.pronouns.extend(known(partner).map(|partner| Pronoun { partner, named: reference.named }));
        }
    }

    /// Ends the lists of values.
    pub(super) fn end_values(&mut self) {
        self.values = self.spans.len();
    }

    /// Makes of the partners that were begun last one list in order. Whether what a pronoun stands for was named is asked when
    /// all the rest is there.
    #[inline(never)]
    pub(super) fn merge(&mut self) {
        let Some(&Span { partners, pronouns, .. }) = self.spans.last() else { return };
        self.partners.extend(self.pronouns.drain(pronouns as usize..).map(|pronoun| pronoun.partner));
        // Many stand in order as they are.
        if let Some(own) = self.partners.get_mut(partners as usize..).filter(|own| !own.is_sorted()) {
            own.sort_unstable();
        }
    }

    /// Gives room back once the lists behind the last have begun.
    pub(super) fn shrink(&mut self) {
        self.spans.shrink_to_fit();
        self.anchors.shrink_to_fit();
        self.partners.shrink_to_fit();
    }

    /// Whether anything is guessed.
    pub(super) fn can_guess(&self) -> bool {
        self.spans.len() > self.values + 1
    }

    /// What a value is.
    pub(super) fn value(&self, value: u64) -> Role<'_> {
        match usize::try_from(value) {
            Ok(value) if value < self.values => self.role(value),
            _ => Role::NONE,
        }
    }

    /// What is known of all terms of a list besides, and the numbers of the anchors they are together.
    pub(super) fn guessed_anchors(&self, list: u32) -> (u32, &[u32]) {
        let Some([own, next]) = self.guess(list) else { return (0, &[]) };
        (own.told, self.anchors.get(own.anchors as usize..next.anchors as usize).unwrap_or_default())
    }

    /// The numbers of the partners that all terms of a list are together, in order.
    pub(super) fn guessed_partners(&self, list: u32) -> &[u32] {
        let Some([own, next]) = self.guess(list) else { return &[] };
        self.partners.get(own.partners as usize..next.partners as usize).unwrap_or_default()
    }

    fn guess(&self, list: u32) -> Option<&[Span; 2]> {
        self.spans.get(self.values + list as usize..)?.first_chunk()
    }

    fn role(&self, number: usize) -> Role<'_> {
        let Some([own, next]) = self.spans.get(number..).and_then(<[Span]>::first_chunk) else {
            return Role::NONE;
        };
        Role {
            entry: own.told,
            anchors: self.anchors.get(own.anchors as usize..next.anchors as usize).unwrap_or_default(),
            partners: self.partners.get(own.partners as usize..next.partners as usize).unwrap_or_default(),
            pronouns: self.pronouns.get(own.pronouns as usize..next.pronouns as usize).unwrap_or_default(),
        }
    }

    /// Its size in memory, in bytes.
    pub(super) fn byte_len(&self) -> usize {
        self.spans.len() * size_of::<Span>()
            + (self.anchors.len() + self.partners.len()) * 4
            + self.pronouns.len() * size_of::<Pronoun>()
    }
}
