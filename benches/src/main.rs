//! Measures the scorer beside other multi-pattern matchers in one process: `sipar-bench --entries 100000`.
//!
//! Inputs and lexicons come from fixed seeds. Times are thread CPU time; candidates take turns and medians count, so
//! that only ratios within one run mean anything. Exits with 1 if the scorer misses a planted hit.

use clap::Parser;
use sipar::Scorer;
use sipar_bench::inputs::Input;
use sipar_bench::measure::Sipar;
use sipar_bench::output::{Results, TongueResults};
use sipar_bench::{
    baseline, candidates, command, document, dump, growth, inputs, lexicon, measure, memory, peers, tongues, words,
};
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

/// Compares the scorer's speed with that of other matchers.
#[derive(Parser)]
struct Args {
    /// Entries of the lexicon; smaller lexicons are part of larger ones.
    #[arg(long, default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(20..=2_000_000))]
    entries: u32,
    /// Print one JSON object instead of tables.
    #[arg(long)]
    json: bool,
    /// Smaller inputs, fewer rounds.
    #[arg(long)]
    quick: bool,
    /// Build even the candidates that need very much memory or time at this size.
    #[arg(long)]
    full: bool,
    /// Use made-up words even where dictionaries are installed.
    #[arg(long)]
    synthetic: bool,
    /// Measure the scorer alone.
    #[arg(long)]
    only_sipar: bool,
    /// Leave out what does not depend on the size of the list: inflected words, texts of growing length.
    #[arg(long)]
    list_only: bool,
    /// Another build of this program: also run both in turn and tell how much faster this one's scorer is.
    #[arg(long, value_name = "BINARY")]
    baseline: Option<PathBuf>,
    /// A build of the command `sipar`: also measure it beside the library on all cores, and its memory.
    #[arg(long, value_name = "BINARY")]
    command: Option<PathBuf>,
    /// Measure nothing: write the pack and the inputs into a folder, for a build of the scorer in another language.
    #[arg(long, value_name = "FOLDER")]
    dump: Option<PathBuf>,
    /// Measure lists of a thousand to a million entries, each in a process of its own, and write the figures between their
    /// marks in this file, and the plots beside it. Keeps the results in target/performance.
    #[arg(long, value_name = "FILE")]
    document: Option<PathBuf>,
    /// Where the document's plots go.
    #[arg(long, value_name = "FOLDER", requires = "document")]
    plots: Option<PathBuf>,
    /// Measure nothing anew: make the document of the results that are kept.
    #[arg(long, requires = "document")]
    kept: bool,
    /// Build one candidate of the list at standard input and print the memory that took. What a run starts by itself.
    #[arg(long, hide = true, value_name = "ID")]
    peak: Option<String>,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            note(&format!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn note(text: &str) {
    eprintln!("{text}");
}

/// Does what is asked for; `false` if the scorer missed a planted hit.
fn run(args: &Args) -> Result<bool, Box<dyn Error>> {
    if let Some(id) = &args.peak {
        return memory::measure(id).map(|()| true);
    }
    if let Some(file) = &args.document {
        let passed_on = document::Runs { quick: args.quick, kept: args.kept, command: args.command.as_deref() };
        return document::write(file, args.plots.as_deref(), &passed_on).map(|()| true);
    }
    let sources = words::Sources::find(args.synthetic);
    note(&format!("words: {}", sources.origin));
    let clean = inputs::clean(&sources, if args.quick { 10 } else { 1 });
    let terms = lexicon::terms(&sources, &clean, args.entries as usize);
    let mut inputs = inputs::plant(clean, &terms);
    if let Some(folder) = &args.dump {
        return dump::write(folder, &terms, &inputs).map(|()| true);
    }
    note(&format!("{} terms; compiling and building", terms.len()));
    let sipar = Sipar::build(&terms).map_err(|error| format!("the lexicon does not compile: {error}"))?;
    let rounds = if args.quick { 5 } else { 9 };
    let baseline = match &args.baseline {
        Some(other) => {
            note("running both builds in turn");
            let mut same = vec!["--entries".to_owned(), args.entries.to_string()];
            same.extend(args.quick.then(|| "--quick".to_owned()));
            same.extend(args.synthetic.then(|| "--synthetic".to_owned()));
            baseline::compare(other, &same, rounds)?
        }
        None => Vec::new(),
    };
    let short = measure::short_message(&sipar.scorer, &inputs, rounds);
    if !args.only_sipar {
        inputs.extend(inputs::hard(&sources, &terms, if args.quick { 10 } else { 1 }));
    }
    let missed = measure::missed(&sipar.scorer, &inputs);
    missed.iter().take(10).for_each(|hit| note(&format!("missed: {hit}")));
    let mut candidates = candidates::of_sipar(&sipar.scorer)?;
    let mut results = Results {
        words: sources.origin,
        entries: terms.len(),
        quick: args.quick,
        speeds: Vec::new(),
        tongues: Vec::new(),
        wakes: measure::wakes(&sipar.scorer, ordinary(&inputs)),
        pack_wakes: Vec::new(),
        packs: packs()?,
        short,
        peaks: Vec::new(),
        growth: Vec::new(),
        command: None,
        baseline,
        planted: inputs.iter().map(|input| input.planted.len()).sum(),
        missed: missed.len(),
        sipar,
    };
    let scorer = results.sipar.scorer.clone();
    if !args.only_sipar {
        let packs = sipar_packs::scorer();
        results.pack_wakes = measure::wakes(&packs, ordinary(&inputs));
        if !args.list_only {
            note("lexicons of inflected words");
            for setting in tongues::settings(if args.quick { 10 } else { 1 })? {
                results.pack_wakes.extend(measure::wakes(&packs, [&setting.input]));
                results.tongues.push(tongue(setting, &packs, rounds)?);
            }
            note("texts of growing length");
            let document = inputs[2].texts.first().map_or("", String::as_str);
            results.growth = growth::growth(&scorer, &packs, document, &terms);
        }
        candidates.extend(peers::peers(&terms, args.full, &note));
    }
    candidates.extend(candidates::ceilings());
    note("measuring");
    results.speeds = measure::speeds(&mut candidates, &inputs, rounds);
    drop(candidates);
    if !args.only_sipar && !args.quick {
        results.peaks = peaks(&terms, args.full)?;
    }
    if let Some(program) = &args.command {
        note("the command beside the library");
        let (chat, document) = (&inputs[0], inputs[2].texts.first().map_or("", String::as_str));
        let pack = measure::compiled(&terms)?;
        results.command = Some(command::measure(program, &scorer, &pack, chat, document, rounds)?);
    }
    if args.json {
        println!("{}", results.to_json());
    } else {
        results.print_tables();
    }
    Ok(results.missed == 0)
}

/// The inputs that people write.
fn ordinary(inputs: &[Input]) -> &[Input] {
    &inputs[..3]
}

/// How long the bundled packs take to load and build, and what is resident of them.
fn packs() -> Result<(f64, usize), Box<dyn Error>> {
    let (scorer, time) = measure::cpu_time(|| sipar_packs::builder().build());
    let scorer = scorer?;
    let packs: usize = scorer.packs().iter().map(sipar::Pack::byte_len).sum();
    Ok((time.as_secs_f64(), packs + scorer.memory()))
}

/// A lexicon of inflected words beside the peers that list its forms.
fn tongue(setting: tongues::Setting, packs: &Scorer, rounds: usize) -> Result<TongueResults, Box<dyn Error>> {
    let tongues::Setting { input, packs: own, forms } = setting;
    let scorer = Scorer::builder().packs(own).build()?;
    let wakes = measure::wakes(&scorer, [&input]);
    let mut all = vec![
        candidates::full("sipar", "sipar, inflected lexicon with spellings", &scorer, std::time::Duration::ZERO),
        candidates::full(
            "sipar-list",
            "sipar, its forms as a plain list",
            &Sipar::build(&forms)?.scorer,
            std::time::Duration::ZERO,
        ),
        candidates::full("sipar-packs", "sipar, the bundled packs instead", packs, std::time::Duration::ZERO),
    ];
    all.extend(peers::chosen(&forms, &["ac-nfa", "careful", "daachorse", "hash-set"]));
    let name = input.name;
    let speeds = measure::speeds(&mut all, std::slice::from_ref(&input), rounds);
    Ok((name, forms.len(), speeds, wakes))
}

/// What builds take at their peak. Of a million entries only our own: others take minutes.
fn peaks(terms: &[inputs::Term], full: bool) -> Result<Vec<(&'static str, u64)>, Box<dyn Error>> {
    note("peak memory, each build in a process of its own");
    let few = terms.len() <= 300_000 || full;
    let others = peers::ids().filter(|id| few && !["decancer", "hash-set"].contains(id));
    let others = others.filter(|id| *id != "ac-dfa" || terms.len() <= 10_000);
    let mut peaks = Vec::new();
    for id in [memory::COMPILE].into_iter().chain(others) {
        peaks.extend(memory::peak(id, terms)?.map(|bytes| (id, bytes)));
    }
    Ok(peaks)
}
