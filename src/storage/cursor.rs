//! Reading a text of one exact layout from the left; anything else is `None`.

/// The rest of a text that is read from the left.
pub(super) struct Cursor<'t>(pub(super) &'t str);

impl<'t> Cursor<'t> {
    pub(super) fn skip(&mut self, what: &str) -> Option<&mut Self> {
        self.0 = self.0.strip_prefix(what)?;
        Some(self)
    }

    /// A number as we write it: digits without leading zeros.
    pub(super) fn number(&mut self) -> Option<u64> {
        let digits = self.take_while(|b| b.is_ascii_digit());
        let plain = digits == "0" || !digits.starts_with('0');
        if plain { digits.parse().ok() } else { None }
    }

    /// Eight lower-case hexadecimal digits.
    pub(super) fn hex(&mut self) -> Option<u32> {
        let digits = self.take_while(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if digits.len() == 8 { u32::from_str_radix(digits, 16).ok() } else { None }
    }

    /// `[17,"0a1b2c3d"]`.
    pub(super) fn pair(&mut self) -> Option<(u64, u32)> {
        let number = self.skip("[")?.number()?;
        let hex = self.skip(",\"")?.hex()?;
        self.skip("\"]")?;
        Some((number, hex))
    }

    /// A run of letters, digits, `_` and `-`.
    pub(super) fn word(&mut self) -> &'t str {
        self.take_while(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
    }

    fn take_while(&mut self, fits: impl Fn(u8) -> bool) -> &'t str {
        let end = self.0.bytes().position(|b| !fits(b)).unwrap_or(self.0.len());
        let (taken, rest) = self.0.split_at(end);
        self.0 = rest;
        taken
    }
}
