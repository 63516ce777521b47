//! Tests the typed interface: the records that a Rust program gets.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use ficha::field::{
    ALONE, Celular, Documento, Email, Fecha, FechaNacimiento, IncluyeIgv, Ruc, TaxpayerKind, TipoCliente, TipoPago,
};
use ficha::form::{AgregarDireccion, UpdateCliente, UpdateClientePublico};
use ficha::reader::Raw;
use ficha::{Code, Field, Form, Host, Patch, reader};

fn host() -> Host {
    Host::native(Fecha::new(2026, 11, 22).unwrap())
}

const CLIENTE: &str = r#"{
    "id": 1, "numero_documento": "12345678", "nombres": "Juan Pérez García", "fecha_nacimiento": "1990-01-15",
    "email": "", "password": "newPassword123", "celular": "987654321", "tipo_cliente": "Natural",
    "tipo_pago": "Crédito", "incluye_igv": 1, "id_distrito": 150102, "id_lista_precio": 2, "id_tipo_detraccion": null,
    "extra_domicilio_a_domicilio": 8, "extra_domicilio_a_agencia": 5}"#;

#[test]
fn a_full_update_has_every_field() {
    let cliente = UpdateCliente::from_json(CLIENTE.as_bytes(), &host()).unwrap().record;
    assert_eq!(cliente.id.get(), 1);
    assert!(matches!(&cliente.numero_documento, Documento::Dni(dni) if dni.as_str() == "12345678"));
    assert_eq!(cliente.nombres.to_string(), "Juan Pérez García");
    assert_eq!(cliente.fecha_nacimiento.as_set().map(|day| day.day().to_string()), Some("1990-01-15".to_owned()));
    assert_eq!(cliente.email, Patch::Clear);
    assert_eq!(cliente.password.as_ref().map(ficha::field::Password::expose), Some("newPassword123"));
    assert_eq!(cliente.celular.formatted(), "987 654 321");
    assert_eq!((cliente.tipo_cliente, cliente.tipo_pago), (TipoCliente::Natural, TipoPago::Credito));
    assert!(cliente.incluye_igv.get());
    assert_eq!((cliente.id_distrito.get(), cliente.id_lista_precio.get()), (150_102, 2));
    assert_eq!(cliente.id_tipo_detraccion, Patch::Clear);
    assert_eq!(cliente.extra_domicilio_a_domicilio.as_set().map(|extra| extra.get()), Some(8));
    assert_eq!(cliente.extra_agencia_a_domicilio, Patch::Keep);
    assert!(!format!("{cliente:?}").contains("newPassword123"));
}

#[test]
fn addresses_and_partial_updates() {
    let body = br#"{"id_cliente": 7, "direcciones": [{"direccion": "Calle 1"}, {"direccion": "Calle 2", "referencia": "Azul"}]}"#;
    let nuevas = AgregarDireccion::from_json(body, &host()).unwrap().record;
    let lines: Vec<_> = nuevas.direcciones.iter().map(|d| (d.direccion.as_str(), d.referencia.as_str())).collect();
    assert_eq!((nuevas.id_cliente.get(), lines), (7, vec![("Calle 1", ""), ("Calle 2", "Azul")]));

    let patch = UpdateClientePublico::from_json(br#"{"telefono": null, "nombres": "Ana"}"#, &host()).unwrap().record;
    assert_eq!((patch.nombres.is_keep(), patch.apellidos.is_keep(), patch.telefono.is_keep()), (false, true, false));
    assert_eq!(patch.nombres.as_set().map(ficha::field::Nombre::as_str), Some("Ana"));
    assert_eq!(patch.telefono, Patch::Clear);
}

#[cfg(feature = "serde")]
#[test]
fn a_record_writes_itself_as_a_patch_without_its_password() {
    let cliente = UpdateCliente::from_json(CLIENTE.as_bytes(), &host()).unwrap().record;
    let expected = serde_json::json!({
        "id": 1, "numero_documento": "12345678", "nombres": "Juan Pérez García", "fecha_nacimiento": "1990-01-15",
        "email": null, "celular": "987654321", "tipo_cliente": "Natural", "tipo_pago": "Crédito", "incluye_igv": 1,
        "id_distrito": 150_102, "id_lista_precio": 2, "id_tipo_detraccion": null,
        "extra_domicilio_a_domicilio": 8, "extra_domicilio_a_agencia": 5});
    assert_eq!(serde_json::to_value(&cliente).unwrap(), expected);

    let rejected = UpdateClientePublico::from_json(br#"{"nombres": "", "x": 1, "emai": 1}"#, &host()).unwrap_err();
    let said: Vec<_> =
        rejected.issues().iter().map(|issue| issue.with_sentence(ficha::message::es::sentence)).collect();
    let expected = serde_json::json!([
        {"path": ["nombres"], "code": "required", "params": {}, "message": "Completa este dato."},
        {"path": ["x"], "code": "field.unknown", "params": {}, "message": "Este campo no existe."},
        {"path": ["emai"], "code": "field.unknown", "params": {"nearest": "email"},
         "message": "Este campo no existe. El más parecido es «email»."}]);
    assert_eq!(serde_json::to_value(said).unwrap(), expected);
}

#[test]
fn helpers_of_documents() {
    let kinds = [
        ("10101174102", TaxpayerKind::Person),
        ("20131312955", TaxpayerKind::Company),
        ("15123456782", TaxpayerKind::Other),
    ];
    for (digits, kind) in kinds {
        let ruc = Ruc::parse(digits, &host()).unwrap();
        assert_eq!(ruc.kind(), kind, "{digits}");
        assert_eq!(ruc.dni().is_some(), kind == TaxpayerKind::Person, "{digits}");
        assert_eq!(ruc.dni().map(|dni| Ruc::from_dni(&dni)), ruc.dni().map(|_| ruc.clone()), "{digits}");
    }
    assert_eq!(Celular::parse("", &host()), Err(Code::Required));
}

#[test]
fn today_is_the_last_birth_date() {
    for (day, code) in [("2026-11-22", None), ("2026-11-23", Some(Code::DateFuture)), ("1900-01-01", None)] {
        assert_eq!(FechaNacimiento::parse(day, &host()).err(), code, "{day}");
    }
}

#[test]
fn accessors_give_the_normal_form() {
    for digits in ["12345678", "20131312955"] {
        assert_eq!(Documento::parse(digits, &host()).unwrap().as_str(), digits);
    }
    for (text, includes) in [("1", true), ("0", false)] {
        assert_eq!(IncluyeIgv::parse(text, &host()).unwrap().get(), includes);
    }
}

#[test]
fn a_code_prints_its_name_and_debug_shows_no_value() {
    assert_eq!(Code::TextTooLong { max: 7 }.to_string(), "text.too_long");
    let shown =
        format!("{:?} {:?}", Raw::from("secreto"), Email::RULES.check("a@b.pe".into(), &host(), &mut String::new()));
    assert_eq!(shown, "Text(…) Ok(Some(Text(…)))");
    let host = host();
    let checked =
        reader::json(br#"{"nombres": "secreto", "telefono": 7}"#, UpdateClientePublico::TABLE, &host).unwrap();
    let shown = format!("{checked:?} {:?}", checked.values().collect::<Vec<_>>());
    assert!(!shown.contains("secreto") && shown.contains("TypeText"), "{shown}");
    let password = ficha::field::Password::parse("una clave muy larga", &host).unwrap();
    assert_eq!(format!("{password:?}"), "Password(…)");
}

#[cfg(feature = "about")]
#[test]
fn what_a_form_must_know_of_a_field() {
    use ficha::field::Shape;
    use ficha::table::RowKind;
    let about = |table: &ficha::table::Table, name: &str| match table.rows[table.find(name).unwrap()].kind {
        RowKind::One { about, .. } => about,
        RowKind::Many { .. } => panic!("{name} is a list"),
    };
    let rows = [
        ("numero_documento", "text", "numeric", "off"),
        ("celular", "tel", "tel", "tel-national"),
        ("email", "text", "email", "email"),
        ("fecha_nacimiento", "date", "", "bday"),
        ("password", "password", "", "new-password"),
        ("id_distrito", "text", "numeric", "off"),
        ("nombres", "text", "", ""),
    ];
    for (name, input, inputmode, autocomplete) in rows {
        let about = about(UpdateCliente::TABLE, name);
        assert_eq!((about.input, about.inputmode, about.autocomplete), (input, inputmode, autocomplete), "{name}");
    }
    let phone = about(UpdateClientePublico::TABLE, "telefono");
    assert_eq!((phone.input, phone.inputmode, phone.autocomplete), ("tel", "tel", "tel"));
    let card = about(ALONE.iter().find(|table| table.name == "carneExtranjeria").unwrap(), "");
    assert_eq!((card.input, card.autocomplete), ("text", "off"));
    let street = about(ficha::form::NuevaDireccion::TABLE, "direccion");
    assert_eq!((street.autocomplete, street.value), ("street-address", Shape::Text { min: 3, max: 200, pattern: "" }));
    let charge = about(UpdateCliente::TABLE, "extra_agencia_a_domicilio").value;
    assert_eq!(charge, Shape::Integer { min: 0, max: 1_000_000 });
    let name = about(UpdateClientePublico::TABLE, "nombres").value;
    assert_eq!(name, Shape::Text { min: 1, max: 100, pattern: "" });
}

#[cfg(feature = "distritos")]
#[test]
fn a_search_puts_the_likeliest_first() {
    let rows: [(&str, &str, u32); 7] = [
        ("lima", "Lima", 150_101),
        ("MIRAFLORES", "Miraflores", 40_110),
        ("miraflores lima", "Miraflores", 150_122),
        ("san isidro lima", "San Isidro", 150_131),
        ("breña", "Breña", 150_105),
        ("brena", "Breña", 150_105),
        ("magdalena del mar", "Magdalena del Mar", 150_120),
    ];
    for (typed, name, code) in rows {
        let first = *ficha::distritos::search(typed).first().unwrap();
        assert_eq!((first.distrito, first.ubigeo.get()), (name, code), "{typed}");
    }
    for typed in ["", "  ", "xyz", "lima xyz"] {
        assert!(ficha::distritos::search(typed).is_empty(), "{typed}");
    }
    // A name that begins with the text typed comes before one that contains it elsewhere.
    let names: Vec<_> = ficha::distritos::search("rosa").iter().map(|distrito| distrito.distrito).collect();
    let first_inside = names.iter().position(|name| !name.starts_with("Rosa")).unwrap();
    assert!(first_inside > 0 && names.iter().skip(first_inside).all(|name| !name.starts_with("Rosa")), "{names:?}");
}

#[test]
fn an_address_alone_is_warned_of_like_one_in_a_form() {
    let table = ALONE.iter().find(|table| table.name == "email").unwrap();
    let warnings = |address: &str| {
        let checked = reader::pairs("", [("", Raw::from(address))], table, &host());
        (checked.issues().len(), checked.warnings().iter().map(|warning| warning.code.param()).collect::<Vec<_>>())
    };
    let suggestion = ficha::reader::Param::Text("gmail.com");
    assert_eq!(warnings("ana@gmial.com"), (0, vec![Some(("suggestion", suggestion))]));
    assert_eq!(warnings("ana@gmail.com"), (0, vec![]));
    assert_eq!(warnings("ana@"), (1, vec![]));
}

/// Each row: what is printed, and the value that deserialized from a JSON value by the rules.
#[cfg(feature = "serde")]
#[test]
fn field_types_have_the_standard_traits() {
    use ficha::field::{Celular, Documento, Extra, IncluyeIgv, Ruc, TipoPago, Ubigeo};
    use serde::de::DeserializeOwned;
    use std::fmt::Display;

    fn round<T: DeserializeOwned + Display + Ord + serde::Serialize>(json: &str) -> (String, String) {
        let value: T = serde_json::from_str(json).unwrap();
        (value.to_string(), serde_json::to_string(&value).unwrap())
    }
    let rows = [
        (round::<Ruc>(r#""RUC 20-13131295-5""#), "20131312955", r#""20131312955""#),
        (round::<Documento>(r#""10117410-2""#), "10117410", r#""10117410""#),
        (round::<Celular>(r#""+51 987 654 321""#), "987654321", r#""987654321""#),
        (round::<Ubigeo>(r#""010101""#), "010101", "10101"),
        (round::<Ubigeo>("10101"), "010101", "10101"),
        (round::<Extra>("8"), "8", "8"),
        (round::<IncluyeIgv>(r#""1""#), "1", "1"),
        (round::<TipoPago>(r#""CREDITO""#), "Crédito", r#""Crédito""#),
    ];
    for ((printed, json), expected, expected_json) in rows {
        assert_eq!((printed.as_str(), json.as_str()), (expected, expected_json));
    }
    let ruc: Ruc = serde_json::from_str(r#""20131312955""#).unwrap();
    assert_eq!((AsRef::<str>::as_ref(&ruc), format!("{ruc:>13}")), ("20131312955", "  20131312955".to_owned()));
    let refused = serde_json::from_str::<Ruc>(r#""20131312954""#).unwrap_err().to_string();
    assert!(refused.starts_with("ruc.check_digit") && !refused.contains("20131312954"), "{refused}");
}

#[test]
fn errors_print_paths_and_codes_and_no_values() {
    let body = br#"{"id_cliente": 7, "direcciones": [{"direccion": "secreto\u0000"}, {"direccion": "x"}], "y": 1}"#;
    let rejected = AgregarDireccion::from_json(body, &host()).unwrap_err();
    let printed =
        "direcciones[0].direccion: text.forbidden; direcciones[1].direccion: text.too_short; y: field.unknown";
    assert_eq!(rejected.to_string(), printed);
    let unreadable = AgregarDireccion::from_json(b"{", &host()).unwrap_err();
    assert_eq!((unreadable.to_string().as_str(), unreadable.issues().len()), ("json.syntax", 0));
    let error: &dyn std::error::Error = &rejected.issues()[0];
    assert_eq!(error.to_string(), "direcciones[0].direccion: text.forbidden");
}
