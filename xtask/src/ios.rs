//! `cargo xtask ios`: the native library as iPhones link it, checked; on a Mac also the XCFramework of the Swift package.

use crate::{
    Stop,
    bindings::{self, Language},
    cross,
    process::{self, tool},
    test::Tally,
};
use goblin::{
    archive::Archive,
    mach::{Mach, cputype::CPU_TYPE_ARM64, load_command::CommandVariant},
};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

const DEVICE: &str = "aarch64-apple-ios";
const NO_RUST: &str = "no Rust library for it: `rustup target add` it";
/// Apart from the desk's own builds, so that neither throws the other's away.
const TARGET_DIR: &str = "target/ios";
/// The slices of the XCFramework: what `lipo` joins is one slice.
const SLICES: [(&str, &[&str]); 3] = [
    ("ios", &[DEVICE]),
    ("ios-simulator", &["aarch64-apple-ios-sim", "x86_64-apple-ios"]),
    ("macos", &["aarch64-apple-darwin", "x86_64-apple-darwin"]),
];
/// The platform that an object's `LC_BUILD_VERSION` names.
const PLATFORM_IOS: u32 = 2;
/// Calls that reach a network. A library that judges messages has no business with any.
const NETWORK: [&str; 8] =
    ["_socket", "_connect", "_send", "_sendto", "_sendmsg", "_getaddrinfo", "_gethostbyname", "_nw_connection_create"];

/// Builds and checks; `false` if something is wrong with the library.
///
/// # Errors
/// A tool is missing or fails.
pub fn run() -> Result<bool, Stop> {
    let root = process::root();
    let headers = bindings::generate(&root, Language::Swift)?;
    let library = static_library(&root, DEVICE)?;
    let wrong = faults(&fs::read(&library).map_err(Stop::failed)?, &declared(&headers)?)?;
    for fault in &wrong {
        eprintln!("{}: {fault}", library.display());
    }
    if cfg!(target_os = "macos") {
        xcframework(&root, &headers)?;
    } else {
        eprintln!(
            "ios: no XCFramework is made: that needs Xcode, and so a Mac. The library was never linked into an app here."
        );
    }
    println!("{}", library.display());
    Ok(wrong.is_empty())
}

/// The suite: as the task.
pub(crate) fn suite(tally: &mut Tally) -> Result<(), Stop> {
    if cross::cargo_for(DEVICE, "rustc")?.is_none() {
        tally.not_run("ios", NO_RUST);
        return Ok(());
    }
    tally.check("ios: the static library", run);
    Ok(())
}

fn static_library(root: &Path, target: &str) -> Result<PathBuf, Stop> {
    eprintln!("ios: the first build for {target} may also build Rust's own library; some minutes on two cores");
    let mut build = cross::cargo_for(target, "rustc")?.ok_or_else(|| Stop::failed(NO_RUST))?;
    build.args(["--release", "--locked", "-p", "sipar-ffi", "--lib", "--crate-type", "staticlib"]);
    // Macros run once; the time to optimise them would be most of the build.
    build.args(["--config", "profile.release.build-override.opt-level=0", "--target-dir", TARGET_DIR]);
    bindings::succeed("the static library", &mut build)?;
    Ok(root.join(TARGET_DIR).join(target).join("release/libsipar_ffi.a"))
}

/// The functions that the generated headers declare and Swift will call.
fn declared(headers: &Path) -> Result<BTreeSet<String>, Stop> {
    let mut names = BTreeSet::new();
    for header in bindings::files(headers)?.iter().filter(|file| file.extension().is_some_and(|end| end == "h")) {
        names.extend(functions(&fs::read_to_string(header).map_err(Stop::failed)?));
    }
    if names.is_empty() { Err(Stop::failed("the generated headers declare no function")) } else { Ok(names) }
}

/// uniffi declares a function as its type, a space, its name and a bracket, at the beginning of a line.
fn functions(header: &str) -> impl Iterator<Item = String> {
    let before = |line: &str| Some(line.split_once('(')?.0.rsplit(' ').next()?.to_owned());
    let names = header.lines().filter(|line| !line.starts_with(['#', ' ', '/'])).filter_map(before);
    names.filter(|name| name.starts_with("uniffi_") || name.starts_with("ffi_"))
}

/// What is wrong with a static library: objects of another system or processor, functions that are declared and not defined, names that
/// nothing defines, calls to a network.
fn faults(bytes: &[u8], declared: &BTreeSet<String>) -> Result<Vec<String>, Stop> {
    let archive = Archive::parse(bytes).map_err(Stop::failed)?;
    let (mut defined, mut wanted, mut faults) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for name in archive.members() {
        let member = archive.extract(name, bytes).map_err(Stop::failed)?;
        // Rust adds its metadata, which no linker reads.
        if name.ends_with(".rmeta") || name.starts_with("__.SYMDEF") {
            continue;
        }
        let Ok(Mach::Binary(object)) = Mach::parse(member) else {
            faults.push(format!("{name} is no Mach-O object"));
            continue;
        };
        let version = object.load_commands.iter().find_map(|command| match command.command {
            CommandVariant::BuildVersion(version) => Some(version.platform),
            CommandVariant::VersionMinIphoneos(_) => Some(PLATFORM_IOS),
            _ => None,
        });
        if object.header.cputype() != CPU_TYPE_ARM64 || version != Some(PLATFORM_IOS) {
            faults.push(format!("{name} is not for iOS on arm64"));
        }
        for symbol in object.symbols() {
            let (name, symbol) = symbol.map_err(Stop::failed)?;
            if symbol.is_undefined() { &mut wanted } else { &mut defined }.insert(name.to_owned());
        }
    }
    let missing = declared.iter().filter(|name| !defined.contains(&format!("_{name}")));
    faults.extend(missing.map(|name| format!("{name} is declared and not defined")));
    let wanted: Vec<&String> = wanted.difference(&defined).collect();
    let rust =
        wanted.iter().filter(|name| name.starts_with("__R") || name.starts_with("_rust") || name.starts_with("__ZN"));
    faults.extend(rust.map(|name| format!("{name} is Rust's and defined nowhere")));
    let network = wanted.iter().filter(|name| NETWORK.contains(&name.as_str()));
    faults.extend(network.map(|name| format!("{name} reaches a network")));
    Ok(faults)
}

/// Makes `bindings/swift/Artifacts/CSipar.xcframework`. Untested: it has never run, since no Mac was at hand.
pub(crate) fn xcframework(root: &Path, headers: &Path) -> Result<(), Stop> {
    let include = headers_folder(root, headers)?;
    let framework = root.join("bindings/swift/Artifacts/CSipar.xcframework");
    let _ = fs::remove_dir_all(&framework);
    let mut create = tool("xcodebuild", &["-create-xcframework"]);
    for (slice, targets) in SLICES {
        let folder = root.join(TARGET_DIR).join(slice);
        fs::create_dir_all(&folder).map_err(Stop::failed)?;
        let joined = folder.join("libsipar_ffi.a");
        let mut lipo = tool("lipo", &["-create"]);
        for target in targets {
            lipo.arg(static_library(root, target)?);
        }
        bindings::succeed("lipo", lipo.arg("-output").arg(&joined))?;
        create.arg("-library").arg(&joined).arg("-headers").arg(&include);
    }
    bindings::succeed("the XCFramework", create.arg("-output").arg(&framework))
}

/// The folder of headers that every slice gets. They lie in a folder of the module's name, where compilers look for it too: two
/// XCFrameworks of one app would overwrite each other's module map at the top.
pub(crate) fn headers_folder(root: &Path, headers: &Path) -> Result<PathBuf, Stop> {
    let include = root.join(TARGET_DIR).join("include");
    let module = include.join("CSipar");
    fs::create_dir_all(&module).map_err(Stop::failed)?;
    let mut names = Vec::new();
    for header in bindings::files(headers)?.iter().filter(|file| file.extension().is_some_and(|end| end == "h")) {
        let name = header.file_name().unwrap_or_default();
        fs::copy(header, module.join(name)).map_err(Stop::failed)?;
        names.push(name.to_string_lossy().into_owned());
    }
    fs::write(module.join("module.modulemap"), module_map(&names)).map_err(Stop::failed)?;
    Ok(include)
}

/// The C module, by the name that the generated Swift imports.
fn module_map(headers: &[String]) -> String {
    let headers: String = headers.iter().map(|name| format!("    header \"{name}\"\n")).collect();
    format!("module CSipar {{\n{headers}    export *\n}}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_functions_are_read_from_a_header() {
        let header = "#ifndef UNIFFI_FFIDEF_A\n// uniffi_comment(\ntypedef void (*UniffiCallback)(uint64_t);\n\
                      uint64_t uniffi_sipar_ffi_fn_clone_pack(uint64_t handle, RustCallStatus *_Nonnull out\n);\n\
                      RustBuffer ffi_sipar_rustbuffer_alloc(uint64_t size\n);\n";
        let names: Vec<String> = functions(header).collect();
        assert_eq!(names, ["uniffi_sipar_ffi_fn_clone_pack", "ffi_sipar_rustbuffer_alloc"]);
    }

    #[test]
    fn an_archive_without_what_is_declared_is_faulty() {
        let wrong = faults(b"!<arch>\n", &BTreeSet::from(["uniffi_f".to_owned()])).unwrap();
        assert_eq!(wrong, ["uniffi_f is declared and not defined"]);
    }

    #[test]
    fn an_object_of_another_system_is_a_fault() {
        let object = b"\x7fELF and so on";
        let mut archive = b"!<arch>\n".to_vec();
        archive.extend(format!("{:<16}{:<12}{:<6}{:<6}{:<8}{:<10}`\n", "a.o/", 0, 0, 0, 644, object.len()).bytes());
        archive.extend(object);
        assert_eq!(faults(&archive, &BTreeSet::new()).unwrap(), ["a.o is no Mach-O object"]);
    }

    #[test]
    fn the_module_has_the_name_that_generated_swift_imports() {
        assert_eq!(module_map(&["a.h".into()]), "module CSipar {\n    header \"a.h\"\n    export *\n}\n");
    }
}
