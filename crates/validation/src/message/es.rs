//! Spanish, the default.

use crate::Code;
use alloc::format;
use alloc::string::String;

/// The sentence for a code.
///
/// ```
/// use ficha::{Code, message::es};
/// assert_eq!(es::sentence(&Code::TextTooLong { max: 200 }), "Escribe como máximo 200 caracteres.");
/// ```
#[must_use]
pub fn sentence(code: &Code) -> String {
    let whole = match code {
        Code::Required => "Completa este dato.",
        Code::FieldUnknown { nearest: Some(nearest) } => {
            return format!("Este campo no existe. El más parecido es «{nearest}».");
        }
        Code::FieldUnknown { nearest: None } => "Este campo no existe.",
        Code::FieldReadOnly => "Este campo lo asigna el sistema; quítalo del envío.",

        Code::FieldDuplicate => "Este campo se envió más de una vez; deja uno solo.",

        Code::TypeText => "Este dato debe ser texto.",
        Code::TypeInteger => "Este dato debe ser un número entero.",
        Code::TypeList => "Este dato debe ser una lista.",
        Code::TypeObject => "Cada elemento de la lista debe ser un objeto.",

        Code::TextForbidden => "Hay caracteres invisibles o saltos de línea; escribe el texto en una sola línea.",
        Code::TextTooShort { min } => return format!("Escribe al menos {min} caracteres."),
        Code::TextTooLong { max } => return format!("Escribe como máximo {max} caracteres."),

        Code::ListTooShort { min } => return format!("Agrega al menos {min} elemento a la lista."),
        Code::ListTooLong { max } => return format!("Envía como máximo {max} elementos por vez."),
        Code::ListFull { max } => return format!("El cliente puede tener como máximo {max} direcciones."),

        Code::IntegerSyntax => "Escribe un número entero, sin signo, decimales ni ceros a la izquierda.",
        Code::IntegerTooSmall { min } => return format!("El valor mínimo es {min}."),
        Code::IntegerTooLarge { max } => return format!("El valor máximo es {max}."),

        Code::ChoiceUnknown { options } => return format!("Elige una de estas opciones: {}.", options.join(", ")),
        Code::ReferenceUnknown => "Esta opción no existe; elige otra de la lista.",

        Code::DigitsForbidden => "Escribe solo números; se aceptan espacios, guiones, puntos y paréntesis.",
        Code::DocumentLength => "El DNI tiene 8 dígitos y el RUC tiene 11; revisa cuántos escribiste.",
        Code::DniLength => "El DNI tiene 8 dígitos; revisa cuántos escribiste.",
        Code::DniCheckCharacter => "El dígito o la letra de verificación no corresponde al DNI; revisa cada número.",
        Code::RucLength => "El RUC tiene 11 dígitos; revisa cuántos escribiste.",
        Code::RucPrefix => "El RUC empieza con 10, 15, 17 o 20; revisa los dos primeros dígitos.",
        Code::RucCheckDigit => "El RUC no es válido: su último dígito no corresponde; revisa cada número.",

        Code::CarneCharacters => "El carné de extranjería tiene solo letras y números.",

        Code::CelularLength => "El celular tiene 9 dígitos; revisa cuántos escribiste.",
        Code::CelularPrefix => "El celular empieza con 9.",
        Code::CelularCountry => "El celular debe ser peruano: después de +51 van 9 dígitos.",
        Code::TelefonoLength => "Después del signo + van de 7 a 15 dígitos.",
        Code::TelefonoCountry => "El código de país no empieza con 0; revisa lo que sigue al signo +.",
        Code::TelefonoPrefixMissing => "Escribe un número peruano, o uno completo con + y el código de país.",
        Code::TelefonoArea => "Escribe el fijo con su código de área: 01 445 1234 en Lima, 044 231234 fuera de Lima.",
        Code::TelefonoTwo => "Aquí va un solo número; hay dos.",
        Code::TelefonoExtension => "Escribe el número sin el anexo.",

        Code::EmailCharacters => "El correo tiene un carácter que no se permite, como un espacio, una tilde o una ñ.",
        Code::EmailAt => "El correo debe tener una sola @, como en nombre@ejemplo.com.",
        Code::EmailLocal => {
            "Revisa lo que está antes de la @: no puede faltar ni tener puntos juntos o en los extremos."
        }
        Code::EmailLocalTooLong { max } => return format!("Antes de la @ van como máximo {max} caracteres."),
        Code::EmailDomain => "Revisa lo que sigue a la @: debe ser un dominio completo, como ejemplo.com.",

        Code::DateSyntax => "Escribe la fecha como año-mes-día, por ejemplo 1990-01-15.",
        Code::DateUnreal => "Ese día no existe en el calendario; revisa el mes y el día.",
        Code::DateTooEarly { min } => return format!("La fecha no puede ser anterior al {min}."),
        Code::DateFuture => "La fecha no puede ser posterior a hoy.",

        Code::UbigeoUnknown => "Ese distrito no existe; usa el código de ubigeo del INEI.",
        Code::UbigeoRetired { now } => return format!("Una ley cambió el código de ese distrito; el de hoy es {now}."),

        Code::PasswordBlank => "La contraseña no puede tener solo espacios.",

        Code::JsonSyntax => "El texto enviado no es JSON válido.",
        Code::JsonNotObject => "Los datos enviados deben ser un objeto.",
        Code::JsonDuplicateKey => "El JSON enviado repite una clave en el mismo objeto.",
        Code::JsonBom => "El JSON enviado empieza con una marca de orden de bytes; quítala.",
        Code::JsonUtf8 => "El texto enviado no está codificado en UTF-8.",
        Code::JsonTooLong { max } => return format!("El registro es demasiado grande: no debe pasar de {max} bytes."),
        Code::JsonDepth { max } => return format!("El JSON enviado tiene más de {max} niveles."),

        Code::LineTooLong { max } => {
            return format!("La línea tiene más de {max} bytes; revisa si le falta una comilla.");
        }
        Code::LineRepeated { line } => return format!("Este dato ya está en la línea {line} del archivo."),
        Code::CsvCells => "La fila tiene más celdas que columnas el encabezado; revisa separadores y comillas.",
        Code::CsvQuote => "Una comilla no se cierra, o está en medio de una celda; escríbela dos veces o quítala.",
        Code::FileEncoding => {
            "La fila no tiene la codificación del resto del archivo; guarda el archivo otra vez como UTF-8."
        }
        Code::FileEmpty => "El archivo está vacío.",
        Code::FilePdf => "Es un PDF; pide la tabla como Excel o como CSV.",
        Code::FilePicture => "Es una imagen; pide la tabla como Excel o como CSV.",
        Code::FileDocument => {
            "Es un documento de texto; copia la tabla a una hoja de cálculo y guárdala como Excel o CSV."
        }
        Code::FileArchive => "Es un archivo comprimido; ábrelo y elige el archivo que tiene dentro.",
        Code::FileHtml => {
            "Es una página web, aunque su nombre diga otra cosa; ábrela en tu hoja de cálculo y guárdala como libro de Excel."
        }
        Code::FileXml => "Es un archivo XML; ábrelo en tu hoja de cálculo y guárdalo como libro de Excel o CSV.",
        Code::FileJsonArray => "Es una lista de JSON; escribe un objeto por línea, sin los corchetes.",
        Code::FileDamaged => "El archivo no es texto ni un libro de Excel o LibreOffice, o está dañado.",
        Code::FilePassword => "El libro pide una contraseña; ábrelo en tu hoja de cálculo y guárdalo sin ella.",
        Code::FileTooLarge => {
            "El libro es demasiado grande; guarda la hoja como CSV UTF-8, o repártela en varios libros."
        }
        Code::FileNoSheet => "El libro no tiene una hoja con ese nombre.",

        Code::SheetZero => "La hoja de cálculo quitó ceros del comienzo; dale a la columna formato de texto.",
        Code::SheetDate => "Es una fecha en el formato de la hoja de cálculo; escríbela como 1985-12-31.",
        Code::SheetDecimal => "La hoja de cálculo añadió decimales; déjalo sin ellos.",
        Code::SheetDigitsLost => "La hoja de cálculo abrevió el número y perdió dígitos; cópialo de nuevo como texto.",
        Code::SheetExponent => {
            "La hoja de cálculo escribió el número con exponente; dale a la columna formato de texto."
        }
        Code::SheetThousands => "El número tiene separadores de miles; quítalos.",
        Code::SheetFormula => "El dato está dentro de una fórmula; deja solo el dato.",
        Code::SheetApostrophe => "Hay un apóstrofo antes del dato; quítalo.",
        Code::SheetNothing => "Quiere decir que no hay dato; deja la celda vacía.",
        Code::SheetWordUnknown => "Esta palabra no se conoce; indica cuál de las opciones es.",
        Code::SheetWord => "Es otra palabra para una de las opciones; escribe la opción.",
        Code::SheetLabel => "Había una etiqueta antes del número; se quitó.",
        Code::SheetMarks => "Había marcas invisibles en el dato; se quitaron.",
        Code::SheetPhone => "Hay palabras junto al número; deja solo el número.",
        Code::SheetEmail => "El correo tiene signos o palabras de más, o un error al escribir; deja solo el correo.",
        Code::SheetDateOrder => {
            "El mes parece estar antes del día; indica en qué orden están las fechas de la columna."
        }
        Code::SheetCarne => "Parece un carné de extranjería; aquí va un DNI o un RUC.",
        Code::SheetPassport => "Parece un pasaporte; aquí va un DNI o un RUC.",
        Code::SheetLandline => "Es un teléfono fijo; aquí va un celular.",
        Code::SheetTwo => "La celda tiene dos datos; deja uno.",
        Code::SheetError => "La celda tiene un error de fórmula; corrígelo en la hoja de cálculo.",

        Code::DocumentCompanyAsPerson => "El RUC es de una empresa, pero el tipo de cliente es Natural.",
        Code::DocumentPersonAsCompany => "El documento es de una persona, pero el tipo de cliente es Jurídico.",
        Code::DocumentAnonymous => "El DNI 00000000 no identifica a nadie.",
        Code::CreditWithoutRuc => "El cliente compra a crédito y no tiene RUC.",
        Code::DetractionWithoutRuc => "El cliente tiene un tipo de detracción y no tiene RUC.",
        Code::BirthOfCompany => "Una empresa no tiene fecha de nacimiento.",
        Code::EmailTypo { suggestion } => return format!("¿Quisiste escribir {suggestion}?"),
    };
    String::from(whole)
}
