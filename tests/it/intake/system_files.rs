//! Files of statistical programs, written here byte by byte as their formats are described, and read back.

mod spss;
mod stata;
