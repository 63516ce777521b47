//! What the prover proves, the rules accept with the same values and without a warning: for records in every state of
//! their fields, each with every slip of one character at every place.
#![cfg(feature = "csv")]
#![expect(clippy::unwrap_used, clippy::string_slice, reason = "a test may panic")]

use ficha::field::Fecha;
use ficha::form::{AgregarDireccion, ClientePublico, UpdateCliente, UpdateClientePublico};
use ficha::reader::{self, Checked, Csv, Outcome, Place, Stored};
use ficha::table::Table;
use ficha::{Form, Host};

/// Good and normal records.
const RECORDS: [(&Table, &[&str]); 4] = [
    (
        UpdateCliente::TABLE,
        &[
            r#"{"id":48213,"numero_documento":"10101174102","nombres":"María Fernanda Quispe Ñahui","fecha_nacimiento":"1988-02-29","email":"maria.quispe@example.com","password":"cuatro palabras sin sentido","celular":"987654321","tipo_cliente":"Natural","tipo_pago":"Crédito","incluye_igv":1,"id_distrito":150102,"id_lista_precio":3,"id_tipo_detraccion":2,"extra_domicilio_a_domicilio":15,"extra_domicilio_a_agencia":0,"extra_agencia_a_domicilio":1000000}"#,
            r#"{"id":9007199254740991,"numero_documento":"20131312955","nombres":"Peña & Hijos S.A.C.","email":null,"celular":"900000000","tipo_cliente":"Jurídico","tipo_pago":"Contado","incluye_igv":0,"id_distrito":10101,"id_lista_precio":9007199254740991,"extra_domicilio_a_agencia":null}"#,
            r#"{"id":1,"numero_documento":"45678912","nombres":"Ana","fecha_nacimiento":null,"email":"a@gmail.com","password":null,"celular":"912345678","tipo_cliente":"Natural","tipo_pago":"Contado","incluye_igv":1,"id_distrito":250401,"id_lista_precio":1,"id_tipo_detraccion":null}"#,
        ],
    ),
    (
        AgregarDireccion::TABLE,
        &[
            r#"{"id_cliente":7,"direcciones":[{"direccion":"Av. Arequipa 890","referencia":""}]}"#,
            r#"{"id_cliente":7,"direcciones":[{"direccion":"Jr. Áncash 1","referencia":"reja azul"},{"direccion":"Calle 2"}]}"#,
        ],
    ),
    (
        UpdateClientePublico::TABLE,
        &[
            r#"{"nombres":"Ana","apellidos":"Rojas","telefono":"+51987654321","email":"ana@correo.example.pe"}"#,
            r#"{"telefono":"+5115551234","email":null}"#,
            r#"{"apellidos":"Ñ","telefono":"+442071838750"}"#,
            "{}",
        ],
    ),
    (ClientePublico::TABLE, &[r#"{"id":7,"nombres":"Ana","apellidos":"Rojas","telefono":null}"#]),
];

/// Characters that stand for their kind, in records of any format.
const SIGNS: &str =
    "09aZñÑéǾ 'x\"\\@.+-_,;:{}[]#=/\t\n\r\u{0}\u{7F}\u{85}\u{A0}\u{AD}\u{C0}\u{2FF}\u{300}\u{301}\u{200B}\u{202E}€😀";

fn host(today: Fecha) -> Host {
    Host::native(today)
}

fn today() -> Fecha {
    Fecha::new(2026, 11, 22).unwrap()
}

/// The text with every slip of one character: one left out, two changed places, one put in, one replaced.
fn slips(text: &str) -> impl Iterator<Item = String> {
    let places = text.char_indices().map(|(at, c)| (at, c.len_utf8())).chain([(text.len(), 0)]);
    places.flat_map(move |(at, length)| {
        let (before, here) = text.split_at(at);
        let (c, after) = here.split_at(length);
        let mut all = vec![[before, after].concat()];
        if let Some(next) = after.chars().next() {
            all.push(format!("{before}{next}{c}{}", &after[next.len_utf8()..]));
        }
        for sign in SIGNS.chars() {
            all.push(format!("{before}{sign}{here}"));
            all.push(format!("{before}{sign}{after}"));
        }
        all
    })
}

/// Everything that a check says.
fn said(checked: &Checked<'_>) -> String {
    let shown = |stored: &Stored| match stored {
        Stored::Sent(..) | Stored::Made(..) => checked.text(*stored).to_owned(),
        other => format!("{other:?}"),
    };
    let values: Vec<String> = checked.stored().iter().map(shown).collect();
    format!("{values:?} {:?} {:?}", checked.issues(), checked.warnings())
}

fn prove_json(table: &'static Table, json: &str, host: &Host) -> bool {
    let proven = reader::json(json.as_bytes(), table, host);
    // The prover takes no space in front, so that the rules judge.
    let spaced = format!(" {json}");
    let judged = reader::json(spaced.as_bytes(), table, host);
    let is_proven = proven.as_ref().is_ok_and(Checked::is_proven);
    assert!(!judged.as_ref().is_ok_and(Checked::is_proven));
    let said = |outcome: Outcome<'_>| outcome.map(|checked| said(&checked)).map_err(|code| code.id());
    assert_eq!(said(proven), said(judged), "{json}");
    is_proven
}

#[test]
fn json_is_proven_as_it_is_judged() {
    for (table, records) in RECORDS {
        for (number, record) in records.iter().enumerate() {
            assert!(prove_json(table, record, &host(today())), "{record}");
            let spaced = record.replace("\":", "\": ").replace(",\"", ", \"").replace("},{", "}, {");
            assert!(prove_json(table, &spaced, &host(today())), "{spaced}");
            // `npm run agree` tries every slip of many records.
            for slip in slips(record).skip(number).step_by(if number == 0 { 1 } else { 5 }) {
                prove_json(table, &slip, &host(today()));
            }
        }
    }
}

#[test]
fn a_birth_date_is_compared_with_the_day_of_the_check() {
    let days = [(1901, 1, 1), (1988, 2, 28), (1988, 2, 29), (1988, 3, 1), (2026, 11, 22), (2099, 12, 31)];
    let record = RECORDS[0].1[0];
    for (year, month, day) in days {
        let host = host(Fecha::new(year, month, day).unwrap());
        assert_eq!(prove_json(UpdateCliente::TABLE, record, &host), (year, month, day) >= (1988, 2, 29));
    }
}

/// What is read of a file; true if a row was proven.
fn read(table: &'static Table, file: &str, has_judge: bool, is_partial: bool) -> (String, bool) {
    let mut csv = Csv::new(table);
    csv.with_separator(b';');
    if is_partial {
        csv.partial();
    }
    // With words of the caller the rules judge every row.
    if has_judge {
        csv.with_value("none", "none", "none");
    }
    let (mut found, mut is_proven) = (String::new(), false);
    let mut each = |place: Place, record: Outcome<'_>| {
        is_proven |= record.as_ref().is_ok_and(Checked::is_proven);
        found += &format!("{place:?} {:?}\n", record.map(|checked| said(&checked)).map_err(|code| code.id()));
    };
    csv.feed(file.as_bytes(), &host(today()), &mut each);
    csv.finish(&host(today()), &mut each);
    (format!("{found}{:?} {}", csv.found(), csv.line_ends()), is_proven)
}

#[test]
fn rows_are_proven_as_they_are_judged() {
    let tables: [(&'static Table, &str, &[&str]); 3] = [
        (
            UpdateCliente::TABLE,
            "id;numero_documento;nombres;fecha_nacimiento;email;password;celular;tipo_cliente;tipo_pago;incluye_igv;id_distrito;id_lista_precio;id_tipo_detraccion;extra_domicilio_a_domicilio;extra_domicilio_a_agencia;extra_agencia_a_domicilio",
            &[
                "48213;10101174102;María Quispe, Ñahui;1988-02-29;maria@example.com;cuatro palabras;987654321;Natural;Crédito;1;150102;3;2;15;0;12",
                "1;20131312955;Peña & Hijos;;;;900000000;Jurídico;Contado;0;010101;1;;;;",
            ],
        ),
        (
            UpdateClientePublico::TABLE,
            "email;Observación;nombres",
            &["ana@example.com;una nota;Ana", "\"a@b.pe\";\"x;y\";\"Ana\""],
        ),
        (
            ClientePublico::TABLE,
            "apellidos;telefono;nombres;id",
            &["Rojas;+51987654321;Sinforosa;7", "s/n 2;+5115551234;No;8"],
        ),
    ];
    for (table, header, rows) in tables {
        for row in rows {
            for (end, is_partial, step) in [("\n", false, 1), ("\r\n", true, 7), ("\r", false, 11)] {
                let file = |rows: &[String]| [&[header.to_owned()], rows].concat().join(end);
                assert!(read(table, &file(&[row.to_string(), String::new()]), false, false).1, "{row:?}");
                // A quote may change how the rows behind it are read.
                let (quoted, slips): (Vec<_>, Vec<_>) = slips(row).step_by(step).partition(|slip| slip.contains('"'));
                for rows in slips.chunks(100).chain(quoted.chunks(1)) {
                    let file = file(rows);
                    let (judged, is_judged) = read(table, &file, true, is_partial);
                    assert_eq!(read(table, &file, false, is_partial).0, judged, "{file:?}");
                    assert!(!is_judged);
                }
            }
        }
    }
}
