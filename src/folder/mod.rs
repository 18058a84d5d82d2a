//! A folder that several copies of a plan share, carried around by Dropbox, OneDrive, Syncthing or a network drive.
//!
//! Each copy writes only its own file and takes in everyone else's; one writer per file means no conflicting copies.
//! Owns what to do on a round: which files to read ([`Watch::listed`]), what a text that was read is ([`Watch::arrived`]),
//! whether to write one's own ([`Watch::must_write`]), and what to say of each file ([`State`]). Must not know how a
//! folder is read and written, screens, clocks or randomness.
//!
//! # How nothing is lost
//! - A copy holds everything itself; the folder only carries it. So a file that is torn, vanishes or is written over
//!   costs nothing: whoever holds what no whole file of the folder holds writes it again.
//! - A file counts only as long as it can be read whole. What it brought before stays.
//! - One's own file is written only while what stands in it is known: written here, or taken in. Where someone else
//!   writes in it (a copied profile has the same name), what stands there is taken in and this copy goes on in a file of
//!   its own ([`Watch::must_move`]).
//! - Only what no whole file holds is written at once; what others' files hold follows at leisure, and what brings nothing
//!   new writes nothing: copies that have come together fall silent.

mod judge;
mod name;
mod watch;

pub use judge::{Look, State};
pub use name::{copy_word, is_candidate, who};
pub use watch::{Came, Told, Watch};

/// A file as a listing of the folder tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// When it was written last, ms since 1970, by whatever clock.
    pub modified_ms: u64,
    /// Its size in bytes.
    pub size: u64,
}

/// Why the folder or a file in it can't be worked with just now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The permission is gone; a click asks for it again.
    Permission,
    /// Another program holds the file.
    Locked,
    /// The file or the whole folder is gone.
    Vanished,
    /// The disk is full.
    Full,
    /// It changed while it was read.
    Changed,
    /// It is larger than a plan may be.
    TooLarge,
    /// Anything else, in the browser's words.
    Other(String),
}
