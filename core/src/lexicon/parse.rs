//! From TOML to the model.

use super::entry::{self, check_id, read_phrase};
use super::model::{Category, Class, Manifest, Message, Model};
use super::problems::{FileMap, Located, Place, Problems};
use super::toml_reader::Reader;
use super::{Lexicon, SourceFile, common, entry_table, include, inflect, resolve, rules, spelling};
use crate::error::CompileError;
use crate::level::{Level, Thresholds};
use crate::pack::Status;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use xxhash_rust::xxh3::xxh3_64;

pub(super) fn parse(files: Vec<SourceFile>) -> Result<Lexicon, CompileError> {
    let mut problems = Problems::new(files.iter().map(FileMap::new).collect());
    let empty = problems.clone();
    let mut tables: Vec<DeTable<'_>> = Vec::with_capacity(files.len());
    for (number, file) in files.iter().enumerate() {
        if !is_toml(&file.path) {
            tables.push(DeTable::default());
            continue;
        }
        let (table, errors) = DeTable::parse_recoverable(&file.text);
        for error in &errors {
            let span = error.span().unwrap_or_default();
            problems.error("lexicon.toml", &Place::at(number, span), error.message(), "mend the TOML");
        }
        tables.push(if errors.is_empty() { table.into_inner() } else { DeTable::default() });
    }
    include::check(&files, &tables, &mut problems);
    let main = files.iter().position(|file| file.path.rsplit('/').next() == Some("pack.toml"));
    if main.is_none() {
        problems.error(
            "lexicon.no-manifest",
            &Place::whole(0),
            "there is no pack.toml",
            "add a pack.toml that gives id, version, title and licence",
        );
    }
    let mut model = Model {
        manifest: Manifest {
            id: String::new(),
            version: String::new(),
            title: String::new(),
            licence: String::new(),
            funder: String::new(),
            status: Status::Experimental,
            languages: Vec::new(),
            scripts: Vec::new(),
            authors: Vec::new(),
            reviewers: Vec::new(),
        },
        categories: Vec::new(),
        messages: Vec::new(),
        classes: Vec::new(),
        sounds: Vec::new(),
        inflections: Vec::new(),
        spellings: Vec::new(),
        proclitics: None,
        common: Vec::new(),
        entries: Vec::new(),
        references: Vec::new(),
        rules: Vec::new(),
        list: None,
        alone: false,
        digest: digest(&files),
    };
    for (number, (table, file)) in tables.iter().zip(&files).enumerate() {
        if file.path.ends_with(".tsv") {
            model.common.extend(common::read(number, file, &mut problems));
        }
        if entry_table::is_csv(&file.path) {
            model.entries.extend(entry_table::read(number, file, &mut problems));
        }
        let place = Place::whole(number);
        let what = if Some(number) == main { "pack.toml" } else { "this file" };
        let mut reader = Reader::new(table, what, place, &mut problems);
        reader.get("include");
        reader.get("common");
        if Some(number) == main {
            model.manifest = manifest(&mut reader);
        }
        for (table, place) in reader.tables("category") {
            model.categories.extend(category(Reader::new(table, "[[category]]", place, reader.problems)));
        }
        for (table, place) in reader.tables("message") {
            model.messages.extend(message(Reader::new(table, "[[message]]", place, reader.problems)));
        }
        for (table, place) in reader.tables("entry") {
            model.entries.extend(entry::read(Reader::new(table, "[[entry]]", place, reader.problems)));
        }
        for (table, place) in reader.tables("context") {
            model.rules.extend(rules::context(Reader::new(table, "[[context]]", place, reader.problems)));
        }
        for (table, place) in reader.tables("reference") {
            model.references.extend(rules::reference(Reader::new(table, "[[reference]]", place, reader.problems)));
        }
        if let Some(value) = reader.get("class") {
            classes(value, number, reader.problems, &mut model.classes);
        }
        if let Some(value) = reader.get("sound") {
            model.sounds.extend(inflect::sounds(value, number, reader.problems));
        }
        if let Some(value) = reader.get("inflect") {
            model.inflections.extend(inflect::inflections(value, number, reader.problems));
        }
        if let Some(value) = reader.get("spelling") {
            model.spellings.extend(spelling::tables(value, number, reader.problems));
        }
        if let Some(value) = reader.get("proclitics") {
            let read = spelling::proclitics(value, number, reader.problems, read_phrase);
            if let (Some(_), Some(second)) = (&model.proclitics, &read) {
                let remedy = "join the two tables";
                reader.problems.error(
                    "lexicon.duplicate-proclitics",
                    &second.place,
                    "proclitics are declared twice",
                    remedy,
                );
            }
            model.proclitics = model.proclitics.take().or(read);
        }
        reader.finish();
    }
    model.spellings.sort_by(|a, b| a.id.cmp(&b.id));
    model.categories.sort_by(|a, b| a.id.value.cmp(&b.id.value));
    model.entries.sort_by(|a, b| a.id.value.cmp(&b.id.value));
    model.classes.sort_by(|a, b| a.id.cmp(&b.id));
    model.sounds.sort_by(|a, b| a.id.cmp(&b.id));
    model.inflections.sort_by(|a, b| a.id.cmp(&b.id));
    model.messages.sort_by(|a, b| (&a.category.value, &a.lang).cmp(&(&b.category.value, &b.lang)));
    resolve::check(&model, &mut problems);
    let warnings = problems.finish()?;
    Ok(Lexicon { model, warnings, problems: empty })
}

fn is_toml(path: &str) -> bool {
    path.ends_with(".toml")
}

/// The same whatever the order and the paths of the files.
pub(super) fn digest(files: &[SourceFile]) -> u64 {
    let mut each: Vec<[u8; 8]> = files.iter().map(|file| xxh3_64(file.text.as_bytes()).to_le_bytes()).collect();
    each.sort_unstable();
    xxh3_64(&each.concat())
}

fn manifest(reader: &mut Reader<'_, '_>) -> Manifest {
    let id = reader.required("id");
    let version = reader.required("version");
    let title = reader.required("title").map(|title| title.value).unwrap_or_default();
    let licence = reader.required("licence").map(|licence| licence.value).unwrap_or_default();
    let status = reader.string("status");
    let values = |strings: Vec<Located<String>>| strings.into_iter().map(|s| s.value).collect();
    if let Some(id) = &id {
        check_id(id, reader.problems);
    }
    if let Some(version) = version.as_ref().filter(|version| !is_semver(&version.value)) {
        let message = format!("`{}` is no version", version.value);
        reader.problems.error("lexicon.version", &version.place, message, "write it as 1.2.3");
    }
    let known = |name: &str| Status::ALL.into_iter().find(|status| status.as_str() == name && *status != Status::List);
    let parsed = status.as_ref().and_then(|status| known(&status.value));
    if let Some(status) = status.as_ref().filter(|_| parsed.is_none()) {
        let message = format!("`{}` is no status", status.value);
        reader.problems.error("lexicon.status", &status.place, message, "write reviewed, second-read or experimental");
    }
    let reviewers: Vec<String> = values(reader.strings("reviewers"));
    if parsed == Some(Status::Reviewed) && reviewers.is_empty() {
        let place = status.map(|status| status.place).unwrap_or_default();
        reader.problems.error(
            "lexicon.reviewers",
            &place,
            "a reviewed pack names its reviewers",
            "add reviewers = [\"…\"], or write experimental",
        );
    }
    Manifest {
        id: id.map(|id| id.value).unwrap_or_default(),
        version: version.map(|version| version.value).unwrap_or_default(),
        title,
        licence,
        funder: reader.text("funder"),
        status: parsed.unwrap_or(Status::Experimental),
        languages: values(reader.strings("languages")),
        scripts: values(reader.strings("scripts")),
        authors: values(reader.strings("authors")),
        reviewers,
    }
}

fn category(mut reader: Reader<'_, '_>) -> Option<Category> {
    let id = reader.required("id");
    let title = reader.required("title").map(|title| title.value).unwrap_or_default();
    let mut thresholds = Thresholds::default();
    for (key, level) in [("low", Level::Low), ("medium", Level::Medium), ("high", Level::High)] {
        if let Some(score) = reader.number(key) {
            thresholds = thresholds.with(level, ten_thousandths(score.value));
        }
    }
    if !thresholds.is_valid() {
        let place = reader.place.clone();
        reader.problems.error(
            "lexicon.threshold",
            &place,
            "the thresholds do not ascend within 0.0001 and 1",
            "write low ≤ medium ≤ high",
        );
    }
    if let Some(id) = &id {
        check_id(id, reader.problems);
    }
    reader.finish();
    let id = id?;
    Some(Category { id, title, thresholds })
}

fn ten_thousandths(score: f64) -> u16 {
    (score.clamp(0.0, 2.0) * 10_000.0 + 0.5) as u16
}

fn message(mut reader: Reader<'_, '_>) -> Option<Message> {
    let category = reader.required("category");
    let lang = reader.required("lang").map(|lang| lang.value).unwrap_or_default();
    let reason = reader.required("reason").map(|reason| reason.value).unwrap_or_default();
    let (next, help, prebunk) = (reader.text("next"), reader.text("help"), reader.text("prebunk"));
    reader.finish();
    Some(Message { category: category?, lang, reason, next, help, prebunk })
}

fn classes(value: &Spanned<DeValue<'_>>, file: usize, problems: &mut Problems, out: &mut Vec<Class>) {
    let place = Place::at(file, value.span());
    let Some(table) = value.get_ref().as_table() else {
        problems.error("lexicon.wrong-type", &place, "`class` is no table", "write [class.name]");
        return;
    };
    collect_classes(table, "", file, problems, out);
}

/// `[class.core.kill]` is a table within a table, so an id may have dots.
fn collect_classes(table: &DeTable<'_>, prefix: &str, file: usize, problems: &mut Problems, out: &mut Vec<Class>) {
    for (key, value) in table {
        let id = format!("{prefix}{}", key.get_ref());
        let place = Place::at(file, key.span());
        let Some(inner) = value.get_ref().as_table() else {
            problems.error(
                "lexicon.wrong-type",
                &place,
                format!("`class.{id}` is no table"),
                "write [class.name] and words = […]",
            );
            continue;
        };
        check_id(&Located { value: id.clone(), place: place.clone() }, problems);
        if inner.contains_key("words") {
            let mut reader = Reader::new(inner, "[class]", place.clone(), problems);
            let words = reader.strings("words").into_iter().map(|word| read_phrase(word, reader.problems)).collect();
            let gate = reader.string("gate").map(|gate| gate.value);
            let solo = reader.boolean("solo").unwrap_or(false);
            reader.finish();
            out.push(Class { id, place, words, gate, solo });
        } else if inner.is_empty() {
            problems.error(
                "lexicon.missing-key",
                &place,
                format!("`class.{id}` has no `words`"),
                "add words = [\"…\"]",
            );
        } else {
            collect_classes(inner, &format!("{id}."), file, problems, out);
        }
    }
}

fn is_semver(version: &str) -> bool {
    let core = version.split(['-', '+']).next().unwrap_or_default();
    let parts: Vec<&str> = core.split('.').collect();
    version.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'+'))
        && parts.len() == 3
        && parts.iter().all(|part| !part.is_empty() && part.len() < 10 && part.bytes().all(|b| b.is_ascii_digit()))
}
