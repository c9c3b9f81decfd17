//! What `bindings/swift` needs before it can be built: generated sources in place, and a prefix with header and library that
//! pkg-config knows.

use super::toolchain::Toolchain;
use crate::{
    Stop,
    bindings::{self, Language},
    ios, process,
};
use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Everything that is made for Swift and is no source.
const HOME: &str = "target/swift";
const SOURCES: &str = "bindings/swift/Sources/Sipar/Generated";

/// Generated types that stay inside the module: the objects, which `Scorer` and `Pack` wrap, and what only they need.
const INSIDE: [&str; 6] =
    ["NativePack", "NativePackProtocol", "NativeScorer", "NativeScorerProtocol", "PackedReports", "SpanUnits"];

/// The package, ready to be built.
#[derive(Debug)]
pub(super) struct Package {
    home: PathBuf,
}

/// Builds the native library and generates the bindings, if anything changed.
pub(super) fn prepare() -> Result<Package, Stop> {
    let root = process::root();
    let home = root.join(HOME);
    let generated = bindings::generate(&root, Language::Swift)?;
    let (_, library) = bindings::library(&root)?;
    let sources = root.join(SOURCES);
    for folder in [&sources, &home.join("include"), &home.join("symbols"), &home.join("lib/pkgconfig")] {
        fs::create_dir_all(folder).map_err(Stop::failed)?;
    }
    for file in bindings::files(&generated)? {
        let name = file.file_name().unwrap_or_default();
        let text = fs::read_to_string(&file).map_err(Stop::failed)?;
        match file.extension().and_then(OsStr::to_str) {
            Some("swift") => write(&sources.join(name), &fitted(&text)?)?,
            Some("h") => write(&home.join("include").join(name), &text)?,
            _ => {}
        }
    }
    if cfg!(target_os = "macos") {
        ios::xcframework(&root, &generated)?;
    }
    let to = home.join("lib").join(library.file_name().unwrap_or_default());
    fs::copy(&library, to).map_err(Stop::failed)?;
    write(&home.join("lib/pkgconfig/sipar.pc"), &pkg_config(&home))?;
    Ok(Package { home })
}

impl Package {
    /// The folder for `PKG_CONFIG_PATH`.
    pub(super) fn pkg_config(&self) -> PathBuf {
        self.home.join("lib/pkgconfig")
    }

    /// Where `swift` builds a package of this repository.
    pub(super) fn scratch(&self, folder: &Path) -> PathBuf {
        self.home.join("build").join(folder.file_name().unwrap_or_default())
    }

    /// `swift build`, `test` or `run` of a package that uses Sipar: optimised, every warning an error.
    pub(super) fn swift(&self, toolchain: &Toolchain, folder: &Path, task: &str, more: &[&str]) -> Command {
        let scratch = self.scratch(folder);
        let (scratch, flags) = (scratch.as_os_str(), ["-c", "release", "-Xswiftc", "-warnings-as-errors"]);
        let args = [OsStr::new(task), OsStr::new("--scratch-path"), scratch];
        let args = args.into_iter().chain(flags.iter().chain(more).map(OsStr::new));
        self.command(toolchain, folder, &[], "swift", args)
    }

    /// [`Package::swift`] of the package itself: tests may look inside, and the compiler writes down the interface. Always with the
    /// same flags, since others would have all of it built again.
    pub(super) fn module(&self, toolchain: &Toolchain, task: &str, more: &[&str]) -> Command {
        let flags = ["-Xswiftc", "-enable-testing", "-Xswiftc", "-emit-symbol-graph"];
        let mut command =
            self.swift(toolchain, &process::root().join("bindings/swift"), task, &[&flags, more].concat());
        command.args(["-Xswiftc", "-emit-symbol-graph-dir", "-Xswiftc"]).arg(self.symbols());
        command
    }

    /// Checks the module's sources against the headers as an XCFramework has them, which no build here uses. `false` if they do not
    /// fit.
    pub(super) fn fits_xcframework(&self, toolchain: &Toolchain) -> Result<bool, Stop> {
        let root = process::root();
        let include = ios::headers_folder(&root, &self.home.join("include"))?;
        let flags = ["-typecheck", "-swift-version", "6", "-warnings-as-errors", "-module-name", "Sipar", "-I"];
        let mut check = toolchain.command(&root, "swiftc", flags);
        let sources = bindings::files(&root.join("bindings/swift/Sources/Sipar"))?;
        let sources = sources.iter().filter(|file| file.extension() == Some(OsStr::new("swift")));
        process::run(check.arg(include).args(sources))
    }

    /// Where the compiler writes down the interface.
    pub(super) fn symbols(&self) -> PathBuf {
        self.home.join("symbols")
    }

    /// A program that finds the native library when it is built and when it runs, with variables set.
    pub(super) fn command<'a>(
        &self,
        toolchain: &Toolchain,
        folder: &Path,
        env: &[(&str, &OsStr)],
        program: &str,
        args: impl IntoIterator<Item = &'a OsStr>,
    ) -> Command {
        let (find, load) = (self.pkg_config(), self.home.join("lib"));
        let ours = [("PKG_CONFIG_PATH", find.as_os_str()), ("LD_LIBRARY_PATH", load.as_os_str())];
        toolchain.with_env(folder, &[env, &ours].concat(), program, args)
    }
}

fn pkg_config(home: &Path) -> String {
    let (home, version) = (home.display(), env!("CARGO_PKG_VERSION"));
    format!(
        "prefix={home}\nName: sipar\nDescription: Sipar's native library\nVersion: {version}\n\
         Cflags: -I${{prefix}}/include\nLibs: -L${{prefix}}/lib -lsipar_ffi\n"
    )
}

/// Writes a file unless it is there and the same, so that what depends on it is not built again.
fn write(path: &Path, text: &str) -> Result<(), Stop> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    fs::write(path, text).map_err(|error| Stop::Failed(format!("{}: {error}", path.display())))
}

/// Generated Swift as this module wants it: only values are public, and the cases of errors are named as Swift names cases.
fn fitted(text: &str) -> Result<String, Stop> {
    let mut cases = Vec::new();
    let mut fitted = String::with_capacity(text.len());
    for line in text.lines() {
        // uniffi names an error's cases as types; they are the only ones with a message.
        let case = line.trim_start().strip_prefix("case ").and_then(|rest| rest.strip_suffix("(message: String)"));
        cases.extend(case.map(|name| (format!(".{name}("), format!(".{}(", lower_camel(name)))));
        let line =
            case.map_or_else(|| line.to_owned(), |name| format!("    case {}(message: String)", lower_camel(name)));
        fitted.push_str(inside(&line));
        fitted.push('\n');
    }
    for (upper, lower) in cases {
        fitted = fitted.replace(&upper, &lower);
    }
    // uniffi 0.32 renames a class everywhere but in its named constructors.
    fitted = fitted
        .replace(" -> Pack ", " -> NativePack ")
        .replace("FfiConverterTypePack_lift", "FfiConverterTypeNativePack_lift");
    if fitted.contains("open class") {
        return Err(Stop::failed("a generated class is public: name it in INSIDE, in xtask/src/swift/package.rs"));
    }
    Ok(fitted)
}

/// A line without its `public` or `open`, where it declares something that is not for users.
fn inside(line: &str) -> &str {
    let Some(declared) = line.strip_prefix("public ").or_else(|| line.strip_prefix("open ")) else { return line };
    let name = declared.split_once(' ').map_or("", |(_, rest)| rest);
    let name = name.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    let glue = declared.starts_with("func ") || name.starts_with("FfiConverter") || INSIDE.contains(&name);
    if glue { declared } else { line }
}

fn lower_camel(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_public_and_the_rest_goes_inside() {
        let text = "public enum LoadError: Swift.Error {\n    case NotAPack(message: String)\n}\n\
                    public struct FfiConverterTypeLoadError: FfiConverterRustBuffer {\n        case 1: return .NotAPack(\n}\n\
                    open class NativePack: NativePackProtocol {\n    open func id() -> String\n}\n\
                    public func reportToJson(report: Report) -> String {\n";
        let want = "public enum LoadError: Swift.Error {\n    case notAPack(message: String)\n}\n\
                    struct FfiConverterTypeLoadError: FfiConverterRustBuffer {\n        case 1: return .notAPack(\n}\n\
                    class NativePack: NativePackProtocol {\n    open func id() -> String\n}\n\
                    func reportToJson(report: Report) -> String {\n";
        assert_eq!(fitted(text).unwrap(), want);
    }

    #[test]
    fn a_class_that_nobody_put_inside_is_an_error() {
        assert!(fitted("open class Conversation: ConversationProtocol {\n}\n").is_err());
    }
}
