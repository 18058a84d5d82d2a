//! Files in and out: a download, and reading what the user picked, dropped or asked us to fetch from our own place.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Response, Url};

/// Offers `text` as a download named `name`.
pub fn download(name: &str, text: &str, mime: &str) -> Result<(), String> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options);
    download_blob(name, &blob.map_err(|error| super::page::error_text(&error))?)
}

/// Offers what is no text as a download named `name`.
pub fn download_blob(name: &str, blob: &Blob) -> Result<(), String> {
    let said = |error: JsValue| super::page::error_text(&error);
    let url = Url::create_object_url_with_blob(blob).map_err(said)?;
    let document = web_sys::window().and_then(|w| w.document()).ok_or("no document")?;
    let link: HtmlAnchorElement =
        document.create_element("a").map_err(said)?.dyn_into().map_err(|_| "no link".to_string())?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has taken the blob when click returns; a later task frees it.
    free_later(url);
    Ok(())
}

fn free_later(url: String) {
    wasm_bindgen_futures::spawn_local(async move {
        super::page::pause(10_000).await;
        let _ = Url::revoke_object_url(&url);
    });
}

/// Why a file was not read.
#[derive(Clone, Debug)]
pub enum Unread {
    /// It has so many bytes, and at most so many are read.
    TooLarge(f64, usize),
    /// The browser says why.
    Failed(String),
}

/// The bytes of a file the user chose, or why they can't be read. Refuses before reading what is larger than `most`.
pub async fn read(file: &File, most: usize) -> Result<Vec<u8>, Unread> {
    if file.size() > most as f64 {
        return Err(Unread::TooLarge(file.size(), most));
    }
    let failed = |error| Unread::Failed(super::page::error_text(&error));
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(failed)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// The bytes of a file that was served along with the app, such as an example plan.
pub async fn fetch_own(path: &str) -> Result<Vec<u8>, String> {
    if let Some(bytes) = super::copy::file(path).await {
        return Ok(bytes);
    }
    let said = |error: JsValue| super::page::error_text(&error);
    let window = web_sys::window().ok_or("no window")?;
    let response: Response =
        JsFuture::from(window.fetch_with_str(path)).await.map_err(said)?.dyn_into().map_err(said)?;
    if !response.ok() {
        return Err(format!("{} {}", response.status(), path));
    }
    let buffer = JsFuture::from(response.array_buffer().map_err(said)?).await.map_err(said)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
