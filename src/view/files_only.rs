//! What only files and plans give. The module that the page opens with keeps the shape and leaves it empty, and is so
//! linked without the code that would fill it and write it out.

#[cfg(feature = "overview")]
use serde::Serializer;

/// Whether this is the module that the page opens with.
pub const OVERVIEW: bool = cfg!(feature = "overview");

/// A list of the result.
pub fn list<T>(all: impl Iterator<Item = T>) -> Vec<T> {
    if OVERVIEW { Vec::new() } else { all.collect() }
}

/// Writes an empty list in the place of one.
///
/// # Errors
/// Those of the serializer.
#[cfg(feature = "overview")]
pub fn no_list<T, S: Serializer>(_: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq([(); 0])
}

/// Writes nothing in the place of what may be absent.
///
/// # Errors
/// Those of the serializer.
#[cfg(feature = "overview")]
pub fn no_value<T, S: Serializer>(_: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_none()
}
