//! Running `sipar`, temporary folders, and the lexicon most tests use.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A pack of one strong entry, `zeal.zorgle`, which matches "zorgle now".
pub(crate) const PACK: &str = r#"
id = "demo"
version = "1.2.3"
title = "Demonstration"
languages = ["en"]
scripts = ["Latn"]
licence = "CC0-1.0"
authors = ["The tests"]
status = "experimental"

[[category]]
id = "zeal"
title = "Zeal for zorgling"

[[message]]
category = "zeal"
lang = "en"
reason = "The words press for zorgling at once."
next = "Take your time before answering."
help = "Zorgling can wait; someone you trust can help."
prebunk = "Haste keeps people from thinking."
"#;

/// The entries of [`PACK`].
pub(crate) const ENTRIES: &str = r#"
[[entry]]
id = "zeal.zorgle"
category = "zeal"
match = ["zorgle now"]
evidence = "strong"
gloss = "Presses for zorgling"
flag = ["please zorgle now"]
pass = ["They zorgle at noon."]
"#;

/// A folder that is gone when the test is over.
pub(crate) struct Temp(PathBuf);

impl Temp {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("sipar-cli-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Temp(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.0.join(name)).unwrap()
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.join(name).exists()
    }

    /// A folder with `demo/` and the pack made of it, `demo.sipar`.
    pub(crate) fn with_demo() -> Self {
        let temp = Temp::new();
        temp.write("demo/pack.toml", PACK);
        temp.write("demo/zeal.toml", ENTRIES);
        let made = temp.sipar(&["compile", "demo", "-o", "demo.sipar"]);
        assert_eq!(made.code, 0, "{}", made.stderr);
        temp
    }

    /// Runs `sipar` here, with nothing to read.
    pub(crate) fn sipar(&self, args: &[&str]) -> Ran {
        self.sipar_with(args, b"")
    }

    /// Runs `sipar` here, with something to read.
    pub(crate) fn sipar_with(&self, args: &[&str], stdin: &[u8]) -> Ran {
        let mut child = self.spawn(args);
        let mut pipe = child.stdin.take().unwrap();
        let stdin = stdin.to_vec();
        // On a thread of its own, so that a full pipe on one side does not block the other.
        let writer = std::thread::spawn(move || drop(pipe.write_all(&stdin)));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Ran {
            code: output.status.code().expect("not killed"),
            stdout: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
        }
    }

    /// Scores with the demonstration pack alone.
    pub(crate) fn score(&self, args: &[&str], stdin: &[u8]) -> Ran {
        self.sipar_with(&[&["score", "--no-builtin", "--pack", "demo.sipar"], args].concat(), stdin)
    }

    /// Starts `sipar` here with pipes on all sides and no wish for colour.
    pub(crate) fn spawn(&self, args: &[&str]) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sipar"));
        command.args(args).current_dir(&self.0);
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(name);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }
}

impl Drop for Temp {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// How a run went.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    /// Each line of standard output as JSON.
    pub(crate) fn json(&self) -> Vec<serde_json::Value> {
        let parse = |line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e} in {line}"));
        self.stdout.lines().map(parse).collect()
    }

    /// Asserts that it failed and named this code.
    #[track_caller]
    pub(crate) fn failed_with(&self, code: &str) {
        assert_eq!(self.code, 2, "{self:?}");
        assert!(self.stderr.contains(&format!("[{code}]")), "{code} in {self:?}");
        assert!(!self.stderr.contains("panicked"), "{self:?}");
    }
}

/// The words of all findings of a report, in order.
pub(crate) fn words(report: &serde_json::Value) -> Vec<&str> {
    report["findings"].as_array().unwrap().iter().map(|finding| finding["text"].as_str().unwrap()).collect()
}
