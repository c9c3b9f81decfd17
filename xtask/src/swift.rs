//! The Swift package: `cargo xtask swift` makes it ready for use, the suite `swift` runs its tests and examples.

mod api;
mod docs;
mod examples;
mod package;
mod results;
pub mod toolchain;

use crate::{Mode, Stop, test::Tally};
use std::env;
use toolchain::Toolchain;

const NO_SWIFT: &str = "Swift 6 is not on PATH, and only on Debian can it be installed from here";

/// Makes `bindings/swift` ready to be built: generated sources in place, the native library and its headers under `target/swift`.
/// Then writes the signature dump, or compares it.
///
/// # Errors
/// A tool is missing or fails, or the dump differs and may not be written.
pub fn run(mode: Mode) -> Result<(), Stop> {
    let toolchain = Toolchain::find()?.ok_or_else(|| Stop::failed(NO_SWIFT))?;
    let package = package::prepare()?;
    api::run(&toolchain, &package, mode)?;
    println!("bindings/swift is ready. Build what uses it with PKG_CONFIG_PATH={}", package.pkg_config().display());
    Ok(())
}

/// The package's tests, its signatures and documentation, and whatever shows how it is used: the README's sample, the console chat, the iOS example
/// against stubs.
pub(crate) fn suite(tally: &mut Tally) -> Result<(), Stop> {
    let Some(toolchain) = Toolchain::find()? else {
        tally.not_run("swift", NO_SWIFT);
        return Ok(());
    };
    let package = package::prepare()?;
    let mut test = package.module(&toolchain, "test", &["--disable-xctest", "--no-parallel"]);
    results::test(tally, "swift: the package", &mut test)?;
    // As in the other languages' suites.
    let mode = if env::var("SIPAR_API").is_ok_and(|what| what == "write") { Mode::Write } else { Mode::Check };
    tally.check("swift: signatures", || api::run(&toolchain, &package, mode).map(|()| true));
    tally.check("swift: the XCFramework's headers", || package.fits_xcframework(&toolchain));
    tally.check("swift: documentation", || docs::run(&toolchain, &package));
    tally.check("swift: the README's sample", || examples::readme(&toolchain, &package));
    tally.check("swift: the console chat", || examples::chat(&toolchain, &package));
    results::test(tally, "swift: the iOS example", &mut examples::ios(&toolchain, &package))
}
