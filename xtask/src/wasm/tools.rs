//! The tools: a Rust that builds for `wasm32-unknown-unknown`, wasm-bindgen, npm's tools, a browser.

use super::{apt, npm_folder};
use crate::{
    Stop,
    process::{self, cargo, tool},
};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

const TARGET: &str = "wasm32-unknown-unknown";
/// simd128: every browser of the last four years has it, and scanning is faster by a tenth. The rest: a panic is a plain
/// trap, without a text; the core has none, and the texts would be a tenth of the module.
const RUSTFLAGS: &str = "-Ctarget-feature=+simd128 -Zunstable-options -Cpanic=immediate-abort";
/// The standard library is built along, for size: as it comes, its sorting alone is a third of the module.
const BUILD_STD: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];

/// A Rust with the source of its standard library.
pub(super) enum Rust {
    /// The one that runs this task.
    Own,
    /// Debian's, with the other's linker.
    Debian { linker: PathBuf },
}

impl Rust {
    /// Finds one, or installs what is missing. `SIPAR_WASM_RUST=debian` asks for Debian's even where the own would do.
    pub(super) fn find() -> Result<Rust, Stop> {
        let sysroot = process::output(&mut tool("rustc", &["--print", "sysroot"]))?;
        let sysroot = Path::new(sysroot.trim());
        let has_source = || sysroot.join("lib/rustlib/src/rust/library/std/src/lib.rs").exists();
        let wants_debian = env::var_os("SIPAR_WASM_RUST").is_some_and(|name| name == "debian");
        if !wants_debian && (has_source() || (add_source() && has_source())) {
            return Ok(Rust::Own);
        }
        if !apt::install(&["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"])? {
            return Err(Stop::failed("the standard library's source is missing; run `rustup component add rust-src`"));
        }
        let host = process::output(&mut tool("rustc", &["--print", "host-tuple"]))?;
        Ok(Rust::Debian { linker: sysroot.join("lib/rustlib").join(host.trim()).join("bin/rust-lld") })
    }

    /// The command that builds the crate, with these features.
    pub(super) fn build(&self, features: &[&str]) -> Command {
        // `rustc`, to ask for the module alone: beside an rlib, which the manifest names for the tests, Cargo leaves link-time
        // optimisation out.
        let args = ["rustc", "--lib", "--crate-type", "cdylib", "--profile", "wasm", "-p", "sipar-wasm"];
        let args = [&args[..], &["--target", TARGET, "--target-dir", "target/wasm"], &BUILD_STD, features].concat();
        let mut command = match self {
            Rust::Own => cargo(&args),
            Rust::Debian { linker } => {
                let mut command = tool("/usr/bin/cargo", &args);
                command.env("RUSTC", "/usr/bin/rustc").env_remove("RUSTUP_TOOLCHAIN");
                command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
                command
            }
        };
        // A stable Rust takes these flags only so.
        command.env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", RUSTFLAGS);
        command
    }

    /// Where the module lies once it is built.
    pub(super) fn built(root: &Path) -> PathBuf {
        root.join("target/wasm").join(TARGET).join("wasm/sipar_wasm.wasm")
    }
}

fn add_source() -> bool {
    process::run(&mut tool("rustup", &["component", "add", "rust-src"])).unwrap_or(false)
}

/// wasm-bindgen's command at the crate's own version, which it must be; built once.
pub(super) fn wasm_bindgen(root: &Path) -> Result<PathBuf, Stop> {
    let version = locked(root, "wasm-bindgen")?;
    let path = root.join("target/tools/bin").join(format!("wasm-bindgen{}", env::consts::EXE_SUFFIX));
    let have = path.exists() && process::output(&mut tool(&path, &["--version"]))?.trim().ends_with(&version);
    if !have {
        eprintln!("wasm-bindgen {version} is built once, into target/tools; that takes some minutes on two cores");
        let install = ["install", "wasm-bindgen-cli", "--version", &version, "--debug", "--root", "target/tools"];
        if !process::run(&mut cargo(&install))? {
            return Err(Stop::failed("wasm-bindgen did not install"));
        }
    }
    Ok(path)
}

/// The version of a crate that Cargo.lock names.
fn locked(root: &Path, name: &str) -> Result<String, Stop> {
    let lock = fs::read_to_string(root.join("Cargo.lock")).map_err(Stop::failed)?;
    let mut lines = lock.lines().skip_while(|line| *line != format!("name = \"{name}\""));
    let version = lines.nth(1).and_then(|line| line.strip_prefix("version = \""));
    let version = version.and_then(|rest| rest.strip_suffix('"')).map(String::from);
    version.ok_or_else(|| Stop::Failed(format!("Cargo.lock names no version of {name}")))
}

/// npm's tools, as `wasm/package-lock.json` says; installed again when that changes. Gives the folder of the commands.
pub(super) fn npm_tools(root: &Path) -> Result<PathBuf, Stop> {
    let folder = npm_folder(root);
    let bin = folder.join("node_modules/.bin");
    fs::create_dir_all(&folder).map_err(Stop::failed)?;
    let stamp = folder.join("node_modules/.sipar-lock");
    let lock = fs::read(root.join("wasm/package-lock.json")).map_err(Stop::failed)?;
    if fs::read(&stamp).is_ok_and(|known| known == lock) {
        return Ok(bin);
    }
    for name in ["package.json", "package-lock.json"] {
        fs::copy(root.join("wasm").join(name), folder.join(name)).map_err(Stop::failed)?;
    }
    // Nothing of these needs a script of its own to be run when it is installed. Not `ci`: that refuses locks from which
    // npm itself left out what other systems would need.
    let args = ["install", "--ignore-scripts", "--no-audit", "--no-fund"];
    if !process::run(tool("npm", &args).current_dir(&folder))? {
        return Err(Stop::failed("npm's tools did not install; Node 20.16 or newer and npm are needed"));
    }
    fs::write(&stamp, lock).map_err(Stop::failed)?;
    Ok(bin)
}

/// A Chromium: `SIPAR_CHROMIUM`, one that is installed, or Debian's, which is installed if that is ours to do.
pub(super) fn chromium() -> Result<Option<PathBuf>, Stop> {
    if let Some(named) = env::var_os("SIPAR_CHROMIUM") {
        return Ok(Some(named.into()));
    }
    let places = ["/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser"];
    let mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
    let find = || places.into_iter().chain([mac]).map(PathBuf::from).find(|path| path.exists());
    if let Some(path) = find() {
        return Ok(Some(path));
    }
    // Fonts, so that what is photographed can be read in all of the packs' scripts.
    Ok(if apt::install(&["chromium", "fonts-dejavu-core", "fonts-noto-core"])? { find() } else { None })
}
