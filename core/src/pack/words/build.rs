//! Building the smallest transducer of sorted keys: states that go on alike are one. Source: Mihov and Maurel, "Direct
//! Construction of Minimal Acyclic Subsequential Transducers" (2001).

use super::states::{Arc, ByInput, Input, State, States};
use super::write::write;
use super::{FIRST_LEAD, LEADS};

/// A state that may still change: the key before leads through it.
#[derive(Debug, Default)]
struct Open {
    last: Option<u32>,
    arcs: Vec<Arc>,
    /// Its last arc, whose target is open too.
    onward: Option<(Input, u32)>,
}

impl Open {
    /// Has every key that goes on from here give more.
    fn add(&mut self, more: u32) {
        if let Some(last) = &mut self.last {
            *last += more;
        }
        if let Some((_, output)) = &mut self.onward {
            *output += more;
        }
        for arc in &mut self.arcs {
            arc.output += more;
        }
    }
}

/// Builds a transducer.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    states: States,
    /// States by their hashes: one more than their numbers, 0 where there is none.
    known: Vec<u32>,
    open: Vec<Open>,
    /// Open states that were closed, to be used again.
    spare: Vec<Open>,
    key: Vec<Input>,
    /// Whether letters of two bytes are one input.
    letters: bool,
}

/// So many letters have numbers. Of bytes alone, which stand for letters where there are more, words have far fewer.
const MAX_LETTERS: usize = FIRST_LEAD as usize;

impl Builder {
    /// For these keys, which are then to be inserted.
    pub(crate) fn new<'k>(keys: impl Iterator<Item = &'k str>) -> Self {
        let mut seen = ByInput::new(false);
        let mut inputs = Vec::new();
        for key in keys {
            inputs.clear();
            spell(key, true, &mut inputs);
            for input in &inputs {
                if let Some(seen) = seen.get_mut(*input) {
                    *seen = true;
                }
            }
        }
        let letters = seen.all().filter(|(_, seen)| *seen).count() <= MAX_LETTERS;
        Self { letters, known: vec![0; 1 << 10], open: vec![Open::default()], ..Self::default() }
    }

    /// The section.
    pub(crate) fn finish(self) -> Vec<u8> {
        let letters = self.letters;
        write(&self.states(), letters)
    }

    /// All states, the root last.
    fn states(mut self) -> States {
        self.close(0);
        let root = self.open.pop().unwrap_or_default();
        self.state(&root);
        self.states
    }

    /// The section as it is where it is long.
    #[cfg(test)]
    pub(super) fn finish_long(self) -> Vec<u8> {
        let letters = self.letters;
        super::write::write_as(&self.states(), letters, 4).unwrap_or_default()
    }

    /// Keys come in the order of their bytes, each once.
    pub(crate) fn insert(&mut self, key: &str, mut value: u32) {
        let mut inputs = core::mem::take(&mut self.key);
        inputs.clear();
        spell(key, self.letters, &mut inputs);
        let mut shared = 0;
        while let (Some(input), Some(open)) = (inputs.get(shared), self.open.get_mut(shared)) {
            let Some((own, output)) = open.onward.filter(|(own, _)| own == input) else { break };
            // What both keys give may be given here; the rest of the other's is given later.
            let common = output.min(value);
            open.onward = Some((own, common));
            value -= common;
            shared += 1;
            if let Some(behind) = self.open.get_mut(shared).filter(|_| output > common) {
                behind.add(output - common);
            }
        }
        self.close(shared);
        for &input in inputs.get(shared..).unwrap_or_default() {
            if let Some(last) = self.open.last_mut() {
                last.onward = Some((input, core::mem::take(&mut value)));
            }
            self.open.push(self.spare.pop().unwrap_or_default());
        }
        if let Some(last) = self.open.last_mut() {
            last.last = Some(value);
        }
        self.key = inputs;
    }

    /// Closes the states behind the one of this number.
    fn close(&mut self, number: usize) {
        while self.open.len() > number + 1 {
            let Some(mut closed) = self.open.pop() else { return };
            let target = self.state(&closed);
            if let Some(last) = self.open.last_mut()
                && let Some((input, output)) = last.onward.take()
            {
                last.arcs.push(Arc { input, output, target });
            }
            closed.arcs.clear();
            closed.last = None;
            self.spare.push(closed);
        }
    }

    /// The number of the state that goes on so.
    fn state(&mut self, open: &Open) -> u32 {
        if self.known.len() < 2 * self.states.all.len() {
            self.make_room();
        }
        let slots = self.known.len();
        let mut slot = hash(open.last, &open.arcs) as usize % slots;
        while let Some(number) = self.known.get(slot).and_then(|known| known.checked_sub(1)) {
            let state = self.states.all.get(number as usize);
            if state.is_some_and(|state| state.last == open.last) && self.states.arcs(number as usize) == open.arcs {
                return number;
            }
            slot = (slot + 1) % slots;
        }
        let short = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let number = short(self.states.all.len());
        self.states.all.push(State { arcs: short(self.states.arcs.len()), last: open.last });
        self.states.arcs.extend_from_slice(&open.arcs);
        if let Some(known) = self.known.get_mut(slot) {
            *known = number + 1;
        }
        number
    }

    fn make_room(&mut self) {
        let slots = self.known.len() * 4;
        self.known = vec![0; slots];
        for (number, state) in self.states.all.iter().enumerate() {
            let mut slot = hash(state.last, self.states.arcs(number)) as usize % slots;
            while self.known.get(slot).is_some_and(|known| *known != 0) {
                slot = (slot + 1) % slots;
            }
            if let Some(known) = self.known.get_mut(slot) {
                *known = u32::try_from(number + 1).unwrap_or(u32::MAX);
            }
        }
    }
}

fn hash(last: Option<u32>, arcs: &[Arc]) -> u64 {
    let mix = |hash: u64, n: u64| (hash ^ n).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
    let start = last.map_or(0, |last| u64::from(last) + 1);
    let hash = arcs.iter().fold(start, |hash, arc| {
        let input = u64::from(u16::from_le_bytes(arc.input));
        mix(mix(hash, input << 32 | u64::from(arc.target)), u64::from(arc.output))
    });
    mix(hash, 1) >> 20
}

/// The inputs of a key.
fn spell(key: &str, letters: bool, inputs: &mut Vec<Input>) {
    let mut bytes = key.bytes();
    while let Some(byte) = bytes.next() {
        let second = if letters && LEADS.contains(&byte) { bytes.next() } else { None };
        inputs.push([byte, second.unwrap_or_default()]);
    }
}
