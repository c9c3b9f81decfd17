//! Whole inputs against lists of three sizes and the bundled packs, beside aho-corasick: `cargo bench -p sipar-bench --bench
//! end_to_end`. For comparisons use `sipar-bench` itself, whose candidates take turns.
#![allow(missing_docs)] // criterion's macros make public functions.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sipar_bench::candidates;
use sipar_bench::inputs;
use sipar_bench::lexicon;
use sipar_bench::measure::Sipar;
use sipar_bench::peers;
use sipar_bench::words::Sources;
use std::hint::black_box;

fn end_to_end(criterion: &mut Criterion) {
    let sources = Sources::find(false);
    for entries in [1_000, 10_000, 100_000] {
        let clean = inputs::clean(&sources, 20);
        let terms = lexicon::terms(&sources, &clean, entries);
        let inputs = inputs::plant(clean, &terms);
        let sipar = Sipar::build(&terms).expect("the list compiles");
        let mut candidates = candidates::of_sipar(&sipar.scorer).expect("the packs load");
        let wanted =
            |id: &str| ["sipar", "sipar-scan", "ac-nfa"].contains(&id) || (id == "sipar-packs" && entries == 1_000);
        candidates.extend(peers::chosen(&terms, &["ac-nfa"]));
        let mut group = criterion.benchmark_group(format!("{entries} entries"));
        group.sample_size(20);
        for input in &inputs {
            group.throughput(Throughput::Bytes(input.bytes() as u64));
            for candidate in candidates.iter_mut().filter(|candidate| wanted(candidate.id)) {
                group.bench_function(format!("{}, {}", candidate.id, input.name), |bencher| {
                    bencher.iter(|| (candidate.read)(black_box(&input.texts)));
                });
            }
        }
        group.finish();
    }
}

criterion_group!(benches, end_to_end);
criterion_main!(benches);
