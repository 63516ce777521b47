//! Sentences for people, one file a language. Codes are for programs and never change; these may.

pub mod en;
pub mod es;

use crate::Code;
use alloc::string::String;

/// How a language says what a code means: a whole sentence, with what to do about it.
pub type Sentence = fn(&Code) -> String;
