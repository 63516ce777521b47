//! The table of all codes. Each row: the meaning of the code, its name on the wire, its parameters.

use core::fmt;

/// The value of a parameter of a [`Code`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Param {
    /// A limit or a length.
    Integer(u64),
    /// A word the rules know; never something the caller typed.
    Text(&'static str),
    /// The accepted values.
    List(&'static [&'static str]),
}

/// A parameter as a code declares it; `None` if this code has none.
trait Declared {
    fn param(self) -> Option<Param>;
}

impl Declared for u64 {
    fn param(self) -> Option<Param> {
        Some(Param::Integer(self))
    }
}

impl Declared for &'static str {
    fn param(self) -> Option<Param> {
        Some(Param::Text(self))
    }
}

impl Declared for Option<&'static str> {
    fn param(self) -> Option<Param> {
        self.map(Param::Text)
    }
}

impl Declared for &'static [&'static str] {
    fn param(self) -> Option<Param> {
        Some(Param::List(self))
    }
}

/// Prints the name on the wire; [`crate::message`] makes the sentences for people.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl core::error::Error for Code {}

macro_rules! codes {
    ($( $(#[doc = $doc:literal])+ $name:ident $({ $param:ident: $($type:tt)+ })? = $id:literal; )+) => {
        /// A broken rule or, for a warning, something suspicious about a value; for programs.
        ///
        /// Codes are stable; the sentences of [`crate::message`] may change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Code {
            $( $(#[doc = $doc])+ $name $({
                #[doc = concat!("Parameter `", stringify!($param), "` of the sentence.")]
                $param: $($type)+
            })?, )+
        }

        impl Code {
            /// Every code by its name on the wire, in the order of the table.
            pub const IDS: &[&str] = &[$($id),+];

            /// One value of every code, in the order of the table. A word is the name of its parameter in braces and a
            /// number is [`u64::MAX`], so that a sentence shows where each parameter goes.
            #[cfg(feature = "about")]
            pub const SAMPLES: &[Self] = &[$( Self::$name $({ $param: codes!(@sample $param $($type)+) })? ),+];

            /// The number of codes about records and values. The codes after them are about the text that holds
            /// records: JSON or a table.
            pub const OF_RECORDS: usize = Self::JsonSyntax.number();

            /// The index in the table, from 0.
            #[must_use]
            pub const fn number(&self) -> usize {
                enum Place { $($name),+ }
                match self { $( Self::$name { .. } => Place::$name as usize, )+ }
            }

            /// The name on the wire, such as `text.too_long`.
            #[must_use]
            pub const fn id(&self) -> &'static str {
                match self { $( Self::$name { .. } => $id, )+ }
            }

            /// The parameter that the sentence of this code needs, with its name on the wire.
            #[must_use]
            pub fn param(&self) -> Option<(&'static str, Param)> {
                match *self { $( codes!(@pattern $name $($param)?) => codes!(@param $($param)?), )+ }
            }
        }
    };
    (@sample $param:ident u64) => { u64::MAX };
    (@sample $param:ident Option<&'static str>) => { Some(concat!("{", stringify!($param), "}")) };
    (@sample $param:ident &'static str) => { concat!("{", stringify!($param), "}") };
    (@sample $param:ident &'static [&'static str]) => { &[concat!("{", stringify!($param), "}")] };
    (@pattern $name:ident) => { Self::$name };
    (@pattern $name:ident $param:ident) => { Self::$name { $param } };
    (@param) => { None };
    (@param $param:ident) => { $param.param().map(|param| (stringify!($param), param)) };
}

codes! {
    /// A required field is absent, `null`, empty or blank; or a field that cannot be cleared is `null`, empty or blank.
    Required = "required";

    /// The form has no such field; `nearest` is a similar field, if there is one.
    FieldUnknown { nearest: Option<&'static str> } = "field.unknown";
    /// The system sets this field, not the caller.
    FieldReadOnly = "field.read_only";

    /// The field is sent more than once.
    FieldDuplicate = "field.duplicate";

    /// Not text.
    TypeText = "type.text";
    /// Neither an integer nor the text of one.
    TypeInteger = "type.integer";
    /// Not an array.
    TypeList = "type.list";
    /// Not an object.
    TypeObject = "type.object";

    /// Control characters, line breaks, bidirectional controls or half a surrogate pair.
    TextForbidden = "text.forbidden";
    /// Fewer characters than the minimum.
    TextTooShort { min: u64 } = "text.too_short";
    /// More characters than the maximum.
    TextTooLong { max: u64 } = "text.too_long";

    /// Fewer items than the minimum.
    ListTooShort { min: u64 } = "list.too_short";
    /// More items than the maximum.
    ListTooLong { max: u64 } = "list.too_long";
    /// The stored list would have too many items with the items sent.
    ListFull { max: u64 } = "list.full";

    /// A fraction, an exponent, a sign or leading zeros.
    IntegerSyntax = "integer.syntax";
    /// Less than the minimum.
    IntegerTooSmall { min: u64 } = "integer.too_small";
    /// More than the maximum.
    IntegerTooLarge { max: u64 } = "integer.too_large";

    /// Not one of the accepted values.
    ChoiceUnknown { options: &'static [&'static str] } = "choice.unknown";
    /// An id that is not in the stored catalogue.
    ReferenceUnknown = "reference.unknown";

    /// Something other than digits and the usual separators.
    DigitsForbidden = "digits.forbidden";
    /// Neither the 8 digits of a DNI nor the 11 of a RUC.
    DocumentLength = "document.length";
    /// A DNI has eight digits, or nine with its verification digit.
    DniLength = "dni.length";
    /// The verification digit or letter does not follow from the eight digits.
    DniCheckCharacter = "dni.check_character";
    /// A RUC has eleven digits.
    RucLength = "ruc.length";
    /// A RUC begins with 10, 15, 17 or 20.
    RucPrefix = "ruc.prefix";
    /// The last digit of the RUC does not follow from the others.
    RucCheckDigit = "ruc.check_digit";

    /// Something other than letters and digits.
    CarneCharacters = "carne.characters";

    /// A Peruvian mobile has nine digits.
    CelularLength = "celular.length";
    /// A Peruvian mobile begins with 9.
    CelularPrefix = "celular.prefix";
    /// A country code other than +51.
    CelularCountry = "celular.country";
    /// An international number has 7 to 15 digits.
    TelefonoLength = "telefono.length";
    /// A country code that begins with 0; no country has one.
    TelefonoCountry = "telefono.country";
    /// A number without `+` and country code that is no number of Peru.
    TelefonoPrefixMissing = "telefono.prefix_missing";
    /// A Peruvian landline without its area code, or with an area code that does not exist.
    TelefonoArea = "telefono.area";
    /// Two numbers in one field.
    TelefonoTwo = "telefono.two";
    /// A number with an extension.
    TelefonoExtension = "telefono.extension";

    /// A character that is not allowed in an email address.
    EmailCharacters = "email.characters";
    /// Not exactly one `@`.
    EmailAt = "email.at";
    /// The part before the `@` is empty or has a leading, trailing or double dot.
    EmailLocal = "email.local";
    /// More than 64 characters before the `@`.
    EmailLocalTooLong { max: u64 } = "email.local_too_long";
    /// The part after the `@` is not a domain name.
    EmailDomain = "email.domain";

    /// Not `YYYY-MM-DD`.
    DateSyntax = "date.syntax";
    /// The calendar does not have this day.
    DateUnreal = "date.unreal";
    /// Before the earliest day allowed.
    DateTooEarly { min: &'static str } = "date.too_early";
    /// After today in Lima.
    DateFuture = "date.future";

    /// No district of INEI has this code.
    UbigeoUnknown = "ubigeo.unknown";
    /// A law gave the district another code.
    UbigeoRetired { now: u64 } = "ubigeo.retired";

    /// A password of white space only.
    PasswordBlank = "password.blank";

    /// The record is no object.
    JsonNotObject = "json.not_object";
    /// The record has more bytes than allowed.
    JsonTooLong { max: u64 } = "json.too_long";

    /// Warning: the customer type says person, but the RUC is a company's.
    DocumentCompanyAsPerson = "document.company_as_person";
    /// Warning: the customer type says company, but the document is a person's.
    DocumentPersonAsCompany = "document.person_as_company";
    /// Warning: the DNI 00000000, which belongs to nobody and is used for anonymous sales.
    DocumentAnonymous = "document.anonymous";
    /// Warning: credit for a customer without a RUC.
    CreditWithoutRuc = "credit.without_ruc";
    /// Warning: a detraction type for a customer without a RUC.
    DetractionWithoutRuc = "detraction.without_ruc";
    /// Warning: a birth date of a company.
    BirthOfCompany = "birth.of_company";
    /// Warning: the domain is one typing error away from a well-known one.
    EmailTypo { suggestion: &'static str } = "email.typo";

    /// Not JSON.
    JsonSyntax = "json.syntax";
    /// The same key twice in one object.
    JsonDuplicateKey = "json.duplicate_key";
    /// A byte order mark before the text.
    JsonBom = "json.bom";
    /// Bytes that are not UTF-8.
    JsonUtf8 = "json.utf8";
    /// Objects and arrays nested too deeply.
    JsonDepth { max: u64 } = "json.depth";

    /// A line, or a record of a table, has more bytes than allowed.
    LineTooLong { max: u64 } = "line.too_long";
    /// An earlier record of the file has the same id (an error in an import) or the same document, email or phone (a warning).
    LineRepeated { line: u64 } = "line.repeated";
    /// A record with more cells than the header has columns.
    CsvCells = "csv.cells";
    /// A quote that never closes, has text behind it, or stands inside a cell without quotes.
    CsvQuote = "csv.quote";
    /// Bytes that do not fit the encoding of the rest of the file.
    FileEncoding = "file.encoding";
    /// The file has no row.
    FileEmpty = "file.empty";
    /// The file is a PDF.
    FilePdf = "file.pdf";
    /// The file is a picture.
    FilePicture = "file.picture";
    /// The file is a document of text with a format.
    FileDocument = "file.document";
    /// The file is a compressed archive.
    FileArchive = "file.archive";
    /// The file is a web page, which some programs give the name of a workbook.
    FileHtml = "file.html";
    /// The file is XML.
    FileXml = "file.xml";
    /// The file is one list of JSON, not one object a line.
    FileJsonArray = "file.json_array";
    /// The file is neither text nor a workbook, or is damaged.
    FileDamaged = "file.damaged";
    /// The workbook needs a password.
    FilePassword = "file.password";
    /// The workbook is larger than allowed: unpacked, or in cells.
    FileTooLarge = "file.too_large";
    /// The workbook has no sheet of that name.
    FileNoSheet = "file.no_sheet";

    /// Warning about a refused value: a spreadsheet removed its leading zeros.
    SheetZero = "sheet.zero";
    /// Warning about a refused value: a date in the format of a spreadsheet.
    SheetDate = "sheet.date";
    /// Warning about a refused value: a spreadsheet added decimals to an integer.
    SheetDecimal = "sheet.decimal";
    /// Warning about a refused value: a spreadsheet kept only the first digits of a long number.
    SheetDigitsLost = "sheet.digits_lost";
    /// Warning about a refused value: a number has an exponent, and all its digits.
    SheetExponent = "sheet.exponent";
    /// Warning about a refused value: a number has signs between its thousands.
    SheetThousands = "sheet.thousands";
    /// Warning about a value: a program wrapped it in a formula (`="00123"`).
    SheetFormula = "sheet.formula";
    /// Warning about a refused value: an apostrophe stands before it.
    SheetApostrophe = "sheet.apostrophe";
    /// Warning about a value: a word or sign for nothing.
    SheetNothing = "sheet.nothing";
    /// Warning about a refused value: a usual word for one of the accepted values.
    SheetWord = "sheet.word";
    /// Warning about a refused value: a word that is not known, of a field with a few accepted values.
    SheetWordUnknown = "sheet.word_unknown";
    /// Warning about a refused value: words stand around a telephone number.
    SheetPhone = "sheet.phone";
    /// Warning about a refused value: signs or words around an email address.
    SheetEmail = "sheet.email";
    /// Warning about a refused value: a date with the month first, or a column that has such dates.
    SheetDateOrder = "sheet.date_order";
    /// Warning about a refused value: the number of a carné de extranjería.
    SheetCarne = "sheet.carne";
    /// Warning about a refused value: the number of a passport.
    SheetPassport = "sheet.passport";
    /// Warning about a refused value: a landline where a mobile belongs.
    SheetLandline = "sheet.landline";
    /// Warning about a refused value: two values in one cell.
    SheetTwo = "sheet.two";
    /// Said of accepted values: a label before a number was dropped.
    SheetLabel = "sheet.label";
    /// Said of accepted values: invisible marks were dropped.
    SheetMarks = "sheet.marks";
    /// The error of a formula, such as #N/A.
    SheetError = "sheet.error";
}
