//! What a module answers: words of 32 bits for `npm/src/answer.js`, and texts, which lie one after the other in a
//! buffer of their own.
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
    /// Nothing yet.
    pub(crate) const fn new() -> Self {
        Self { words: Vec::new(), texts: String::new() }
    }

    /// Begins a new answer, keeping the memory of the last.
    pub(crate) fn clear(&mut self) {
        self.words.clear();
        self.texts.clear();
        self.words.extend([0; 3]);
    }

    /// The finished words.
    pub(crate) fn finish(&mut self) -> &[u32] {
        let count = self.words.len() as u32;
        if let Some(head) = self.words.first_chunk_mut() {
            *head = [count, self.texts.as_ptr().addr() as u32, self.texts.len() as u32];
        }
        &self.words
    }

    /// A word.
    pub(crate) fn push(&mut self, word: u32) {
        self.words.push(word);
    }

    /// A text and, as a word, its length as JavaScript counts it, above some bits.
    pub(crate) fn text(&mut self, bits: u32, low: u32, text: &str) {
        let length = if text.is_ascii() { text.len() } else { text.chars().map(char::len_utf16).sum() };
        self.push((length as u32) << bits | low);
        self.texts.push_str(text);
    }

    /// The low and the high half.
    pub(crate) fn integer(&mut self, value: u64) {
        self.words.extend([value as u32, (value >> 32) as u32]);
    }
}
