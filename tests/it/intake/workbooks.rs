//! Workbooks, written here and read back.

use super::{found, names, rows, texts, types};
use rikssnitt::error::ErrorCode;
use rikssnitt::finding::FindingCode;
use rikssnitt::intake;
use rikssnitt::table;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Note, Workbook, Worksheet};

pub(super) fn bytes(build: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    build(&mut workbook);
    workbook.save_to_buffer().unwrap()
}

#[test]
fn the_sheet_with_the_table_is_chosen() {
    let file = bytes(|workbook| {
        let cover = workbook.add_worksheet().set_name("Läs mig").unwrap();
        for row in 0..30 {
            cover.write(row, 0, "Bara text").unwrap();
        }
        let data = workbook.add_worksheet().set_name("Väntetider").unwrap();
        for (column, header) in ["Region", "2023", "2024"].into_iter().enumerate() {
            data.write(1, column as u16 + 1, header).unwrap();
        }
        for (row, region) in ["Riket", "Halland", "Skåne"].into_iter().enumerate() {
            data.write(row as u32 + 2, 1, region).unwrap();
            data.write(row as u32 + 2, 2, 60.5 + row as f64).unwrap();
            data.write(row as u32 + 2, 3, 61.5 + row as f64).unwrap();
        }
        data.write(5, 1, "Medelvärde").unwrap();
        data.write(5, 2, 61.0).unwrap();
        let hidden = workbook.add_worksheet().set_name("dold").unwrap();
        hidden.set_hidden(true).write(0, 0, "x").unwrap();
    });
    let (reading, findings) = table::recognise(&file, None).unwrap();
    assert_eq!(reading.dialect.sheets, ["Läs mig", "Väntetider"]);
    assert_eq!(reading.dialect.sheet.as_deref(), Some("Väntetider"));
    assert_eq!((reading.first_column, reading.header_line, reading.n_data_rows), (1, 2, 3));
    assert_eq!(names(&reading), ["Region", "2023", "2024"]);
    assert_eq!(reading.summary_rows, ["Medelvärde"]);
    assert_eq!(found(&findings, FindingCode::HiddenSheet), 1);
    assert_eq!(found(&findings, FindingCode::SheetChosen), 1);
    assert_eq!(texts(&file, &reading)[1], ["Halland", "61.5", "62.5"]);
    let missing = table::recognise(&file, Some("Finns inte")).unwrap_err();
    assert_eq!(missing.code, ErrorCode::SheetMissing);
}

#[test]
fn merged_headers_over_two_lines() {
    let file = bytes(|workbook| {
        let sheet = workbook.add_worksheet();
        let plain = Format::new();
        sheet.merge_range(0, 0, 0, 4, "Andel (%) efter år och kön", &plain).unwrap();
        sheet.merge_range(2, 0, 3, 0, "Region", &plain).unwrap();
        sheet.merge_range(2, 1, 2, 2, "2023", &plain).unwrap();
        sheet.merge_range(2, 3, 2, 4, "2024", &plain).unwrap();
        for column in 0..4 {
            sheet.write(3, column + 1, ["Kvinnor", "Män"][usize::from(column % 2)]).unwrap();
        }
        for (row, region) in ["Riket", "Halland", "Skåne"].into_iter().enumerate() {
            sheet.write(row as u32 + 4, 0, region).unwrap();
            for column in 0..4_u16 {
                sheet.write(row as u32 + 4, column + 1, 50.25 + f64::from(column)).unwrap();
            }
        }
        sheet.write(8, 0, "Källa: påhittad").unwrap();
    });
    let (reading, _) = table::recognise(&file, None).unwrap();
    assert_eq!(names(&reading), ["Region", "2023 Kvinnor", "2023 Män", "2024 Kvinnor", "2024 Män"]);
    assert_eq!((reading.title_lines.as_slice(), reading.header_line, reading.header_lines), ([1].as_slice(), 3, 2));
    assert_eq!((reading.n_data_rows, reading.footer_lines), (3, 2));
    assert_eq!(reading.columns[1].unit.as_deref(), Some("%"));
}

#[test]
fn a_region_merged_over_its_rows_stands_in_each() {
    let file = bytes(|workbook| {
        let sheet = workbook.add_worksheet();
        for (column, header) in ["Region", "Kön", "Andel"].into_iter().enumerate() {
            sheet.write(0, column as u16, header).unwrap();
        }
        for (block, region) in ["Halland", "Skåne"].into_iter().enumerate() {
            let row = 1 + 2 * block as u32;
            sheet.merge_range(row, 0, row + 1, 0, region, &Format::new()).unwrap();
            sheet.write(row, 1, "Kvinnor").unwrap().write(row, 2, 61.5).unwrap();
            sheet.write(row + 1, 1, "Män").unwrap().write(row + 1, 2, 59.5).unwrap();
        }
    });
    let (reading, _) = table::recognise(&file, None).unwrap();
    let regions = rows(&file, &reading, |row| row.cells[0].to_string());
    assert_eq!(regions, ["Halland", "Halland", "Skåne", "Skåne"]);
}

#[test]
fn numbers_as_text_dates_per_cent_and_errors() {
    let file = bytes(|workbook| {
        let sheet = workbook.add_worksheet();
        let (percent, day) = (Format::new().set_num_format("0.0%"), Format::new().set_num_format("yyyy-mm-dd"));
        for (column, header) in ["Kod", "Region", "Andel", "Procent", "Datum", "Fel"].into_iter().enumerate() {
            sheet.write(0, column as u16, header).unwrap();
        }
        for (row, (code, region)) in [("13", "Halland"), ("01", "Stockholm")].into_iter().enumerate() {
            let at = row as u32 + 1;
            sheet.write(at, 0, code).unwrap().write(at, 1, region).unwrap();
            if row == 0 {
                sheet.write(at, 2, "61,5").unwrap();
            } else {
                sheet.write(at, 2, 58.25).unwrap();
            }
            sheet.write_with_format(at, 3, 0.634, &percent).unwrap();
            let date = ExcelDateTime::from_ymd(2025, 8, 1 + row as u8).unwrap();
            sheet.write_with_format(at, 4, &date, &day).unwrap();
            sheet.write(at, 5, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        }
    });
    let (reading, _) = table::recognise(&file, None).unwrap();
    assert_eq!(types(&reading), ["code", "region", "decimal", "percent", "date", "missing-only"]);
    let cells = texts(&file, &reading);
    assert_eq!(cells[0], ["13", "Halland", "61,5", "63.4%", "2025-08-01", "#DIV/0!"]);
    assert_eq!(reading.number(2, &cells[0][2]), Some(61.5));
    assert_eq!(reading.number(2, &cells[1][2]), Some(58.25));
    assert_eq!(reading.number(3, &cells[0][3]), Some(63.4));
    assert!(reading.is_missing(&cells[0][5]));
}

#[test]
fn cells_far_apart_cost_neither_time_nor_memory() {
    let file = bytes(|workbook| {
        let sheet = workbook.add_worksheet();
        sheet.write(0, 0, "Region").unwrap().write(0, 1, "2024").unwrap();
        sheet.write(1, 0, "Halland").unwrap().write(1, 1, 3).unwrap();
        sheet.write(1_048_575, 16_383, "långt bort").unwrap();
    });
    let (reading, _) = table::recognise(&file, None).unwrap();
    assert_eq!(texts(&file, &reading)[0][0], "Halland");
}

/// Rows that a filter hides and columns that are folded are read, and said; what is hidden beside the table is not.
#[test]
fn what_a_sheet_does_not_show() {
    let file = |hide: &dyn Fn(&mut Worksheet)| {
        bytes(|workbook| {
            let sheet = workbook.add_worksheet().set_name("Tabell & mer").unwrap();
            sheet.write_row(0, 1, ["Region", "2023", "2024"]).unwrap();
            for (row, region) in ["Skåne", "Halland", "Uppsala", "Kalmar", "Gotland"].into_iter().enumerate() {
                sheet.write(row as u32 + 1, 1, region).unwrap();
                sheet.write_row(row as u32 + 1, 2, [60.5 + row as f64, 61.5]).unwrap();
            }
            sheet.write(8, 1, "Källa: egen").unwrap();
            hide(sheet);
        })
    };
    let hidden = file(&|sheet| {
        sheet.set_row_hidden(2).unwrap().set_row_hidden(3).unwrap().set_row_hidden(5).unwrap();
        sheet.set_row_hidden(8).unwrap().set_row_hidden(20).unwrap();
        sheet.set_column_range_hidden(3, 9).unwrap();
    });
    let (reading, findings) = table::recognise(&hidden, None).unwrap();
    assert_eq!((reading.n_data_rows, names(&reading)), (5, vec!["Region", "2023", "2024"]));
    let one = findings.sorted().into_iter().find(|it| it.code == FindingCode::HiddenCells).unwrap();
    assert_eq!((one.at.row, one.params["lines"].as_str(), one.params["columns"].as_str()), (Some(3), "3", "1"));
    let mut packed = Vec::new();
    intake::pack(&hidden, &mut |batch| packed.extend_from_slice(batch));
    assert_eq!(table::recognise(&packed, None).unwrap(), (reading, findings));
    let beside = file(&|sheet| {
        sheet.set_row_hidden(8).unwrap().set_column_range_hidden(4, 16_383).unwrap();
        sheet.set_column_hidden(0).unwrap();
    });
    assert_eq!(found(&table::recognise(&beside, None).unwrap().1, FindingCode::HiddenCells), 0);
}

/// Comments of the sheet that is read are said, not those of another.
#[test]
fn cells_with_comments() {
    let file = |commented: usize| {
        bytes(|workbook| {
            for at in 0..2 {
                let sheet = workbook.add_worksheet();
                sheet.write_row(0, 0, ["Region", "2023", "2024"]).unwrap();
                sheet.write(1, 0, "Halland").unwrap().write_row(1, 1, [60.5, 61.5]).unwrap();
                sheet.write(2, 0, "Skåne").unwrap().write_row(2, 1, [50.5, 51.5]).unwrap();
                if at == commented {
                    sheet.insert_note(1, 2, &Note::new("Ny mätmetod")).unwrap();
                }
            }
        })
    };
    for (commented, expected) in [(0, 1), (1, 0), (2, 0)] {
        let file = file(commented);
        let recognised = table::recognise(&file, Some("Sheet1")).unwrap();
        assert_eq!(found(&recognised.1, FindingCode::Comments), expected, "{commented}");
        let mut packed = Vec::new();
        intake::pack(&file, &mut |batch| packed.extend_from_slice(batch));
        assert_eq!(table::recognise(&packed, Some("Sheet1")).unwrap(), recognised);
    }
}
