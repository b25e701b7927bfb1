//! The reader: files of every trap and what is recognised in them.

mod exam;
