//! The states of a transducer, before it is laid out in bytes.

/// An input: a byte, or a lead and the byte behind it.
pub(super) type Input = [u8; 2];

/// A way on from a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Arc {
    pub(super) input: Input,
    pub(super) output: u32,
    pub(super) target: u32,
}

/// A state of the transducer.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    /// Where its arcs begin among all; they end where the next state's begin.
    pub(super) arcs: u32,
    /// What is added where a key ends here.
    pub(super) last: Option<u32>,
}

/// The states of a transducer, each behind those it leads to.
#[derive(Debug, Default)]
pub(super) struct States {
    pub(super) all: Vec<State>,
    pub(super) arcs: Vec<Arc>,
}

impl States {
    pub(super) fn arcs(&self, state: usize) -> &[Arc] {
        let end = self.all.get(state + 1).map_or(self.arcs.len(), |next| next.arcs as usize);
        let from = self.all.get(state).map_or(end, |state| state.arcs as usize);
        self.arcs.get(from..end).unwrap_or_default()
    }
}

/// How many inputs there can be.
const INPUTS: usize = 1 << 16;

/// A table of something about each input.
#[derive(Debug)]
pub(super) struct ByInput<T>(Vec<T>);

impl<T: Copy> ByInput<T> {
    pub(super) fn new(value: T) -> Self {
        Self(vec![value; INPUTS])
    }

    pub(super) fn get(&self, input: Input) -> Option<T> {
        self.0.get(usize::from(u16::from_le_bytes(input))).copied()
    }

    pub(super) fn get_mut(&mut self, input: Input) -> Option<&mut T> {
        self.0.get_mut(usize::from(u16::from_le_bytes(input)))
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (Input, T)> + '_ {
        (0u16..=u16::MAX).map(u16::to_le_bytes).zip(self.0.iter().copied())
    }
}
