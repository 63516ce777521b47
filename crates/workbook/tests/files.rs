//! Reads the workbooks of `tests/files`, broken and hostile ones, and what a report writes.
#![expect(clippy::expect_used, reason = "a test may panic")]

use ficha_workbook::{Book, Mark, Out, Report, TemplateColumn, Trouble, Words, template};
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn file(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/files").join(name)).expect("the file is there")
}

fn text_of(book: &mut Book, sheet: &str) -> Result<String, Trouble> {
    let mut text = String::new();
    book.text(sheet, &mut |piece| text.push_str(piece))?;
    Ok(text)
}

fn text(bytes: &[u8]) -> Result<String, Trouble> {
    let mut book = Book::open(bytes.to_vec())?;
    let name = book.sheets().first().map(|sheet| sheet.name.clone()).unwrap_or_default();
    text_of(&mut book, &name)
}

/// Each row: a workbook, its sheets, and of the first sheet the number of lines, and a line with what is in it.
const FILES: [(&str, &str, usize, usize, &str); 11] = [
    ("inline-const.xlsx", "Clientes", 4, 3, "2\t10117410\tAna Peña\t912345678\tNatural\tContado\t0\t040101\t1"),
    ("offset-blank-rows.xlsx", "Sheet", 8, 3, "\tid\tnumero_documento"),
    ("title-merged.xlsx", "Sheet", 6, 1, "REPORTE DE CLIENTES"),
    ("dates.xlsx", "Sheet", 7, 4, "Natural\tContado\t1\t150101\t1\ta@example.com\t1990-01-15 23:59:59"),
    ("cover-sheet.xlsx", "Portada Clientes", 1, 1, "Reporte de clientes 2026"),
    ("blank-rows-between.xlsx", "Sheet", 5, 3, ""),
    ("biff.xls", "Clientes", 4, 2, "1\t20131312955\tFerretería Ñandú S.A.C."),
    ("header-linebreaks.xlsx", "Sheet", 12, 1, "id\t\"numero"),
    ("date1904-1.xlsx", "Sheet", 4, 3, "1990-01-15"),
    ("date1904-true.xlsx", "Sheet", 4, 3, "1990-01-15"),
    ("calc.ods", "C", 4, 3, "1990-01-15"),
];

#[test]
fn workbooks_of_every_kind_are_text() {
    for (name, sheets, count, line, expected) in FILES {
        let bytes = file(name);
        let book = Book::open(bytes.clone()).expect(name);
        let names: Vec<String> = book.sheets().into_iter().map(|sheet| sheet.name).collect();
        assert_eq!(names.join(" "), sheets, "{name}");
        let text = text(&bytes).expect(name);
        assert_eq!(text.lines().count(), count, "{name}");
        let found = text.lines().nth(line - 1).unwrap_or_default();
        assert!(found.contains(expected) && found.is_empty() == expected.is_empty(), "{name}: {found}");
    }
}

/// An archive with these parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default().compression_level(Some(1))).expect("a part");
        writer.write_all(content).expect("a part");
    }
    writer.finish().expect("an archive").into_inner()
}

/// The first workbook with another sheet.
fn with_sheet(sheet: &str) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(file("inline-const.xlsx"))).expect("an archive");
    let mut parts = Vec::new();
    for place in 0..from.len() {
        let mut part = from.by_index(place).expect("a part");
        let mut content = Vec::new();
        std::io::copy(&mut part, &mut content).expect("a part");
        let name = part.name().expect("a name").into_owned();
        if name == "xl/worksheets/sheet1.xml" {
            content = format!("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{sheet}</sheetData></worksheet>").into_bytes();
        }
        parts.push((name, content));
    }
    archive(&parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect::<Vec<_>>())
}

#[test]
fn what_is_no_workbook_is_said() {
    let xlsx = file("inline-const.xlsx");
    let cases = [
        ("a password", file("protegido.xlsx"), Trouble::Password),
        ("half of a file", xlsx[..xlsx.len() / 2].to_vec(), Trouble::Damaged),
        ("an archive of something else", archive(&[("word/document.xml", b"<w/>")]), Trouble::Damaged),
        ("a signature alone", b"PK\x03\x04".to_vec(), Trouble::Damaged),
        ("the other signature alone", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), Trouble::Damaged),
        ("nothing", Vec::new(), Trouble::Damaged),
        ("a bomb", archive(&[("xl/sharedStrings.xml", &vec![b' '; (512 << 20) + 1])]), Trouble::TooLarge),
        (
            "a cell twice",
            with_sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>"),
            Trouble::Damaged,
        ),
        (
            "a row behind a later one",
            with_sheet("<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"),
            Trouble::Damaged,
        ),
    ];
    for (what, bytes, trouble) in cases {
        assert_eq!(text(&bytes), Err(trouble), "{what}");
    }
    let mut book = Book::open(xlsx).expect("a workbook");
    assert_eq!(text_of(&mut book, "Otra"), Err(Trouble::NoSheet));
}

#[test]
fn strange_sheets_cost_little() {
    let corners =
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>";
    let far = text(&with_sheet(corners)).expect("far corners");
    assert_eq!((far.lines().count(), far.lines().last().map(str::len)), (1 << 20, Some(1 << 14)));

    let entities = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>&lol; &#65;&amp;</v></c></row>";
    assert!(text(&with_sheet(entities)).is_ok_and(|text| text.len() < 100) || text(&with_sheet(entities)).is_err());

    let many = "<c><v>1</v></c>".repeat(16_000);
    let rows: String = (1..=313).map(|row| format!("<row r=\"{row}\">{many}</row>")).collect();
    assert_eq!(text(&with_sheet(&rows)), Err(Trouble::TooLarge));

    let long = "x\ny".repeat(60_000);
    let row = format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{long}</t></is></c></row>");
    assert_eq!(text(&with_sheet(&row)).expect("a long cell").lines().count(), 1);

    let twice = "<row r=\"1\"><c r=\"B1\"><v>2</v></c><c r=\"A1\"><v>1</v></c></row>";
    assert_eq!(text(&with_sheet(twice)).expect("cells in another order"), "1\t2\n");
}

#[test]
fn a_report_can_be_read_back() {
    let mut report = Report::new("Clientes: 2026", &["DNI", "Nombre", "Monto"], Words::ES).expect("a report");
    let cell = |text, is_number, mark| Out { text, is_number, mark };
    let good = [cell("01234567", false, Mark::Good), cell("=1+1", false, Mark::Good), cell("12.5", true, Mark::Good)];
    report.row(2, &good, &Mark::Good).expect("a row");
    let bad = [
        cell("1234567", false, Mark::Wrong("El DNI tiene 8 dígitos.", "Completa el cero.")),
        cell("Ana\nPaz", false, Mark::Doubtful("¿Es su nombre?")),
        cell("", false, Mark::Good),
    ];
    report.row(3, &bad, &Mark::Wrong("Hay más celdas que columnas.", "")).expect("a row");
    let bytes = report.finish().expect("a workbook");
    let mut book = Book::open(bytes).expect("a workbook");
    let names: Vec<String> = book.sheets().into_iter().map(|sheet| sheet.name).collect();
    assert_eq!(names, ["Clientes  2026", "Errores"]);
    assert_eq!(
        text_of(&mut book, "Clientes  2026").expect("a sheet"),
        "DNI\tNombre\tMonto\n01234567\t=1+1\t12.5\n1234567\t\"Ana\nPaz\"\n"
    );
    assert_eq!(
        text_of(&mut book, "Errores").expect("a sheet"),
        "Fila\tLínea del archivo\tColumna\tValor\tMotivo\tQué hacer\n\
         3\t3\tDNI\t1234567\tEl DNI tiene 8 dígitos.\tCompleta el cero.\n\
         3\t3\t\t\tHay más celdas que columnas.\n"
    );
}

/// A part of a workbook as text.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect("a part").read_to_string(&mut text).expect("text");
    text
}

#[test]
fn a_text_that_does_not_fit_into_a_cell_says_so() {
    let mut report = Report::new("Clientes", &["Notas"], Words::ES).expect("a report");
    for text in ["ñ".repeat(32_767), "ñ".repeat(32_768)] {
        report.row(2, &[Out { text: &text, is_number: false, mark: Mark::Good }], &Mark::Good).expect("a row");
    }
    let bytes = report.finish().expect("a workbook");
    let notes = part(&bytes, "xl/comments1.xml");
    assert_eq!(notes.matches("El texto está cortado").count(), 1, "{notes}");
    assert!(notes.contains("ref=\"A3\""), "{notes}");
}

#[test]
fn a_template_has_text_columns_and_choices() {
    let columns = [
        TemplateColumn { heading: "DNI o RUC", hint: "Obligatorio.", choices: &[] },
        TemplateColumn { heading: "Tipo de cliente", hint: "", choices: &["Natural", "Jurídico"] },
    ];
    let bytes = template("Clientes", &columns).expect("a workbook");
    assert_eq!(text(&bytes).expect("a sheet"), "DNI o RUC\tTipo de cliente\n");
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("sqref=\"B2:B10000\"") && sheet.contains("Natural,Jurídico"), "{sheet}");
    let styles = part(&bytes, "xl/styles.xml");
    assert!(
        styles.contains("numFmtId=\"49\"") || styles.contains("formatCode=\"@\""),
        "the columns are text: {styles}"
    );
    let many = ["x"; 200];
    let columns = [TemplateColumn { heading: "A", hint: "", choices: &many }];
    assert!(template("Clientes", &columns).is_err(), "more choices than a cell can offer");
}
