//! Sentences for people, one file for each language. A code never changes; its sentence may.

pub mod en;
pub mod es;

use crate::Code;
use alloc::string::String;

/// Makes the sentence of a code in one language: a whole sentence, which also says what to do.
pub type Sentence = fn(&Code) -> String;
