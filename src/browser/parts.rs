//! The way from the first part of a divided release to the others (`xtask/split`).
//!
//! Nothing here is called by the app: the division finds the import and lets the first part call it where a
//! function is wanted that has not come yet.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Fetches the module's parts up to this one, at once and while the page waits: `src/page/boot.js`.
    #[wasm_bindgen(js_name = cairnLoadParts)]
    fn load_parts(last: u32);
}

/// Keeps the import in the module; the page may call it to have the parts now.
#[wasm_bindgen(js_name = needParts)]
pub fn need_parts(last: u32) {
    load_parts(last);
}
