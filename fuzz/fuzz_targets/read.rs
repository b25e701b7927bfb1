//! Reads a file to its end, as the program does.

use rikssnitt::intake::{self, Format};
use rikssnitt::table;

/// Reads the bytes where they are of one of the formats; what is counted must be what is read.
pub fn read(bytes: &[u8], formats: &[Format]) {
    let Ok(dialect) = intake::recognise(bytes, None) else { return };
    if !formats.contains(&dialect.format) {
        return;
    }
    let Ok((reading, _)) = table::recognise(bytes, None) else { return };
    let mut rows = 0;
    let mut sink = |row: &table::DataRow<'_>| {
        assert_eq!(row.cells.len(), reading.columns.len());
        rows += 1;
        true
    };
    table::rows(bytes, &reading, &mut sink).expect("what was read once is read again");
    assert_eq!(rows, reading.n_data_rows);
}
