//! Pages opened from this machine's disk, as by a double-click.

use crate::Browser;
use std::fs;

impl Browser {
    /// Puts a page on the disk and opens it from there; waits until its app is there.
    pub async fn open_from_disk(&self, name: &str, bytes: &[u8]) {
        let file = self.files.uploads().join(name);
        fs::write(&file, bytes).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let url = format!("{}{}", self.disk(), in_address(name));
        self.driver.goto(&url).await.unwrap_or_else(|error| panic!("{url}: {error}"));
        self.find("main").await;
    }

    /// The address of the folder that such pages are in.
    pub(crate) fn disk(&self) -> String {
        format!("file://{}/", self.files.uploads().display())
    }
}

fn in_address(name: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b".-_".contains(byte);
    name.bytes()
        .map(|byte| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
