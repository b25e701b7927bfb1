//! JSON-stat and answers from Kolada's API.

#![no_main]

mod read;

use rikssnitt::intake::Format;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| read::read(bytes, &[Format::JsonStat, Format::Kolada]));
