//! What shows how the package is used, built and run: the README's sample, the console chat, the iOS example.

use super::{package::Package, toolchain::Toolchain};
use crate::{Stop, bindings, process};
use sipar::{Level, Pack, Scorer};
use std::{
    ffi::OsStr,
    fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

/// Runs the Swift samples of the READMEs as they stand there, and compares what they print with what Rust says of the same text.
pub(super) fn readme(toolchain: &Toolchain, package: &Package) -> Result<bool, Stop> {
    let root = process::root();
    let pack = bindings::packs(&root)?.join("en.sipar");
    let text = "I know where you live. I will kill you.";
    let report = scorer(&pack)?.score(text);
    let found = report.findings.iter().map(|it| format!("{}: {}\n", it.text(text).unwrap_or_default(), it.reason));
    let want = format!("{}\n{}", report.level, found.collect::<String>());
    let folder = root.join("target/swift/readme");
    let mut all = report.level > Level::None;
    for name in ["README.md", "bindings/swift/README.md"] {
        let readme = fs::read_to_string(root.join(name)).map_err(Stop::failed)?;
        let sample = fenced(&readme, "swift").ok_or_else(|| Stop::Failed(format!("{name} has no Swift sample")))?;
        fs::create_dir_all(folder.join("Sources/readme")).map_err(Stop::failed)?;
        fs::write(folder.join("Package.swift"), MANIFEST).map_err(Stop::failed)?;
        fs::write(folder.join("Sources/readme/main.swift"), sample).map_err(Stop::failed)?;
        let sample = build(toolchain, package, &folder, "readme")?;
        let args = [pack.as_os_str(), OsStr::new(text)];
        all &= same(&want, &answer(&mut package.command(toolchain, &folder, &[], &sample, args), "")?);
    }
    Ok(all)
}

/// Talks with the console chat: something hostile, something friendly, a notice hidden and shown again. It runs in an empty folder that
/// is also its home, and leaves it empty.
pub(super) fn chat(toolchain: &Toolchain, package: &Package) -> Result<bool, Stop> {
    let root = process::root();
    let folder = root.join("examples/swift-chat");
    let pack = bindings::packs(&root)?.join("en.sipar");
    let threat = "I will kill you.";
    let script =
        format!("Ann: See you at seven!\nBob: {threat}\n/hide 1\nBob: {threat}\n/show\nBob: {threat}\n/hide 99\n");
    let home = root.join("target/swift/chat-home");
    let _ = fs::remove_dir_all(&home);
    fs::create_dir_all(&home).map_err(Stop::failed)?;
    let chat = build(toolchain, package, &folder, "SiparChat")?;
    let env = [("HOME", home.as_os_str()), ("TMPDIR", home.as_os_str())];
    let mut chat = package.command(toolchain, &home, &env, &chat, [pack.as_os_str()]);
    let got = answer(&mut chat, &script)?;
    let left = bindings::files(&home)?;
    if !left.is_empty() {
        return Err(Stop::Failed(format!("the chat left files behind: {left:?}")));
    }
    let report = scorer(&pack)?.score(threat);
    // Others lie under it, so that hiding it must hide those too.
    let counted: Vec<_> = report.findings.iter().filter(|finding| finding.counted).collect();
    let ([finding], 2..) = (counted.as_slice(), report.findings.len()) else {
        return Err(Stop::failed("the threat no longer has one finding that counts and others under it"));
    };
    let notice = |number| {
        format!(
            "  [{number}] {} “{}” ({}, {})",
            finding.reason,
            threat.trim_end_matches('.'),
            finding.category,
            report.level
        )
    };
    let want = [
        "Packs: en. Write `name: message`; `/hide N`, `/show`; end with Ctrl-D.".to_owned(),
        notice(1),
        "  Hidden until the program ends.".to_owned(),
        "  Everything is shown again.".to_owned(),
        notice(2),
        "  There is no such notice.".to_owned(),
    ];
    Ok(same(&format!("{}\n", want.join("\n")), &got))
}

/// The command that tests the iOS example, with stubs in SwiftUI's place where there is none.
pub(super) fn ios(toolchain: &Toolchain, package: &Package) -> Command {
    let folder = process::root().join("examples/ios");
    package.swift(toolchain, &folder, "test", &["--disable-xctest", "--no-parallel", "-Xswiftc", "-enable-testing"])
}

const MANIFEST: &str = r#"// swift-tools-version: 6.0
import PackageDescription
let package = Package(
    name: "readme",
    platforms: [.macOS(.v12)],
    dependencies: [.package(path: "../../../bindings/swift")],
    targets: [.executableTarget(name: "readme", dependencies: [.product(name: "Sipar", package: "swift")])]
)
"#;

/// Builds an executable and says where it is.
fn build(toolchain: &Toolchain, package: &Package, folder: &Path, name: &str) -> Result<String, Stop> {
    bindings::succeed(name, &mut package.swift(toolchain, folder, "build", &[]))?;
    let built = package.scratch(folder).join("release").join(name);
    built.into_os_string().into_string().map_err(|_| Stop::failed("the repository's path is not UTF-8"))
}

/// What a program prints when it is told something.
fn answer(command: &mut Command, told: &str) -> Result<String, Stop> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(Stop::failed)?;
    if let Some(mut pipe) = child.stdin.take() {
        pipe.write_all(told.as_bytes()).map_err(Stop::failed)?;
    }
    let output = child.wait_with_output().map_err(Stop::failed)?;
    if !output.status.success() {
        return Err(Stop::Failed(format!("it ended with {}", output.status)));
    }
    String::from_utf8(output.stdout).map_err(Stop::failed)
}

fn same(want: &str, got: &str) -> bool {
    if want != got {
        eprintln!("it should print\n{want}and it prints\n{got}");
    }
    want == got
}

fn scorer(pack: &Path) -> Result<Scorer, Stop> {
    let pack = Pack::load(fs::read(pack).map_err(Stop::failed)?).map_err(Stop::failed)?;
    Scorer::builder().pack(pack).build().map_err(Stop::failed)
}

/// The first fenced block of a language.
fn fenced<'t>(text: &'t str, language: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(&format!("```{language}\n"))?;
    Some(rest.split_once("```")?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_block_of_the_language_is_taken() {
        let text = "a\n```rust\nfn a() {}\n```\n```swift\nlet a = 1\n```\nb";
        assert_eq!(fenced(text, "swift"), Some("let a = 1\n"));
        assert_eq!(fenced(text, "kotlin"), None);
    }
}
