//! The numbers of the crossings between JavaScript and the modules. `cargo xtask generate` includes this file and writes
//! them to `npm/src/generated/wire.ts`.

/// Declares the numbers, and the list of all of them.
macro_rules! numbers {
    ($($(#[doc = $about:literal])+ $name:ident = $value:literal;)*) => {
        $($(#[doc = $about])+ pub(crate) const $name: u32 = $value;)*

        /// Each number with its name and comment.
        #[allow(dead_code, reason = "for the generator alone")]
        pub(crate) const NUMBERS: &[(&str, &str, u32)] = &[$((stringify!($name), concat!($($about),+), $name)),*];
    };
}

numbers! {
    /// A slot without a value.
    SLOT_ABSENT = 0;
    /// A slot with `null`.
    SLOT_NULL = 1;
    /// A slot with a text.
    SLOT_TEXT = 2;
    /// A slot with a text that has half of a surrogate pair.
    SLOT_BROKEN_TEXT = 3;
    /// A slot with a number that is no integer.
    SLOT_FRACTION = 4;
    /// A slot with an integer.
    SLOT_INTEGER = 5;
    /// A slot with a value of another type.
    SLOT_OTHER = 6;
    /// A slot with a list.
    SLOT_LIST = 7;
    /// A slot with a record.
    SLOT_RECORD = 8;
    /// A slot with a field that a form has more than once.
    SLOT_TWICE = 9;
    /// A first slot of a record that was too long to be written.
    SLOT_TOO_LONG = 10;

    /// A value that is absent.
    VALUE_ABSENT = 0;
    /// A value that is cleared.
    VALUE_NULL = 1;
    /// The text of the slot, unchanged.
    VALUE_SENT = 2;
    /// A text of the answer.
    VALUE_TEXT = 3;
    /// An integer.
    VALUE_INTEGER = 4;
    /// A list of records.
    VALUE_LIST = 5;

    /// A step of a path that is not there.
    STEP_NONE = 0;
    /// A step of a path whose name is the module's own.
    STEP_OWN = 1;
    /// A step of a path whose name was sent.
    STEP_TEXT = 2;

    /// A code without a parameter.
    PARAM_NONE = 0;
    /// An integer as the parameter.
    PARAM_INTEGER = 1;
    /// A text as the parameter.
    PARAM_TEXT = 2;
    /// A list of texts as the parameter.
    PARAM_LIST = 3;

    /// A setting of a stream: it is CSV, not NDJSON.
    STREAM_CSV = 1;
    /// A setting of a stream: it is the text of a workbook's sheet.
    STREAM_SHEET = 2;
    /// A setting of a stream: required columns may be missing.
    STREAM_PARTIAL = 4;
    /// A setting of a stream: repeated values are looked for.
    STREAM_REPEATED = 8;
    /// A setting of a stream: valid records are reported too.
    STREAM_ALL = 16;
    /// A setting of a stream: the cells of every record are told.
    STREAM_ROWS = 32;

    /// A file that is a table of text.
    KIND_TABLE = 0;
    /// A file of lines of JSON.
    KIND_LINES = 1;
    /// A file that is a workbook.
    KIND_WORKBOOK = 2;
    /// A file that is something else.
    KIND_OTHER = 3;
}
