//! (lands in a later commit)
