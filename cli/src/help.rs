//! The longer help texts, apart from the arguments they explain.
//!
//! A paragraph is one line here, for clap wraps it to the terminal; lists are kept short enough to need no wrapping.

/// Under `sipar --help`.
pub(crate) const ROOT: &str = "\
Examples:
  sipar score \"Act now and send the code\"
  sipar score --json message.txt
  sipar score --jsonl=body --json < messages.jsonl > reports.jsonl
  sipar compile words.txt -o words.sipar
  sipar score --pack words.sipar \"…\"
  sipar inspect en

Exit codes:
  0  done
  1  a text reached --fail-on
  2  something could not be done; the rest was done

Each error names its place, a stable code in brackets such as [pack.missing], and the remedy. Data goes to standard \
output, everything else to standard error. Nothing is stored and nothing is sent: texts and verdicts live as long as \
the command.";

/// Under `sipar score -h`.
pub(crate) const SCORE: &str = "\
Examples:
  sipar score \"I will find you\"
  sipar score chat.txt --fail-on medium
  sipar score --lines --json < chat.txt
  sipar score --jsonl=body --pack mine.sipar --no-builtin export.jsonl
  sipar score --mute en/scam.urgent --threshold scam:medium=0.7 \"Act now\"
  sipar score --text -- \"--any text at all\"

Exit codes: 0 done, 1 a text reached --fail-on, 2 an error (2 wins over 1). More with --help.";

/// Under `sipar score --help`.
pub(crate) const SCORE_LONG: &str = "\
What is scored:
  An argument that names an existing file is a FILE, `-` is standard input, any other is the TEXT itself. One that \
looks like a path and names no file is an error, so that a typing error never passes for a clean text; with --text the \
argument is the text, whatever it looks like. With no argument, standard input is read. There is one report a text, in \
the order of the arguments.

  With --lines each line is a text, without its line end (\\n or \\r\\n). With --jsonl each line is a JSON object, and \
the string in its field `text`, or FIELD, is the text. Lines are answered in order, as they come, on all cores.

What is printed:
  The text with what was found underlined (^ high, ~ medium, - low, . less), the reasons, the level in words, \
and what was not assessed. With --lines or --jsonl: LEVEL<TAB>categories<TAB>line.

  With --json a report a line; each finding has its words in `text`.

  Spans count from the start of the text: with --lines and --jsonl a byte order mark at the start of a file is no part \
of it, else it is, and spans count from the file's first byte.

What cannot be read:
  A line that cannot be read is answered in its place, without --json by `error<TAB>code<TAB>line`, with --json by
    {\"schema\":1,\"line\":3,
     \"error\":{\"code\":\"input.json\",\"message\":\"…\",\"offset\":17}}
  on one line. The other lines are scored, and the exit code is 2. `offset` counts the line's bytes. Codes:
    input.json       not JSON
    input.utf8       not UTF-8
    input.surrogate  half of a surrogate pair in a JSON escape
    input.field      the field is missing or is no string

  In a text on its own each byte that is not UTF-8 is read as U+001A, so that spans stay true; the report is printed, \
the error input.utf8 names the first such byte, and the exit code is 2.

  A text above 8 MiB is read in pieces, in constant memory. If it came through a pipe its words are gone by the end: \
findings then have spans but no `text`.

Examples:
  sipar score \"I will find you\"
  sipar score chat.txt --fail-on medium
  sipar score --lines --json < chat.txt
  sipar score --jsonl=body --pack mine.sipar --no-builtin export.jsonl
  sipar score --mute en/scam.urgent --threshold scam:medium=0.7 \"Act now\"
  sipar score --text -- \"--any text at all\"

Exit codes:
  0  done
  1  a text reached --fail-on
  2  an error; 2 wins over 1";

/// Under `sipar compile --help`.
pub(crate) const COMPILE: &str = "\
SRC is a pack folder (all its *.toml and what they include, and its *.csv with an entry a row), its pack.toml, or a \
list: .txt with a term a line, .csv or .tsv with a header. Columns named term, text, word or phrase, category, evidence \
and severity are found by themselves; name others with --map. A table with the columns id and phrase holds whole \
entries: then they are id, category, phrase, evidence, context, gloss, allow, flag, pass and note.

Examples:
  sipar compile packs/en -o en.sipar
  sipar compile words.txt -o words.sipar --category scam --evidence weak
  sipar compile terms.csv -o terms.sipar --map term=begriff,category=art

Exit codes: 0 done (warnings do not stop it), 2 an error; then nothing is written.";

/// Under `sipar check --help`.
pub(crate) const CHECK: &str = "\
Says everything that is wrong at once: what the compiler says, what a release asks of each entry (a gloss, texts that \
must be flagged, texts that must pass), and whether those texts do as they should.

With --show each match is taken apart: its words, alternatives, classes and forms a line each, how many phrases it stands \
for, and ten of them, from the first to the last. It needs a lexicon that can be read; what else is wrong with it follows.

Nearly all text is read only in passing; a sentence is read in full where words stand that may be part of an entry. With --wake \
you see on ordinary texts of your own for which entries that happens. An entry that has more than one sentence in 500 read is \
warned of: it makes everything slower, and its words are too common to say much.

Examples:
  sipar check packs/en
  sipar check packs/en --show
  sipar check packs/en --wake news.txt --wake chat.jsonl
  sipar check packs/en --show=scam.fee-first,scam.prize --forms 20

Exit codes: 0 clean or warnings only, 2 errors.";

/// Under `sipar inspect --help`.
pub(crate) const INSPECT: &str = "\
A pack hides nothing: without options you see who made it, its status, and every entry.

Examples:
  sipar inspect                   the bundled packs
  sipar inspect en                one of them
  sipar inspect mine.sipar --terms=20
  sipar inspect mine.sipar --json

Exit codes: 0 done, 2 an error.";
