//! The command line, as data. What each option means is said in its help, which is written here.

use crate::help;
use anstream::ColorChoice as Anstream;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use sipar::{Level, Sensitivity, Threshold};
use std::ffi::OsString;
use std::path::PathBuf;

/// Scores the risk in texts: explained, private, on this device.
#[derive(Debug, Parser)]
#[command(name = "sipar", version, after_help = help::ROOT)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// When to colour; `auto` also honours NO_COLOR and CLICOLOR_FORCE
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: Color,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Score a text, files, or each line of them
    #[command(after_help = help::SCORE, after_long_help = help::SCORE_LONG)]
    Score(ScoreArgs),
    /// Make a pack of a lexicon or a word list
    #[command(after_help = help::COMPILE)]
    Compile(CompileArgs),
    /// Say what is wrong with a lexicon
    #[command(after_help = help::CHECK)]
    Check(CheckArgs),
    /// Show what a pack holds
    #[command(after_help = help::INSPECT)]
    Inspect(InspectArgs),
    /// Print a completion script for a shell
    #[command(after_help = "Example:\n  sipar completions bash > ~/.local/share/bash-completion/completions/sipar")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

impl Color {
    /// Decides for every stream of this process.
    pub(crate) fn write_global(self) {
        match self {
            Color::Auto => Anstream::Auto,
            Color::Always => Anstream::Always,
            Color::Never => Anstream::Never,
        }
        .write_global();
    }
}

#[derive(Debug, Args)]
pub(crate) struct ScoreArgs {
    /// A text, files, or `-` for standard input
    #[arg(value_name = "TEXT | FILE… | -", value_hint = ValueHint::FilePath)]
    pub(crate) inputs: Vec<OsString>,
    /// The argument is the text itself, whatever it looks like
    #[arg(long, requires = "inputs")]
    pub(crate) text: bool,
    /// Each line is a text
    #[arg(long, conflicts_with = "jsonl")]
    pub(crate) lines: bool,
    /// Each line is a JSON object with the text in FIELD [default: text]
    #[arg(long, value_name = "FIELD", num_args = 0..=1, require_equals = true, default_missing_value = "text")]
    pub(crate) jsonl: Option<String>,
    /// Print reports as JSON, one a line
    #[arg(long)]
    pub(crate) json: bool,
    /// Show the arithmetic behind the level
    #[arg(long, conflicts_with_all = ["json", "lines", "jsonl"])]
    pub(crate) explain: bool,
    /// Score with this pack too; may be repeated
    #[arg(long, value_name = "F", value_hint = ValueHint::FilePath)]
    pub(crate) pack: Vec<PathBuf>,
    /// Score without the bundled packs
    #[arg(long)]
    pub(crate) no_builtin: bool,
    /// The language of reasons, as `tg`; English where a pack lacks it
    #[arg(long, value_name = "UI")]
    pub(crate) lang: Option<String>,
    /// Exit with 1 if a text reaches this level
    #[arg(long, value_name = "LEVEL", value_parser = levels())]
    pub(crate) fail_on: Option<Level>,
    /// Silence an entry, as `en/scam.urgent`; may be repeated
    #[arg(long, value_name = "PACK/ENTRY", value_parser = mute)]
    pub(crate) mute: Vec<String>,
    /// Silence a category; may be repeated
    #[arg(long, value_name = "CATEGORY")]
    pub(crate) mute_category: Vec<String>,
    /// Begin a level of a category at this score, as `scam:medium=0.7`; may be repeated
    #[arg(long, value_name = "CATEGORY:LEVEL=SCORE", value_parser = threshold)]
    pub(crate) threshold: Vec<Threshold>,
    /// How readily levels are given
    #[arg(long, value_name = "HOW", default_value = "standard", value_parser = sensitivities())]
    pub(crate) sensitivity: Sensitivity,
    /// How many threads read lines [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
}

/// What a word list leaves unsaid.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "For lists and tables (.txt, .csv, .tsv)")]
pub(crate) struct ListArgs {
    /// Which columns to read, as `term=begriff,category=art`
    #[arg(long, value_name = "COLUMN=NAME", value_delimiter = ',', value_parser = column)]
    pub(crate) map: Vec<(String, String)>,
    /// The pack's id [default: the file's name]
    #[arg(long)]
    pub(crate) id: Option<String>,
    /// The category of terms that name none [default: list]
    #[arg(long)]
    pub(crate) category: Option<String>,
    /// What a term is worth: weak, clear, strong, or a number of nats [default: clear]
    #[arg(long, value_name = "EVIDENCE", value_parser = evidence, allow_hyphen_values = true)]
    pub(crate) evidence: Option<i32>,
    /// The pack's title
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// The languages of the terms, as `en,ru`
    #[arg(long, value_delimiter = ',')]
    pub(crate) lang: Vec<String>,
    /// The licence of the list, as `CC-BY-4.0`
    #[arg(long)]
    pub(crate) licence: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct CompileArgs {
    /// A pack folder, its pack.toml, or a list
    #[arg(value_name = "SRC", value_hint = ValueHint::AnyPath)]
    pub(crate) source: PathBuf,
    /// Where the pack goes; `-` is standard output
    #[arg(short, long, value_name = "F", value_hint = ValueHint::FilePath)]
    pub(crate) output: PathBuf,
    /// Replace F even if it is no pack
    #[arg(long)]
    pub(crate) force: bool,
    /// Print diagnostics as JSON on standard output
    #[arg(long)]
    pub(crate) json: bool,
    /// One line a diagnostic, without excerpts
    #[arg(long)]
    pub(crate) plain: bool,
    #[command(flatten)]
    pub(crate) list: ListArgs,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// A pack folder, its pack.toml, or a list
    #[arg(value_name = "SRC", value_hint = ValueHint::AnyPath)]
    pub(crate) source: PathBuf,
    /// Show what each match is made of and some of the phrases it gives; of all entries, or of those named
    #[arg(long, value_name = "ENTRY,…", num_args = 0..=1, require_equals = true, value_delimiter = ',')]
    pub(crate) show: Option<Vec<String>>,
    /// How many phrases of each match are shown
    #[arg(long, value_name = "N", default_value_t = 10, requires = "show")]
    pub(crate) forms: usize,
    /// Warn of entries that a word of this list alone would raise: a word a line, a .tsv of common words, or a
    /// spelling dictionary (.dic)
    #[arg(long, value_name = "F", value_hint = ValueHint::FilePath)]
    pub(crate) words: Vec<PathBuf>,
    /// Count the sentences of these ordinary texts that each entry has read: a text a line, or .jsonl with `text`
    #[arg(long, value_name = "F", value_hint = ValueHint::FilePath)]
    pub(crate) wake: Vec<PathBuf>,
    /// Print diagnostics, and what is shown, as JSON on standard output
    #[arg(long)]
    pub(crate) json: bool,
    /// One line a diagnostic, without excerpts
    #[arg(long)]
    pub(crate) plain: bool,
    #[command(flatten)]
    pub(crate) list: ListArgs,
}

#[derive(Debug, Args)]
pub(crate) struct InspectArgs {
    /// A pack file, or the id of a bundled pack; without it, the bundled packs are listed
    #[arg(value_name = "F", value_hint = ValueHint::FilePath)]
    pub(crate) pack: Option<PathBuf>,
    /// Print it as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Only the entries: id, category, evidence, context and gloss, with tabs between
    #[arg(long, conflicts_with_all = ["json", "terms"])]
    pub(crate) entries: bool,
    /// Only the terms, folded, each with its entries; N of them at most
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true)]
    pub(crate) terms: Option<Option<usize>>,
}

/// Not `none`: every text is at or above it.
fn levels() -> impl TypedValueParser<Value = Level> {
    PossibleValuesParser::new(["low", "medium", "high"]).try_map(|word| word.parse::<Level>())
}

fn sensitivities() -> impl TypedValueParser<Value = Sensitivity> {
    PossibleValuesParser::new(["fewer", "standard", "more"]).map(|word| match word.as_str() {
        "fewer" => Sensitivity::Fewer,
        "more" => Sensitivity::More,
        _ => Sensitivity::Standard,
    })
}

fn mute(text: &str) -> Result<String, String> {
    match text.split_once('/') {
        Some((pack, entry)) if !pack.is_empty() && !entry.is_empty() => Ok(text.to_owned()),
        _ => Err("write the pack and the entry, as en/scam.urgent; `sipar inspect en` lists them".to_owned()),
    }
}

fn threshold(text: &str) -> Result<Threshold, String> {
    let parse = || {
        let (place, score) = text.rsplit_once('=')?;
        let (category, level) = place.rsplit_once(':')?;
        let level = level.parse().ok().filter(|&level| level != Level::None)?;
        let score = score.parse().ok().filter(|score| (0.0001..=1.0).contains(score))?;
        (!category.is_empty()).then(|| Threshold { category: category.to_owned(), level, score })
    };
    parse().ok_or_else(|| {
        "write category, level (low, medium, high) and score (0.0001 to 1), as scam:medium=0.7".to_owned()
    })
}

fn column(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((column, name)) if !column.is_empty() && !name.is_empty() => Ok((column.to_owned(), name.to_owned())),
        _ => Err("write the column and its name in your file, as term=begriff".to_owned()),
    }
}

/// Evidence in centinats. Beyond ±16 nats a score is 0 or 1 whatever else is found.
fn evidence(text: &str) -> Result<i32, String> {
    match text {
        "weak" => Ok(100),
        "clear" => Ok(250),
        "strong" => Ok(450),
        _ => match text.parse::<f64>() {
            Ok(nats) if nats.abs() <= 16.0 => Ok((nats * 100.0).round() as i32),
            _ => Err("write weak, clear, strong, or a number of nats from -16 to 16".to_owned()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn score(args: &[&str]) -> Result<ScoreArgs, clap::Error> {
        let cli = Cli::try_parse_from(["sipar", "score"].iter().chain(args))?;
        match cli.command {
            Command::Score(args) => Ok(args),
            _ => unreachable!("score was asked for"),
        }
    }

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn jsonl_takes_its_field_only_after_an_equals_sign() {
        assert_eq!(score(&["--jsonl", "file"]).unwrap().jsonl.as_deref(), Some("text"));
        assert_eq!(score(&["--jsonl", "file"]).unwrap().inputs, ["file"]);
        assert_eq!(score(&["--jsonl=body"]).unwrap().jsonl.as_deref(), Some("body"));
        assert!(score(&["--jsonl", "--lines"]).is_err());
    }

    fn shown(args: &[&str]) -> Result<Option<Vec<String>>, clap::Error> {
        let cli = Cli::try_parse_from(["sipar", "check"].iter().chain(args))?;
        match cli.command {
            Command::Check(args) => Ok(args.show),
            _ => unreachable!("check was asked for"),
        }
    }

    #[test]
    fn show_takes_entries_only_after_an_equals_sign() {
        let ids = |ids: &[&str]| Some(ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>());
        assert_eq!(shown(&["packs/en"]).unwrap(), None);
        assert_eq!(shown(&["--show", "packs/en", "--forms", "3"]).unwrap(), ids(&[]));
        assert_eq!(shown(&["--show=a.b,c", "packs/en", "--show=d"]).unwrap(), ids(&["a.b", "c", "d"]));
        assert!(shown(&["packs/en", "--forms", "3"]).is_err());
    }

    #[test]
    fn thresholds() {
        let want = Threshold { category: "a:b".into(), level: Level::Medium, score: 0.7 };
        assert_eq!(threshold("a:b:medium=0.7").unwrap(), want);
        for bad in ["scam", "scam:medium", "scam=0.5", ":low=0.2", "scam:none=0.2", "scam:low=0", "scam:low=NaN"] {
            assert!(threshold(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn evidence_in_words_and_nats() {
        assert_eq!(
            ["weak", "clear", "strong", "-1.5", "16"].map(|e| evidence(e).unwrap()),
            [100, 250, 450, -150, 1600]
        );
        for bad in ["", "loud", "NaN", "inf", "17"] {
            assert!(evidence(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_dash_is_an_input_and_fail_on_none_is_refused() {
        assert_eq!(score(&["-"]).unwrap().inputs, ["-"]);
        assert!(score(&["--fail-on", "none", "x"]).is_err());
        assert_eq!(score(&["--fail-on", "low", "x"]).unwrap().fail_on, Some(Level::Low));
    }
}
