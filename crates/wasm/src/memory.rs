//! The memory of a call: the buffers that JavaScript writes, and the answer that it reads. Only this file and
//! `allocator.rs` touch raw memory; the files with exports are `unsafe` only because an export has a name of its own.
//!
//! In a call JavaScript writes a record at the address that [`room`] returns, calls an export, and reads the answer at
//! the address that the export returns, before the next call. The module runs on one thread.

#![expect(unsafe_code, reason = "raw memory is what this file is about")]

use crate::answer::Answer;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::UnsafeCell;
use ficha::field::Fecha;

/// Ends the instance; `wasm.js` makes a new one. It has no message, so the module ships no code that writes messages.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}

/// A static value that lasts from call to call.
pub(crate) struct Kept<T>(UnsafeCell<T>);

// SAFETY: the module runs on one thread.
unsafe impl<T> Sync for Kept<T> {}

impl<T> Kept<T> {
    pub(crate) const fn new(value: T) -> Self {
        Self(UnsafeCell::new(value))
    }

    /// # Safety
    /// Nothing else may borrow the value meanwhile. Only the export [`normal_room`] is called during another one.
    #[expect(clippy::mut_from_ref, reason = "what the safety section says")]
    pub(crate) unsafe fn get(&self) -> &mut T {
        // SAFETY: as the caller promises; the module runs on one thread.
        unsafe { &mut *self.0.get() }
    }
}

/// The bytes to check, written by JavaScript.
static RECORD: Kept<Vec<u32>> = Kept::new(Vec::new());
/// The slots of the value to check, written by JavaScript.
static WORDS: Kept<Vec<u32>> = Kept::new(Vec::new());
/// Normalised text, written by JavaScript.
static NORMAL: Kept<Vec<u32>> = Kept::new(Vec::new());
static ANSWER: Kept<Answer> = Kept::new(Answer::new());

fn with_room(kept: &Kept<Vec<u32>>, length: usize) -> *mut u32 {
    // SAFETY: nothing borrows RECORD and WORDS between calls, and only `nfc` borrows NORMAL, to read it.
    let words = unsafe { kept.get() };
    if words.len() < length {
        words.resize(length, 0);
    }
    words.as_mut_ptr()
}

/// The first `length` bytes of the words; all bytes if there are fewer.
fn bytes(words: &[u32], length: usize) -> &[u8] {
    // SAFETY: the words are initialised, each is four bytes, and bytes have no alignment.
    unsafe { core::slice::from_raw_parts(words.as_ptr().cast(), length.min(4 * words.len())) }
}

/// The bytes that JavaScript wrote, as text: `platform.js` writes only UTF-8.
pub(crate) fn text(bytes: &[u8]) -> &str {
    // SAFETY: `platform.js` or `platform-plain.js` encoded the bytes as UTF-8. To validate them again would slow down
    // every check and make the module larger.
    unsafe { core::str::from_utf8_unchecked(bytes) }
}

/// Returns a buffer for a record of `length` bytes; its earlier content stays.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u32 {
    with_room(&RECORD, length.div_ceil(4))
}

/// Returns a buffer for `length` words; its earlier content stays.
#[unsafe(no_mangle)]
pub extern "C" fn words_room(length: usize) -> *mut u32 {
    with_room(&WORDS, length)
}

/// Returns a buffer for a normalised text of `length` bytes.
#[unsafe(no_mangle)]
pub extern "C" fn normal_room(length: usize) -> *mut u32 {
    with_room(&NORMAL, length.div_ceil(4))
}

/// Calls `write` with the slots in [`words_room`], the `length` bytes in [`room`] and the answer to fill; returns the
/// address of the answer.
pub(crate) fn answered(length: usize, write: impl FnOnce(&[u32], &[u8], &mut Answer)) -> *const u32 {
    // SAFETY: the three are borrowed until the answer is written; no export that borrows them is called meanwhile.
    let (words, record, answer) = unsafe { (WORDS.get(), RECORD.get(), ANSWER.get()) };
    write(words, bytes(record, length), answer);
    answer.finish().as_ptr()
}

/// The hour of the last call, in milliseconds since 1970, and its day in Lima, where days begin with an hour.
static TODAY: Kept<Option<(f64, Fecha)>> = Kept::new(None);

/// Returns the day in Lima of a time in milliseconds since 1970; computes it anew only if the hour is another one.
pub(crate) fn today(now: f64) -> Fecha {
    const HOUR: f64 = 3_600_000.0;
    // SAFETY: nothing else borrows it.
    let today = unsafe { TODAY.get() };
    match *today {
        Some((hour, day)) if hour <= now && now < hour + HOUR => day,
        _ => {
            let day = Fecha::in_lima(now as i64);
            *today = Some(((now / HOUR) as i64 as f64 * HOUR, day));
            day
        }
    }
}

#[link(wasm_import_module = "host")]
unsafe extern "C" {
    /// Normalises the text to NFC, writes it to [`normal_room`] and returns its length.
    #[link_name = "nfc"]
    fn host_nfc(start: *const u8, length: usize) -> usize;
}

/// Lets the host normalise a text to NFC.
pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    // SAFETY: the host reads the text and writes into the buffer that it asked for.
    let length = unsafe { host_nfc(text.as_ptr(), text.len()) };
    // SAFETY: the host has written and is not called again while the text is copied.
    let normal = bytes(unsafe { NORMAL.get() }, length);
    match self::text(normal) {
        normal if normal != text => Cow::Owned(String::from(normal)),
        _ => Cow::Borrowed(text),
    }
}
