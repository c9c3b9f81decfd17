//! `cargo xtask android`: the native library as telephones link it, checked; the AAR, where an NDK can link what goes into it.

use super::{Language, files, generate, kotlin, succeed};
use crate::{Stop, cross, process::tool, test::Tally};
use goblin::{
    archive::Archive,
    elf::{
        Elf,
        header::{ELFCLASS64, EM_AARCH64},
        program_header::PT_LOAD,
        section_header::SHN_UNDEF,
    },
};
use std::{collections::BTreeSet, env, fs, path::Path};

const TARGET: &str = "aarch64-linux-android";
const NO_RUST: &str = "no Rust library for it: `rustup target add aarch64-linux-android`";
/// Apart from the desk's own builds, so that neither throws the other's away.
const TARGET_DIR: &str = "target/android";
/// What an AAR holds beside the JAR's classes and packs.
const LAYOUT: &str = "bindings/kotlin/android";
const AAR: &str = "target/bindings/aar";
/// Android's names for the processors that telephones and emulators have.
const ABIS: [&str; 3] = ["arm64-v8a", "armeabi-v7a", "x86_64"];
/// A telephone may load memory in pages of this size, and then loads no library laid out for smaller ones.
const PAGE: u64 = 16 * 1024;

/// Builds and checks; `false` if something is wrong with what was built.
///
/// # Errors
/// A tool is missing or fails.
pub fn run(root: &Path) -> Result<bool, Stop> {
    let sound = static_library(root)?;
    Ok(aar(root)? && sound)
}

/// The suite: the static library. The AAR needs what a bare machine has not.
pub(crate) fn test(tally: &mut Tally) -> Result<(), Stop> {
    if cross::cargo_for(TARGET, "rustc")?.is_none() {
        tally.not_run("android", NO_RUST);
        return Ok(());
    }
    tally.check("android: the static library", || static_library(&crate::process::root()));
    Ok(())
}

/// Builds the static library for arm64, and checks that it holds what the Kotlin side will call.
fn static_library(root: &Path) -> Result<bool, Stop> {
    eprintln!("android: the first build for {TARGET} may also build Rust's own library; some minutes on two cores");
    let mut build = cross::cargo_for(TARGET, "rustc")?.ok_or_else(|| Stop::failed(NO_RUST))?;
    build.args(["--release", "--locked", "-p", "sipar-ffi", "--lib", "--crate-type", "staticlib"]);
    // It is built to be looked at: what an app ships is linked, and optimised as a whole, by an NDK.
    build.args(["--config", "profile.release.lto=false", "--config", "profile.release.codegen-units=16"]);
    succeed("the static library", build.args(["--target-dir", TARGET_DIR]))?;
    let library = root.join(TARGET_DIR).join(TARGET).join("release/libsipar_ffi.a");
    let wanted = declared(&generate(root, Language::Kotlin)?)?;
    let faults = faults(&fs::read(&library).map_err(Stop::failed)?, &wanted)?;
    faults.iter().for_each(|fault| eprintln!("{}: {fault}", library.display()));
    println!("{}: {} functions for Kotlin", library.display(), wanted.len());
    Ok(faults.is_empty())
}

/// The native functions that the generated Kotlin declares.
fn declared(folder: &Path) -> Result<BTreeSet<String>, Stop> {
    let mut names = BTreeSet::new();
    for file in files(folder)? {
        let text = fs::read_to_string(&file).map_err(Stop::failed)?;
        let functions = text.lines().filter_map(|line| line.trim().strip_prefix("external fun "));
        names.extend(functions.filter_map(|rest| rest.split_once('(')).map(|(name, _)| name.to_owned()));
    }
    if names.is_empty() { Err(Stop::failed("the generated Kotlin declares no native function")) } else { Ok(names) }
}

/// What is wrong with a static library: another processor's code, or a function that is missing.
fn faults(bytes: &[u8], wanted: &BTreeSet<String>) -> Result<Vec<String>, Stop> {
    let archive = Archive::parse(bytes).map_err(Stop::failed)?;
    let mut missing = wanted.clone();
    let mut faults = Vec::new();
    for name in archive.members() {
        let Ok(object) = archive.extract(name, bytes) else { continue };
        let Ok(elf) = Elf::parse(object) else { continue };
        if elf.header.e_machine != EM_AARCH64 {
            faults.push(format!("{name} is not for arm64"));
        }
        // In an object a function may well stand at 0; what is not defined has no section.
        for symbol in elf.syms.iter().filter(|symbol| symbol.st_shndx != SHN_UNDEF as usize) {
            missing.remove(elf.strtab.get_at(symbol.st_name).unwrap_or_default());
        }
    }
    faults.extend(missing.into_iter().map(|name| format!("{name} is missing")));
    Ok(faults)
}

/// Lays an AAR out and, where an NDK is at hand, links its libraries, checks them and packs it.
fn aar(root: &Path) -> Result<bool, Stop> {
    kotlin::package(root)?;
    let folder = root.join(AAR).join("layout");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(Stop::failed)?;
    for name in ["AndroidManifest.xml", "proguard.txt", "R.txt"] {
        fs::copy(root.join(LAYOUT).join(name), folder.join(name)).map_err(Stop::failed)?;
    }
    // Classes and packs; the libraries in the JAR are for desks.
    let classes = root.join("target/bindings/maven/sipar/classes");
    let mut jar = tool("jar", &["--create", "--file"]);
    jar.arg(folder.join("classes.jar")).arg("-C").arg(&classes).arg("org").arg("-C").arg(&classes).arg("META-INF");
    succeed("classes.jar", &mut jar)?;
    if env::var_os("ANDROID_NDK_HOME").is_none() {
        eprintln!(
            "android: no AAR is written: ANDROID_NDK_HOME names no NDK. Its parts without native libraries are in"
        );
        eprintln!("android: {}", folder.display());
        return Ok(true);
    }
    let mut ndk = crate::process::cargo(&["ndk"]);
    ndk.args(ABIS.iter().flat_map(|abi| ["-t", abi])).arg("-o").arg(folder.join("jni"));
    succeed("cargo-ndk", ndk.args(["build", "--release", "-p", "sipar-ffi"]))?;
    let mut sound = true;
    for library in files(&folder.join("jni"))? {
        if let Some(fault) = page_fault(&fs::read(&library).map_err(Stop::failed)?)? {
            eprintln!("{}: {fault}", library.display());
            sound = false;
        }
    }
    let file = root.join(AAR).join("sipar-0.1.0.aar");
    succeed(
        "the AAR",
        tool("jar", &["--create", "--no-manifest", "--file"]).arg(&file).arg("-C").arg(&folder).arg("."),
    )?;
    println!("{}", file.display());
    Ok(sound)
}

/// Why a telephone with pages of 16 KB would not load a library; one of 32 bits never meets such pages.
fn page_fault(library: &[u8]) -> Result<Option<String>, Stop> {
    let elf = Elf::parse(library).map_err(Stop::failed)?;
    if elf.header.e_ident[goblin::elf::header::EI_CLASS] != ELFCLASS64 {
        return Ok(None);
    }
    let segments = elf.program_headers.iter().filter(|segment| segment.p_type == PT_LOAD);
    let least = segments.map(|segment| segment.p_align).min().unwrap_or_default();
    Ok((least < PAGE)
        .then(|| format!("laid out for pages of {least} bytes, not {PAGE}; link with -z max-page-size={PAGE}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn a_library_for_small_pages_is_refused() {
        // Any ELF file will do; this test is one.
        let mut program = fs::read(env::current_exe().unwrap()).unwrap();
        let elf = Elf::parse(&program).unwrap();
        let (table, size) = (elf.header.e_phoff as usize, usize::from(elf.header.e_phentsize));
        let loads = elf.program_headers.iter().enumerate().filter(|(_, header)| header.p_type == PT_LOAD);
        // Where `p_align` stands in a header of 64 bits.
        let places: Vec<usize> = loads.map(|(number, _)| table + number * size + 48).collect();
        let mut align = |to: u64| {
            places.iter().for_each(|&at| program[at..at + 8].copy_from_slice(&to.to_le_bytes()));
            page_fault(&program).unwrap()
        };
        assert!(align(4096).is_some_and(|fault| fault.contains("4096")));
        assert_eq!(align(PAGE), None);
        assert_eq!(align(4 * PAGE), None);
    }

    #[test]
    fn a_library_without_the_functions_is_refused() {
        let wanted = BTreeSet::from(["uniffi_a".to_owned()]);
        assert_eq!(faults(b"!<arch>\n", &wanted).unwrap(), ["uniffi_a is missing"]);
    }
}
