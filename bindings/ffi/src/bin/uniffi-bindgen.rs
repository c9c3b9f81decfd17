//! Writes the Kotlin, Swift and Python side of the bindings; run by `cargo xtask`.

fn main() {
    uniffi::uniffi_bindgen_main();
}
