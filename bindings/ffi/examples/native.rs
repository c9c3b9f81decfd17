//! What scoring costs without a language between: `native TEXTS PACK…` prints nanoseconds a text. `cargo xtask overhead`
//! sets what Kotlin and Python cost beside it.

use cpu_time::ThreadTime;
use sipar::{Pack, Scorer, Scratch};
use std::{env, error::Error, fs, hint::black_box};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args().skip(1);
    let texts = fs::read_to_string(args.next().ok_or("name a file of texts, one a line")?)?;
    let texts: Vec<&str> = texts.lines().collect();
    let mut builder = Scorer::builder();
    for path in args {
        builder = builder.pack(Pack::load(fs::read(path)?)?);
    }
    let scorer = builder.build()?;
    let mut scratch = Scratch::default();
    let mut best = f64::MAX;
    // The best of several rounds by this thread's own time, on a machine that others use too.
    for _ in 0..15 {
        let begin = ThreadTime::now();
        for text in &texts {
            black_box(scorer.score_with(&mut scratch, black_box(text)));
        }
        best = best.min(begin.elapsed().as_secs_f64() / texts.len() as f64);
    }
    println!("{:.0}", best * 1e9);
    Ok(())
}
