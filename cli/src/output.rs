//! Standard output: data only, and no complaint when the reader has gone.

use crate::exit::{Outcome, Problem, words};
use std::io::{self, BufWriter, Write};

/// Standard output with colours where they are wanted and nowhere else.
///
/// Buffered: callers flush when a whole answer stands in it.
pub(crate) fn styled() -> impl Write {
    BufWriter::new(anstream::stdout().lock())
}

/// Standard output, [`styled`] or byte for byte: stripping colours would also strip a U+007F out of a JSON string.
pub(crate) fn writer(with_styles: bool) -> Box<dyn Write> {
    if with_styles { Box::new(styled()) } else { Box::new(BufWriter::new(io::stdout().lock())) }
}

/// Whether [`styled`] would keep colours; for output that is too much to have them stripped afterwards.
pub(crate) fn wants_color() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

/// Writes `bytes` as they are.
pub(crate) fn bytes(bytes: &[u8]) -> Outcome {
    let mut out = io::stdout().lock();
    done(out.write_all(bytes).and_then(|()| out.flush()))
}

/// Writes one line of JSON.
pub(crate) fn json(value: &impl serde::Serialize) -> Outcome {
    let mut line = match serde_json::to_vec(value) {
        Ok(line) => line,
        Err(error) => return Problem::new("output.json", "", error.to_string()).report(),
    };
    line.push(b'\n');
    bytes(&line)
}

/// What a write to standard output came to.
pub(crate) fn done(result: io::Result<()>) -> Outcome {
    match result {
        Ok(()) => Outcome::Done,
        Err(error) => failed(&error),
    }
}

/// `sipar … | head` closes the pipe once it has enough: that is the end of the work, not an error, so the process
/// ends here, whatever its other threads wait for. Anything else (a full disk) is an error and ends it as well,
/// because nothing written from here on would reach anyone.
pub(crate) fn failed(error: &io::Error) -> ! {
    if error.kind() == io::ErrorKind::BrokenPipe {
        std::process::exit(0);
    }
    Problem::new("output.write", "standard output", format!("{}; make room and run again", words(error))).report();
    std::process::exit(2);
}
