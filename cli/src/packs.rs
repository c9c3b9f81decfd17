//! Which packs a run scores with: the bundled ones and those named, and a scorer of them.
//!
//! A pack that cannot be used is an error, yet the others still score.

use crate::args::ScoreArgs;
use crate::exit::{Outcome, Problem, words};
use sipar::{BuildError, Options, Pack, Scorer};
use std::path::Path;

/// Reads a pack from a file.
pub(crate) fn load(path: &Path) -> Result<Pack, Problem> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| {
        if path.is_dir() {
            let remedy = format!("this is a folder; make a pack of it: sipar compile {name} -o F.sipar");
            return Problem::new("pack.read", &name, remedy);
        }
        match error.kind() {
            std::io::ErrorKind::NotFound => {
                Problem::new("pack.missing", &name, "there is no such file; check the path")
            }
            _ => Problem::new("pack.read", &name, format!("{}; check the file and its permissions", words(&error))),
        }
    })?;
    Pack::load(bytes).map_err(|error| Problem::new(error.code(), name, error.to_string()))
}

/// The scorer that `args` ask for, of every pack that can be used; `None` if there is none to score with. What went
/// wrong has been said.
pub(crate) fn scorer(args: &ScoreArgs) -> (Option<Scorer>, Outcome) {
    let mut outcome = Outcome::Done;
    let mut packs = Named::default();
    if !args.no_builtin {
        for pack in sipar_packs::packs() {
            outcome = outcome.and(packs.add("the bundled packs", pack));
        }
    }
    for path in &args.pack {
        let added = match load(path) {
            Ok(pack) => packs.add(&path.display().to_string(), pack),
            Err(problem) => problem.report(),
        };
        outcome = outcome.and(added);
    }
    if packs.0.is_empty() {
        if outcome == Outcome::Done {
            let remedy = "there is no pack to score with; give one with --pack F, or leave out --no-builtin";
            outcome = Problem::new("pack.none", "", remedy).report();
        }
        return (None, outcome);
    }
    let packs: Vec<Pack> = packs.0.into_iter().map(|(_, pack)| pack).collect();
    warn_of_idle_options(args, &packs);
    match Scorer::builder().packs(packs).options(options(args)).build() {
        Ok(scorer) => (Some(scorer), outcome),
        Err(error) => (None, outcome.and(Problem::new(error.code(), "", error.to_string()).report())),
    }
}

/// What the user decides, as the core takes it.
fn options(args: &ScoreArgs) -> Options {
    Options {
        muted: args.mute.clone(),
        muted_categories: args.mute_category.clone(),
        thresholds: args.threshold.clone(),
        sensitivity: args.sensitivity,
        ui_language: args.lang.clone(),
    }
}

/// Packs, each with where it came from, and no id twice.
#[derive(Default)]
struct Named(Vec<(String, Pack)>);

impl Named {
    /// Takes a pack in unless its id is there already. [`BuildError::DuplicatePack`] would stop everything and does
    /// not know the files; said here, it names both, and the first goes on scoring.
    fn add(&mut self, from: &str, pack: Pack) -> Outcome {
        let Some((other, first)) = self.0.iter().find(|(_, other)| other.id() == pack.id()) else {
            self.0.push((from.to_owned(), pack));
            return Outcome::Done;
        };
        let code = BuildError::DuplicatePack {
            id: pack.id().to_owned(),
            first: first.version().to_owned(),
            second: pack.version().to_owned(),
        }
        .code();
        let message = format!(
            "pack `{}` {} is left out, {} from {other} is loaded already; name one of them, and --no-builtin if it \
             replaces a bundled pack",
            pack.id(),
            pack.version(),
            first.version(),
        );
        Problem::new(code, from, message).report()
    }
}

/// An option that names nothing does nothing, which is right for a stored setting and a trap for a typing error.
fn warn_of_idle_options(args: &ScoreArgs, packs: &[Pack]) {
    for mute in &args.mute {
        let known = mute.split_once('/').is_some_and(|(id, entry)| {
            let is_term = entry.contains('#');
            packs.iter().any(|pack| pack.id() == id && (is_term || pack.entries().any(|e| e.id == entry)))
        });
        if !known {
            let message =
                "no loaded pack has this entry; `sipar inspect` lists the packs and `sipar inspect PACK` their entries";
            Problem::new("option.mute", mute, message).warn();
        }
    }
    let named = args.threshold.iter().map(|t| ("option.threshold", &t.category));
    for (code, category) in args.mute_category.iter().map(|c| ("option.mute-category", c)).chain(named) {
        if !packs.iter().any(|pack| pack.categories().any(|c| c.id == *category)) {
            let message = "no loaded pack has this category; `sipar inspect PACK` lists them";
            Problem::new(code, category, message).warn();
        }
    }
}
