//! Writes the answer of a module: 32-bit words for `npm/src/answer.js`, and the texts, concatenated in a buffer of
//! their own.
//!
//! ```text
//! answer = number of words, address of the texts, their length, word*
//! ```

use alloc::string::String;
use alloc::vec::Vec;

/// The words and texts of an answer.
pub(crate) struct Answer {
    words: Vec<u32>,
    texts: String,
}

impl Answer {
    /// An empty answer.
    pub(crate) const fn new() -> Self {
        Self { words: Vec::new(), texts: String::new() }
    }

    /// Begins a new answer; keeps the memory of the last one.
    pub(crate) fn clear(&mut self) {
        self.words.clear();
        self.texts.clear();
        self.words.extend([0; 3]);
    }

    /// Fills in the head and returns all words.
    pub(crate) fn finish(&mut self) -> &[u32] {
        let count = self.words.len() as u32;
        if let Some(head) = self.words.first_chunk_mut() {
            *head = [count, self.texts.as_ptr().addr() as u32, self.texts.len() as u32];
        }
        &self.words
    }

    /// Appends a word.
    pub(crate) fn push(&mut self, word: u32) {
        self.words.push(word);
    }

    /// Appends a text, and a word with its length in UTF-16 units above `bits` bits, which hold `low`.
    pub(crate) fn text(&mut self, bits: u32, low: u32, text: &str) {
        let length = if text.is_ascii() { text.len() } else { text.chars().map(char::len_utf16).sum() };
        self.push((length as u32) << bits | low);
        self.texts.push_str(text);
    }

    /// Appends an integer as two words: the low half, then the high half.
    pub(crate) fn integer(&mut self, value: u64) {
        self.words.extend([value as u32, (value >> 32) as u32]);
    }
}
