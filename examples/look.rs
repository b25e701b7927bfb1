//! scratch
use rikssnitt::table::{self, Preview};
fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        let start = std::time::Instant::now();
        match table::recognise(&bytes, None) {
            Err(e) => println!("{path}: ERR {e}"),
            Ok((r, f)) => {
                let took = start.elapsed();
                let p = Preview::new(&r, &f);
                println!(
                    "{path}: {:?} {} {:?} {:?} q{:?} dec{} th{:?} title{:?} head{}x{} rows{} foot{} tables{} nat{:?} sum{:?} miss{:?} sup{:?} wide{:?} sheet{:?} {:?}",
                    p.kind(),
                    r.dialect.encoding,
                    p.newline(),
                    p.delimiter(),
                    p.quote(),
                    p.decimal(),
                    p.thousands(),
                    p.title_lines(),
                    p.header_line(),
                    p.header_lines(),
                    p.n_data_rows(),
                    p.footer_lines(),
                    p.tables(),
                    p.national_rows(),
                    p.summary_rows(),
                    p.missing_tokens(),
                    p.suppressed_tokens(),
                    p.wide_over(),
                    p.sheet(),
                    took
                );
                for c in r.columns.iter().take(30) {
                    println!(
                        "    {:?} {} {} unit{:?} {:?} m{:?} dec{} th{:?} miss{} {:?}",
                        c.name,
                        c.r#type.as_str(),
                        c.role.as_str(),
                        c.unit,
                        c.spread,
                        c.measure,
                        c.decimal,
                        c.thousands,
                        c.missing,
                        c.samples.iter().map(|s| s.chars().take(20).collect::<String>()).collect::<Vec<_>>()
                    );
                }
                println!(
                    "    {:?}",
                    f.sorted().iter().map(|f| format!("{}x{}", f.code.as_str(), f.count)).collect::<Vec<_>>()
                );
                let t = std::time::Instant::now();
                let mut n = 0u64;
                table::rows(&bytes, &r, &mut |_| {
                    n += 1;
                    true
                })
                .unwrap();
                println!("    rows() {n} in {:?}", t.elapsed());
            }
        }
    }
}
