//! Cairn's own charts, lent to the page of the benchmark: the same code, built as the release is, without the screens.
//!
//! Owns nothing but the handles on `window.cairn`. What is measured, and against what, is in `bench.js`.

#[cfg(target_arch = "wasm32")]
mod handles;

fn main() {
    #[cfg(target_arch = "wasm32")]
    handles::lend();
}
