//! The bodies of answers with status 200, for valid records.

use ficha::Issue;
use ficha::message::Sentence;
use ficha::reader::LocalizedIssue;
use serde::{Serialize, Serializer};

/// Warnings as they are sent; left out if there are none.
#[derive(Clone, Copy, Debug)]
struct Warnings<'a>(&'a [Issue], Sentence);

impl Warnings<'_> {
    const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Warnings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let said = self.0.iter().map(|issue| LocalizedIssue { issue, sentence: self.1 });
        serializer.collect_seq(said)
    }
}

/// Placeholder for the part that only the database knows. SQL fills it in, so that the answer is made in the transaction.
const STORED: &str = "\u{1}";
const STORED_JSON: &str = "\"\\u0001\"";

/// The text of an answer before and after the part that SQL fills in.
///
/// ```
/// use ficha_contract::{AddedDirecciones, frame};
/// let [before, after] = frame(&AddedDirecciones::new()).ok_or("an answer has one place")?;
/// assert_eq!(before, r#"{"message":"Direcciones agregadas","direcciones":"#);
/// assert_eq!(after, "}");
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn frame(answer: &impl Serialize) -> Option<[String; 2]> {
    let text = serde_json::to_string(answer).ok()?;
    let (before, after) = text.split_once(STORED_JSON)?;
    Some([before.to_owned(), after.to_owned()])
}

/// Answer of [`crate::UPDATE_CLIENTE`].
#[derive(Clone, Copy, Debug, Serialize)]
pub struct UpdatedCliente<'a> {
    message: &'static str,
    #[serde(skip_serializing_if = "Warnings::is_empty")]
    warnings: Warnings<'a>,
}

impl<'a> UpdatedCliente<'a> {
    /// The documented sentence, with the warnings.
    #[must_use]
    pub const fn new(warnings: &'a [Issue], sentence: Sentence) -> Self {
        Self { message: "Cliente actualizado", warnings: Warnings(warnings, sentence) }
    }
}

/// Answer of [`crate::AGREGAR_DIRECCION`]; SQL fills in the new addresses.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct AddedDirecciones {
    message: &'static str,
    direcciones: &'static str,
}

impl AddedDirecciones {
    /// The documented sentence.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "the answers are all made with `new`")]
    pub const fn new() -> Self {
        Self { message: "Direcciones agregadas", direcciones: STORED }
    }
}

/// Answer of [`crate::UPDATE_CLIENTE_PUBLICO`]; the database inserts the client as it is after the update.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct UpdatedClientePublico<'a> {
    message: &'static str,
    cliente: &'static str,
    #[serde(skip_serializing_if = "Warnings::is_empty")]
    warnings: Warnings<'a>,
}

impl<'a> UpdatedClientePublico<'a> {
    /// The documented sentence, with the warnings.
    #[must_use]
    pub const fn new(warnings: &'a [Issue], sentence: Sentence) -> Self {
        Self { message: "Cliente actualizado", cliente: STORED, warnings: Warnings(warnings, sentence) }
    }
}
