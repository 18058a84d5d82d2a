//! (lands in a later commit)
mod key_value;

pub use key_value::{KeyValue, Memory, StorageError};
