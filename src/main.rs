//! Composition root: panic overlay, load, mount.

#[cfg(target_arch = "wasm32")]
fn main() {
    leptos::mount::mount_to_body(cairn::ui::App);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    // The app lives in a browser; the native target exists for the core's tests.
}
