//! Laying a transducer out in bytes: the states from the last to the first, so that each lies before those it leads to.

use super::states::{Arc, ByInput, Input, States};
use super::{
    BEHIND, BEHIND_LEAD, FIRST_LEAD, FORMAT, LEADS, LONGEST, MAP, NARROW, NO_LETTER, NODE_FINAL, NODE_NEXT, NODE_ONE,
    RARE, RARE_BIT, WIDE,
};

/// So many addresses are listed; the rest of what a byte can say is left to what lies near.
const POPULAR: usize = 128;
/// An address must be asked for so often to be worth listing.
const POPULAR_FROM: u32 = 5;

/// What of a state's place is known while those before it are laid out: they all count from the end.
struct Layout {
    /// Of each state that is laid out how far its beginning is from the end.
    starts: Vec<usize>,
    /// Of each state its number in the list, if it is listed.
    popular: Vec<Option<u8>>,
    listed: usize,
    numbers: ByInput<u8>,
    /// How many bytes the longest address has.
    longest: usize,
    /// The bytes from the last to the first.
    reversed: Vec<u8>,
}

/// The section.
pub(super) fn write(states: &States, letters: bool) -> Vec<u8> {
    // Few are so long that distances have four bytes.
    write_as(states, letters, 3).or_else(|| write_as(states, letters, 4)).unwrap_or_default()
}

/// The section with so many bytes for the longest addresses, if they are enough.
pub(super) fn write_as(states: &States, letters: bool, longest: usize) -> Option<Vec<u8>> {
    let mut counts = ByInput::new(0u32);
    for arc in &states.arcs {
        if let Some(count) = counts.get_mut(arc.input) {
            *count += 1;
        }
    }
    let mut by_count: Vec<(u32, Input)> = counts.all().map(|(input, count)| (count, input)).collect();
    by_count.retain(|(count, _)| *count > 0);
    by_count.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let numbers = || (0..FIRST_LEAD).zip(&by_count).map(|(number, (_, input))| (*input, number));
    let popular = popular(states);
    let mut layout = Layout {
        starts: Vec::with_capacity(states.all.len()),
        popular: vec![None; states.all.len()],
        listed: popular.len(),
        numbers: ByInput::new(NO_LETTER),
        longest,
        reversed: Vec::new(),
    };
    for (input, number) in numbers() {
        if let Some(slot) = layout.numbers.get_mut(input) {
            *slot = number;
        }
    }
    for (number, state) in (0u8..).zip(&popular) {
        if let Some(slot) = layout.popular.get_mut(*state as usize) {
            *slot = Some(number);
        }
    }
    (0..states.all.len()).for_each(|state| layout.push(states, state));
    if layout.reversed.len() >> (8 * longest) != 0 {
        return None;
    }
    let leads: Vec<u8> = match letters {
        true => LEADS.filter(|lead| by_count.iter().any(|(_, input)| input[0] == *lead)).collect(),
        false => Vec::new(),
    };
    let mut map = [NO_LETTER; MAP];
    let mut behind = vec![[NO_LETTER; BEHIND_LEAD]; leads.len()];
    for (input, number) in numbers() {
        let [first, second] = input;
        let mut own = number;
        if let Some(lead) = leads.iter().position(|lead| *lead == first) {
            own = FIRST_LEAD + u8::try_from(lead).unwrap_or_default();
            if let Some(slot) = behind.get_mut(lead).and_then(|row| row.get_mut(usize::from(second & 0x3F))) {
                *slot = number;
            }
        }
        if let Some(slot) = map.get_mut(usize::from(first)) {
            *slot = own;
        }
    }
    let byte = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
    let longer = byte(layout.longest - 3);
    let mut out = vec![FORMAT, longer, byte(leads.len()), byte(popular.len()), byte(by_count.len()), 0, 0, 0];
    out.extend(map);
    out.extend(behind.concat());
    out.extend(by_count.iter().flat_map(|(_, input)| *input));
    let nodes = out.len() + 4 * popular.len();
    for state in &popular {
        let start = layout.starts.get(*state as usize).copied().unwrap_or_default();
        let address = nodes + layout.reversed.len() - start;
        out.extend(u32::try_from(address).unwrap_or(u32::MAX).to_le_bytes());
    }
    out.extend(layout.reversed.iter().rev());
    out.extend([0; BEHIND]);
    Some(out)
}

/// The states to which most arcs lead.
fn popular(states: &States) -> Vec<u32> {
    let mut asked = vec![0u32; states.all.len()];
    for arc in &states.arcs {
        if let Some(count) = asked.get_mut(arc.target as usize) {
            *count += 1;
        }
    }
    let mut most: Vec<(u32, u32)> = (0u32..).zip(asked).map(|(state, count)| (count, state)).collect();
    most.retain(|(count, _)| *count >= POPULAR_FROM);
    most.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    most.truncate(POPULAR);
    most.into_iter().map(|(_, state)| state).collect()
}

/// An integer's bytes, as many as are asked for.
fn bytes(n: usize, width: usize) -> impl DoubleEndedIterator<Item = u8> {
    n.to_le_bytes().into_iter().take(width)
}

fn width(output: u32) -> usize {
    match output {
        0 => 0,
        1..=0xFF => 1,
        0x100..=0xFFFF => 2,
        _ => 4,
    }
}

impl Layout {
    fn number(&self, arc: &Arc) -> u8 {
        self.numbers.get(arc.input).unwrap_or(NO_LETTER)
    }

    /// How far it is to a state from a place that is so far from the end.
    fn distance(&self, target: u32, from_end: usize) -> usize {
        from_end - self.starts.get(target as usize).copied().unwrap_or_default()
    }

    fn number_listed(&self, target: u32) -> Option<u8> {
        self.popular.get(target as usize).copied().flatten()
    }

    fn put(&mut self, bytes: impl DoubleEndedIterator<Item = u8>) {
        self.reversed.extend(bytes.rev());
    }

    /// Lays the next state out before the others.
    fn push(&mut self, states: &States, state: usize) {
        let last = states.all.get(state).and_then(|state| state.last);
        let arcs = states.arcs(state);
        match *arcs {
            [arc] if last.is_none() && arc.output == 0 && self.single(&arc) => {}
            _ => self.many(arcs, last),
        }
        self.starts.push(self.reversed.len());
    }

    /// Writes a state with one arc in short, if that can be.
    fn single(&mut self, arc: &Arc) -> bool {
        let number = self.number(arc);
        let end = self.reversed.len();
        let kind = match self.distance(arc.target, end) {
            0 => NODE_NEXT,
            _ => {
                let distance = self.distance(arc.target, end + 2);
                // One of a longer form takes as little where the address is short.
                if distance > 0xFFFF || self.number_listed(arc.target).is_some() {
                    return false;
                }
                self.put(bytes(distance, 2));
                NODE_ONE
            }
        };
        if number >= RARE {
            self.put([number].into_iter());
        }
        self.put([kind | number.min(RARE)].into_iter());
        true
    }

    fn many(&mut self, arcs: &[Arc], last: Option<u32>) {
        let end = self.reversed.len();
        let mut arcs: Vec<Arc> = arcs.to_vec();
        // Only where all letters stand in the node itself is it known that the last arc's address is where the node ends.
        let plain = arcs.len() <= NARROW && arcs.iter().all(|arc| self.number(arc) < RARE);
        let is_next = |layout: &Self, arc: &Arc| plain && layout.distance(arc.target, end) == 0;
        arcs.sort_by_key(|arc| (is_next(self, arc), self.number(arc)));
        let outputs = arcs.iter().map(|arc| width(arc.output)).chain(last.map(width)).max().unwrap_or_default();
        let mut heads = Vec::with_capacity(arcs.len());
        for (index, arc) in arcs.iter().enumerate().rev() {
            let number = self.number(arc);
            self.put(bytes(arc.output as usize, outputs));
            let next = index + 1 == arcs.len() && is_next(self, arc);
            let address = match next {
                true => 0,
                false if arcs.len() > NARROW => self.longest_address(arc.target),
                false => self.address(arc.target),
            };
            if number >= RARE {
                self.put([number].into_iter());
            }
            heads.push((number.min(RARE), address));
        }
        if let Some(last) = last {
            self.put(bytes(last as usize, outputs));
        }
        heads.reverse();
        let count = if arcs.len() <= NARROW {
            self.put(heads.iter().map(|(letter, address)| letter << 2 | address));
            arcs.len() as u8
        } else {
            let set =
                heads.iter().filter(|(letter, _)| *letter < RARE).fold(RARE_BIT, |set, (letter, _)| set | 1 << letter);
            self.put(set.to_le_bytes().into_iter());
            self.put(bytes(arcs.len(), 1));
            WIDE
        };
        let sizes = if outputs == 4 { 3 } else { outputs as u8 };
        let first = if last.is_some() { NODE_FINAL } else { 0 };
        self.put([first | sizes << 4 | count].into_iter());
    }

    /// Writes the address of a state; says of which kind it is.
    fn address(&mut self, target: u32) -> u8 {
        let listed = self.number_listed(target).map(usize::from);
        let distance = |width| self.distance(target, self.reversed.len() + width);
        let near = distance(1) + self.listed;
        let (kind, value, width) = match listed {
            Some(number) => (1, number, 1),
            None if near <= 0xFF => (1, near, 1),
            None if distance(2) <= 0xFFFF => (2, distance(2), 2),
            None => return self.longest_address(target),
        };
        self.put(bytes(value, width));
        kind
    }

    fn longest_address(&mut self, target: u32) -> u8 {
        let distance = self.distance(target, self.reversed.len() + self.longest);
        self.put(bytes(distance, self.longest));
        LONGEST as u8
    }
}
