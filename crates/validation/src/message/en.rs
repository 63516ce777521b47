//! English.

use crate::Code;
use alloc::format;
use alloc::string::String;

/// The sentence for a code.
///
/// ```
/// use ficha::{Code, message::en};
/// assert_eq!(en::sentence(&Code::TextTooLong { max: 200 }), "Enter at most 200 characters.");
/// ```
#[must_use]
pub fn sentence(code: &Code) -> String {
    let whole = match code {
        Code::Required => "Fill in this field.",
        Code::FieldUnknown { nearest: Some(nearest) } => {
            return format!("There is no such field. The nearest is “{nearest}”.");
        }
        Code::FieldUnknown { nearest: None } => "There is no such field.",
        Code::FieldReadOnly => "The system sets this field; leave it out.",

        Code::FieldDuplicate => "This field was sent more than once; leave one.",

        Code::TypeText => "This must be text.",
        Code::TypeInteger => "This must be a whole number.",
        Code::TypeList => "This must be a list.",
        Code::TypeObject => "Every item of the list must be an object.",

        Code::TextForbidden => "There are invisible characters or line breaks; write the text on one line.",
        Code::TextTooShort { min } => return format!("Enter at least {min} characters."),
        Code::TextTooLong { max } => return format!("Enter at most {max} characters."),

        Code::ListTooShort { min } => return format!("Add at least {min} item to the list."),
        Code::ListTooLong { max } => return format!("Send at most {max} items at a time."),
        Code::ListFull { max } => return format!("The customer can have at most {max} addresses."),

        Code::IntegerSyntax => "Enter a whole number without sign, decimals or leading zeros.",
        Code::IntegerTooSmall { min } => return format!("The least value is {min}."),
        Code::IntegerTooLarge { max } => return format!("The greatest value is {max}."),

        Code::ChoiceUnknown { options } => return format!("Choose one of these: {}.", options.join(", ")),
        Code::ReferenceUnknown => "There is no such option; choose another one from the list.",

        Code::DigitsForbidden => "Enter digits only; spaces, hyphens, dots and parentheses are accepted.",
        Code::DocumentLength => "A DNI has 8 digits and a RUC has 11; check how many you entered.",
        Code::DniLength => "A DNI has 8 digits; check how many you entered.",
        Code::DniCheckCharacter => "The verification digit or letter does not match the DNI; check each digit.",
        Code::RucLength => "A RUC has 11 digits; check how many you entered.",
        Code::RucPrefix => "A RUC begins with 10, 15, 17 or 20; check the first two digits.",
        Code::RucCheckDigit => "The RUC is not valid: its last digit does not match; check each digit.",

        Code::CarneCharacters => "A carné de extranjería has letters and digits only.",

        Code::CelularLength => "A Peruvian mobile number has 9 digits; check how many you entered.",
        Code::CelularPrefix => "A Peruvian mobile number begins with 9.",
        Code::CelularCountry => "The mobile number must be Peruvian: 9 digits after +51.",
        Code::TelefonoLength => "An international number has 7 to 15 digits after the + sign.",
        Code::TelefonoCountry => "No country code begins with 0; check what follows the + sign.",
        Code::TelefonoPrefixMissing => {
            "Enter a Peruvian mobile or landline, or the whole number with + and the country code."
        }
        Code::TelefonoArea => {
            "A landline has its area code: in Lima 01 and 7 digits, as in 01 445 1234; elsewhere as in 044 231234."
        }
        Code::TelefonoTwo => "This takes one number; there are two.",
        Code::TelefonoExtension => "Enter the number without its extension.",

        Code::EmailCharacters => "The address has a character that is not allowed, such as a space or an accent.",
        Code::EmailAt => "The address must have one @, as in name@example.com.",
        Code::EmailLocal => {
            "Check what stands before the @: it cannot be missing or have dots together or at its ends."
        }
        Code::EmailLocalTooLong { max } => return format!("At most {max} characters go before the @."),
        Code::EmailDomain => "Check what follows the @: it must be a whole domain, such as example.com.",

        Code::DateSyntax => "Write the date as year-month-day, for example 1990-01-15.",
        Code::DateUnreal => "The calendar has no such day; check the month and the day.",
        Code::DateTooEarly { min } => return format!("The date cannot be before {min}."),
        Code::DateFuture => "The date cannot be after today.",

        Code::UbigeoUnknown => "There is no such district; use INEI's ubigeo code.",
        Code::UbigeoRetired { now } => return format!("A law gave that district another code; today's is {now}."),

        Code::PasswordBlank => "The password cannot be spaces only.",

        Code::JsonSyntax => "The text sent is not valid JSON.",
        Code::JsonNotObject => "The data sent must be an object.",
        Code::JsonDuplicateKey => "The JSON sent repeats a key in one object.",
        Code::JsonBom => "The JSON sent begins with a byte order mark; take it out.",
        Code::JsonUtf8 => "The text sent is not encoded in UTF-8.",
        Code::JsonTooLong { max } => return format!("The record is too large: it may have at most {max} bytes."),
        Code::JsonDepth { max } => return format!("The JSON sent has more than {max} levels."),

        Code::LineTooLong { max } => {
            return format!("The line has more than {max} bytes; see whether a quote is missing.");
        }
        Code::LineRepeated { line } => return format!("This value already stands in line {line} of the file."),
        Code::CsvCells => "The row has more cells than the header has columns; check separators and quotes.",
        Code::CsvQuote => {
            "A quotation mark does not close, or stands in the middle of a cell; write it twice, or leave it out."
        }
        Code::FileEncoding => "The row is not in the encoding of the rest of the file; save the file again as UTF-8.",
        Code::FileEmpty => "The file is empty.",
        Code::FilePdf => "This is a PDF; ask for the table as Excel or CSV.",
        Code::FilePicture => "This is a picture; ask for the table as Excel or CSV.",
        Code::FileDocument => "This is a text document; copy the table into a spreadsheet and save it as Excel or CSV.",
        Code::FileArchive => "This is a compressed archive; open it and choose the file inside.",
        Code::FileHtml => {
            "This is a web page, whatever its name says; open it in a spreadsheet and save it as a workbook."
        }
        Code::FileXml => "This is an XML file; open it in a spreadsheet and save it as a workbook or CSV.",
        Code::FileJsonArray => "This is one list of JSON; write one object a line, without the brackets.",
        Code::FileDamaged => "The file is neither text nor a workbook, or it is damaged.",
        Code::FilePassword => "The workbook asks for a password; open it in a spreadsheet and save it without one.",
        Code::FileTooLarge => "The workbook is too large; save the sheet as CSV UTF-8, or divide it.",
        Code::FileNoSheet => "The workbook has no sheet of that name.",

        Code::SheetZero => "The spreadsheet took zeros from the beginning; give the column the format of text.",
        Code::SheetDate => "It is a date in the format of a spreadsheet; write it like 1985-12-31.",
        Code::SheetDecimal => "The spreadsheet added decimals; leave them out.",
        Code::SheetDigitsLost => "The spreadsheet shortened the number and lost digits; copy it again as text.",
        Code::SheetExponent => "The spreadsheet wrote the number with an exponent; give the column the format of text.",
        Code::SheetThousands => "The number has signs between its thousands; leave them out.",
        Code::SheetFormula => "The value is inside a formula; leave only the value.",
        Code::SheetApostrophe => "An apostrophe stands before the value; leave it out.",
        Code::SheetNothing => "It means that there is no value; leave the cell empty.",
        Code::SheetWordUnknown => "This word is not known; say which of the options it is.",
        Code::SheetWord => "It is another word for one of the options; write the option.",
        Code::SheetLabel => "A label stood before the number; it was left out.",
        Code::SheetMarks => "Invisible marks stood in the value; they were left out.",
        Code::SheetPhone => "Words stand around the number; leave only the number.",
        Code::SheetEmail => "The address has signs or words too many, or a typing error; leave only the address.",
        Code::SheetDateOrder => {
            "The month seems to come before the day; say in which order the dates of the column are."
        }
        Code::SheetCarne => "It looks like a carné de extranjería; a DNI or a RUC belongs here.",
        Code::SheetPassport => "It looks like a passport; a DNI or a RUC belongs here.",
        Code::SheetLandline => "It is a landline; a mobile number belongs here.",
        Code::SheetTwo => "The cell has two values; leave one.",
        Code::SheetError => "The cell has the error of a formula; correct it in the spreadsheet.",

        Code::DocumentCompanyAsPerson => "The RUC is a company's, but the customer type is Natural.",
        Code::DocumentPersonAsCompany => "The document is a person's, but the customer type is Jurídico.",
        Code::DocumentAnonymous => "DNI 00000000 identifies nobody.",
        Code::CreditWithoutRuc => "The customer buys on credit and has no RUC.",
        Code::DetractionWithoutRuc => "The customer has a detraction type and no RUC.",
        Code::BirthOfCompany => "A company has no birth date.",
        Code::EmailTypo { suggestion } => return format!("Did you mean {suggestion}?"),
    };
    String::from(whole)
}
