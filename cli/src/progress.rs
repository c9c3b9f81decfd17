//! The progress bar: for large files, on a terminal, and never in anyone's way.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal, Read};

/// Files up to this size are read before a bar would be seen.
const WORTH_A_BAR: u64 = 1 << 20;

/// A bar for reading `len` bytes of `name`; one that shows nothing for a pipe, a small file, or where standard
/// error is not a terminal.
pub(crate) fn bar(name: &str, len: Option<u64>) -> ProgressBar {
    let Some(len) = len.filter(|&len| len > WORTH_A_BAR && io::stderr().is_terminal()) else {
        return ProgressBar::hidden();
    };
    let bar = ProgressBar::with_draw_target(Some(len), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {bytes}/{total_bytes} {bytes_per_sec} {eta}") {
        bar.set_style(style);
    }
    bar.set_message(crate::visible::visible(name).into_owned());
    bar
}

/// Moves the bar with what is read, and wipes it at the end.
pub(crate) struct Tracked<R> {
    inner: R,
    bar: ProgressBar,
}

impl<R: Read> Tracked<R> {
    pub(crate) fn new(inner: R, bar: ProgressBar) -> Self {
        Tracked { inner, bar }
    }
}

impl<R: Read> Read for Tracked<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.bar.inc(n as u64);
        Ok(n)
    }
}

impl<R> Drop for Tracked<R> {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
