//! Classes that name classes: none may hold itself, nor be nested so deep that spelling it out would overflow.

use super::model::{Class, Model};
use super::problems::Problems;
use std::collections::{BTreeMap, BTreeSet};

/// Classes within classes; it bounds the recursion that spells them out.
const MAX_DEPTH: usize = 64;

/// What is known of a class during the walk.
enum State {
    Unseen,
    /// On the way that is being walked, so many classes down.
    Open(usize),
    Done {
        height: usize,
        sound: bool,
    },
}

/// A class on the way.
struct Step<'m> {
    class: usize,
    rest: std::vec::IntoIter<&'m str>,
    height: usize,
    sound: bool,
    /// The topmost class on the way that is held by what lies below this one.
    top: usize,
}

/// Tells of circles and of nesting too deep, and returns the classes with which nothing is wrong, nor with any that
/// they hold. One walk, depth first, without recursion.
pub(super) fn check<'m>(model: &'m Model, problems: &mut Problems) -> BTreeSet<&'m str> {
    let numbers: BTreeMap<&str, usize> =
        model.classes.iter().enumerate().map(|(number, class)| (class.id.as_str(), number)).collect();
    let mut states: Vec<State> = model.classes.iter().map(|_| State::Unseen).collect();
    let mut sound = BTreeSet::new();
    let mut way: Vec<Step<'m>> = Vec::new();
    for (root, class) in model.classes.iter().enumerate() {
        if matches!(states.get(root), Some(State::Unseen)) {
            way.push(open(root, class, 0, &mut states));
        }
        while let Some(step) = way.last_mut() {
            if let Some(id) = step.rest.next() {
                let inner = numbers.get(id).and_then(|&number| Some((number, model.classes.get(number)?)));
                match inner.and_then(|(number, _)| states.get(number)) {
                    Some(State::Done { height, sound }) => step.hold(*height, *sound),
                    Some(State::Open(depth)) => step.top = step.top.min(*depth),
                    Some(State::Unseen) => {
                        let depth = way.len();
                        way.extend(inner.map(|(number, class)| open(number, class, depth, &mut states)));
                    }
                    None => step.sound = false,
                }
                continue;
            }
            let Some(done) = way.pop() else { break };
            let depth = way.len();
            let Some(class) = model.classes.get(done.class) else { continue };
            let state = close(&done, class, depth, problems);
            if let State::Done { height, sound: is_sound } = state {
                sound.extend(is_sound.then_some(class.id.as_str()));
                if let Some(above) = way.last_mut() {
                    above.hold(height, is_sound);
                    above.top = above.top.min(done.top);
                }
            }
            if let Some(slot) = states.get_mut(done.class) {
                *slot = state;
            }
        }
    }
    sound
}

fn open<'m>(number: usize, class: &'m Class, depth: usize, states: &mut [State]) -> Step<'m> {
    if let Some(state) = states.get_mut(number) {
        *state = State::Open(depth);
    }
    let inner: BTreeSet<&str> = class.words.iter().flat_map(|word| word.value.classes()).map(|(id, _)| id).collect();
    let sound = !class.words.iter().any(|word| word.value.is_broken());
    let rest = inner.into_iter().collect::<Vec<_>>().into_iter();
    Step { class: number, rest, height: 1, sound, top: usize::MAX }
}

impl Step<'_> {
    fn hold(&mut self, height: usize, sound: bool) {
        self.height = self.height.max(height.saturating_add(1));
        self.sound &= sound;
    }
}

fn close(done: &Step<'_>, class: &Class, depth: usize, problems: &mut Problems) -> State {
    if done.top <= depth {
        let message = format!("the class `{}` holds itself in the end", class.id);
        problems.error("lexicon.class-cycle", &class.place, message, "take one of the classes out of the circle");
        return State::Done { height: 1, sound: false };
    }
    // Of a deep nest one class is told, not each above it.
    if done.height == MAX_DEPTH + 1 {
        let message = format!("the class `{}` holds classes within classes, more than {MAX_DEPTH} deep", class.id);
        problems.error("lexicon.class-depth", &class.place, message, "let it name the inner words themselves");
    }
    State::Done { height: done.height, sound: done.sound && done.height <= MAX_DEPTH }
}
