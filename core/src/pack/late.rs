//! What is made of packs when it is first needed: most texts never ask for it, and a web page waits for nothing it does not
//! use.

use core::fmt;
use core::ops::Deref;
use std::sync::LazyLock;

/// Made once, by whichever thread asks first; the others wait for it.
pub(crate) struct Late<T>(LazyLock<T, Box<dyn FnOnce() -> T + Send + Sync>>);

impl<T> Late<T> {
    pub(crate) fn new(make: impl FnOnce() -> T + Send + Sync + 'static) -> Self {
        Self(LazyLock::new(Box::new(make)))
    }
}

impl<T: Default + 'static> Default for Late<T> {
    fn default() -> Self {
        Self::new(T::default)
    }
}

impl<T> Deref for Late<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: fmt::Debug> fmt::Debug for Late<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::sync::atomic::{AtomicU32, Ordering};
    use std::sync::Arc;

    #[test]
    fn is_made_once_and_only_when_asked_for() {
        let made = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&made);
        let late = Late::new(move || counted.fetch_add(1, Ordering::Relaxed) + 7);
        assert_eq!(made.load(Ordering::Relaxed), 0);
        assert_eq!((*late, *late), (7, 7));
        assert_eq!(made.load(Ordering::Relaxed), 1);
    }
}
