//! Excel workbooks from before 2007.

#![no_main]

mod read;

use rikssnitt::intake::Format;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| read::read(bytes, &[Format::Xls]));
