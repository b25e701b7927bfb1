//! Rikssnitt: a Swedish region's own figures against the national average, computed where the file is.
//!
//! ```text
//!                     shelves: vocabulary   sufficient   catalogue   statistics
//!
//! scan (per file)                                answer (once)
//! bytes ─► intake ─► table ─► aggregate ─► Cells ─► estimate ─► compare ─► assess ─► disclosure ─► view ─► export
//! ```
//! [`pipeline`] is that line as two functions; [`session`] is what the page, the command line and the package share.

pub mod error;
pub mod finding;
pub mod plan;

mod filled;
mod wire;

pub mod vocabulary;

pub mod sufficient;

pub mod catalogue;

pub mod statistics;

pub mod intake;

pub mod table;

pub mod aggregate;

pub mod estimate;

pub mod compare;

pub mod assess;

pub mod disclosure;

pub mod view;

pub mod export;

pub mod pipeline;

pub mod session;

#[cfg(all(target_arch = "wasm32", not(any(feature = "formats", feature = "overview"))))]
mod wasm;

#[cfg(all(target_arch = "wasm32", feature = "formats"))]
#[path = "wasm/formats.rs"]
mod wasm;

#[cfg(all(target_arch = "wasm32", feature = "overview"))]
#[path = "wasm/overview.rs"]
mod wasm;
