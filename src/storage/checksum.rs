//! The one checksum of everything stored: CRC-32 as in gzip and PNG. It finds accidents, not forgery.

use crc::{CRC_32_ISO_HDLC, Crc, Digest, Table};

/// With the small table, 1 KB: larger ones are quicker on megabytes, but are part of what the first screen loads.
static CRC_32: Crc<u32, Table<1>> = Crc::<u32, Table<1>>::new(&CRC_32_ISO_HDLC);

/// Of a whole text.
pub(super) fn of(text: &str) -> u32 {
    CRC_32.checksum(text.as_bytes())
}

/// Of a text that comes in pieces.
pub(super) struct Running(Digest<'static, u32, Table<1>>);

impl Running {
    pub(super) fn new() -> Self {
        Self(CRC_32.digest())
    }

    pub(super) fn add(&mut self, piece: &str) {
        self.0.update(piece.as_bytes());
    }

    pub(super) fn sum(self) -> u32 {
        self.0.finalize()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The check value that the catalogue of parametrised CRC algorithms prints for CRC-32/ISO-HDLC.
    #[test]
    fn it_is_the_crc_of_gzip_in_one_piece_and_in_two() {
        assert_eq!(of("123456789"), 0xcbf4_3926);
        let mut running = Running::new();
        running.add("1234");
        running.add("56789");
        assert_eq!(running.sum(), 0xcbf4_3926);
    }
}
