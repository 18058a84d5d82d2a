//! Composition root: the panic overlay, then the app.

#[cfg(target_arch = "wasm32")]
fn main() {
    // A panic ends the app (it aborts), so the page's own overlay takes over and offers what is stored.
    std::panic::set_hook(Box::new(|panic| {
        cairn::browser::local_storage::stop();
        cairn::browser::page::show_fatal(&panic.to_string());
    }));
}

/// Shows the app. The page calls it when it has the module in hand: from here on, a divided release may ask for its
/// other parts (`browser::parts`).
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen(js_name = openCairn)]
pub fn open_cairn() {
    leptos::mount::mount_to_body(cairn::ui::App);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    // The app lives in a browser; the native target exists for the core's tests.
}
