//! The scorer's parts one by one: `cargo bench -p sipar-bench --bench micro`. Made-up texts and lists, so that they are the
//! same everywhere.
#![allow(missing_docs)] // criterion's macros make public functions.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use sipar::{Lexicon, ListOptions, Pack, Scorer, Scratch, SourceFile};
use sipar_bench::inputs::{self, Input};
use sipar_bench::lexicon;
use sipar_bench::words::Sources;
use std::hint::black_box;

fn clean() -> (Sources, Vec<Input>) {
    let sources = Sources::find(true);
    let clean = inputs::clean(&sources, 40);
    (sources, clean)
}

fn list(terms: &[inputs::Term]) -> SourceFile {
    let text = terms.iter().map(|term| term.0.as_str()).collect::<Vec<_>>().join("\n");
    SourceFile { path: "list.txt".to_owned(), text }
}

fn compiled(file: SourceFile) -> Vec<u8> {
    Lexicon::list(file, &ListOptions::default()).and_then(|list| list.compile()).expect("the list compiles")
}

/// Splitting into words, and folding them.
fn text(criterion: &mut Criterion) {
    let (_, clean) = clean();
    let mut group = criterion.benchmark_group("text");
    for input in &clean {
        let text = input.texts.join(" ");
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(format!("tokens, {}", input.name), |bencher| {
            bencher.iter(|| sipar::text::tokens(black_box(&text)).count());
        });
        group.bench_function(format!("fold, {}", input.name), |bencher| {
            bencher.iter(|| sipar::text::fold(black_box(&text)).len());
        });
    }
    group.finish();
}

/// Reading, compiling, loading, building.
fn making(criterion: &mut Criterion) {
    let (sources, clean) = clean();
    let file = list(&lexicon::terms(&sources, &clean, 10_000));
    let bytes = compiled(SourceFile { path: file.path.clone(), text: file.text.clone() });
    let mut group = criterion.benchmark_group("making, 10,000 entries");
    group.sample_size(20);
    group.bench_function("compile", |bencher| {
        let file = || SourceFile { path: file.path.clone(), text: file.text.clone() };
        bencher.iter_batched(file, compiled, BatchSize::LargeInput);
    });
    group.bench_function("load", |bencher| {
        bencher.iter_batched(|| bytes.clone(), |bytes| Pack::load(bytes).expect("it loads"), BatchSize::LargeInput);
    });
    let pack = Pack::load(bytes).expect("it loads");
    group.bench_function("build", |bencher| {
        let build = |pack: Pack| Scorer::builder().pack(pack).build().expect("it builds");
        bencher.iter_batched(|| pack.clone(), build, BatchSize::LargeInput);
    });
    group.bench_function("build the bundled packs", |bencher| bencher.iter(sipar_packs::scorer));
    group.finish();
}

/// One short message, clean, and one with a hit, to the report and to its JSON.
fn message(criterion: &mut Criterion) {
    let (list, packs) = (list_of_one(), sipar_packs::scorer());
    let mut scratch = Scratch::default();
    let mut group = criterion.benchmark_group("message");
    for (name, scorer) in [("list", &list), ("packs", &packs)] {
        for (kind, text) in [
            ("clean", "Are you coming to the match with us on Sunday night?"),
            ("hit", "I will zorgle. I will kill you."),
        ] {
            group.bench_function(format!("{name}, {kind}"), |bencher| {
                bencher.iter(|| scorer.score_with(&mut scratch, black_box(text)));
            });
        }
    }
    let report = packs.score("I will zorgle. I will kill you.");
    group.bench_function("report to JSON", |bencher| bencher.iter(|| black_box(&report).to_json()));
    group.finish();
}

fn list_of_one() -> Scorer {
    let file = SourceFile { path: "list.txt".to_owned(), text: "zorgle".to_owned() };
    let pack = Pack::load(compiled(file)).expect("it loads");
    Scorer::builder().pack(pack).build().expect("it builds")
}

criterion_group!(benches, text, making, message);
criterion_main!(benches);
