//! Rows as the module of other formats hands them to the core: the core takes nothing for granted there either.

#![no_main]

use rikssnitt::table;

const MAGIC: &[u8] = b"\0rikssnitt rows\x01";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = table::recognise(&[MAGIC, bytes].concat(), None).map(|(reading, _)| {
        let _ = table::rows(&[MAGIC, bytes].concat(), &reading, &mut |_| true);
    });
});
