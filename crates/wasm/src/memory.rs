//! The memory of a module: the allocator, the rooms that JavaScript writes in, and the answer it reads. The only
//! file that touches raw memory; the files with exports are `unsafe` for the names of those exports alone.
//!
//! A call goes like this: JavaScript writes a record where [`room`] says, calls an export and reads the answer
//! from where the result points, before the next call. The module runs on one thread.

#![expect(unsafe_code, reason = "raw memory is what this file is about")]

use crate::answer::Answer;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, memory_size};
use core::cell::{Cell, UnsafeCell};

/// Ends the instance; `wasm.js` makes a new one. Without a message, nothing that writes messages is shipped.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}

const PAGE: usize = 64 << 10;

/// Memory above the program's own, in blocks whose sizes are powers of two; a block given back waits for the
/// next of its size. What is in use at most once bounds what is ever taken.
struct Blocks {
    /// The first byte never used; 0 before the first use.
    top: Cell<usize>,
    /// By the power of two, the block given back last, which begins with the address of the one before.
    free: [Cell<usize>; usize::BITS as usize],
}

// SAFETY: the module runs on one thread.
unsafe impl Sync for Blocks {}

#[global_allocator]
static BLOCKS: Blocks = Blocks { top: Cell::new(0), free: [const { Cell::new(0) }; usize::BITS as usize] };

unsafe extern "C" {
    /// Where the linker says free memory begins.
    static __heap_base: u8;
}

/// The smallest block, which is also how blocks are aligned.
const SMALLEST: usize = 16;

fn block_size(size: usize) -> usize {
    size.max(SMALLEST).next_power_of_two()
}

impl Blocks {
    fn free(&self, size: usize) -> &Cell<usize> {
        // A power of two has fewer trailing zeros than the word has bits.
        self.free.get(size.trailing_zeros() as usize).unwrap_or(&self.top)
    }

    fn new_block(&self, size: usize) -> usize {
        let top = match self.top.get() {
            0 => (&raw const __heap_base).addr().next_multiple_of(SMALLEST),
            top => top,
        };
        let Some(end) = top.checked_add(size) else { core::arch::wasm32::unreachable() };
        let missing = end.div_ceil(PAGE).saturating_sub(memory_size(0));
        if missing > 0 && memory_grow(0, missing) == usize::MAX {
            core::arch::wasm32::unreachable();
        }
        self.top.set(end);
        top
    }
}

// SAFETY: a block is handed out once until it is given back, lies in memory that was reached, and is aligned to
// `SMALLEST`, which is all that is asked for; more is refused.
unsafe impl GlobalAlloc for Blocks {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if layout.align() > SMALLEST || layout.size() > isize::MAX as usize / 2 {
            core::arch::wasm32::unreachable();
        }
        let size = block_size(layout.size());
        let free = self.free(size);
        let mut block = free.get();
        if block == 0 {
            block = self.new_block(size);
        } else {
            // SAFETY: a free block begins with the address of the next one.
            free.set(unsafe { core::ptr::with_exposed_provenance::<usize>(block).read() });
        }
        // SAFETY: memory ends the module.
        unsafe { core::hint::assert_unchecked(block != 0) };
        core::ptr::with_exposed_provenance_mut(block)
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        let free = self.free(block_size(layout.size()));
        // SAFETY: the block is at least `SMALLEST` long, aligned, and nobody's any more.
        unsafe { block.cast::<usize>().write(free.get()) };
        free.set(block.expose_provenance());
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if block_size(layout.size()) == block_size(size) {
            return block;
        }
        // SAFETY: size is not 0 and the alignment is the old block's, which was valid.
        let moved = unsafe { self.alloc(Layout::from_size_align_unchecked(size, layout.align())) };
        if !moved.is_null() {
            // SAFETY: both blocks are at least this long and a new block overlaps no old one.
            unsafe { core::ptr::copy_nonoverlapping(block, moved, layout.size().min(size)) };
            // SAFETY: the block is the caller's to give back.
            unsafe { self.dealloc(block, layout) };
        }
        moved
    }
}

/// Something that lasts from call to call.
pub(crate) struct Kept<T>(UnsafeCell<T>);

// SAFETY: the module runs on one thread.
unsafe impl<T> Sync for Kept<T> {}

impl<T> Kept<T> {
    pub(crate) const fn new(value: T) -> Self {
        Self(UnsafeCell::new(value))
    }

    /// # Safety
    /// Nothing else borrows it meanwhile. Of all exports only [`normal_room`] is called during another one.
    #[expect(clippy::mut_from_ref, reason = "what the safety section says")]
    pub(crate) unsafe fn get(&self) -> &mut T {
        // SAFETY: as the caller promises; the module runs on one thread.
        unsafe { &mut *self.0.get() }
    }
}

/// Where JavaScript writes what is to be checked.
static RECORD: Kept<Vec<u32>> = Kept::new(Vec::new());
/// Where it writes what is not text of that.
static WORDS: Kept<Vec<u32>> = Kept::new(Vec::new());
/// Where it writes normalised text.
static NORMAL: Kept<Vec<u32>> = Kept::new(Vec::new());
static ANSWER: Kept<Answer> = Kept::new(Answer::new());

fn with_room(kept: &Kept<Vec<u32>>, length: usize) -> *mut u32 {
    // SAFETY: RECORD and WORDS are not borrowed between calls, and NORMAL only where `nfc` reads it.
    let words = unsafe { kept.get() };
    if words.len() < length {
        words.resize(length, 0);
    }
    words.as_mut_ptr()
}

/// The bytes that words are made of, as many of them as there are.
fn bytes(words: &[u32], length: usize) -> &[u8] {
    // SAFETY: the words are initialised, each is four bytes, and bytes have no alignment.
    unsafe { core::slice::from_raw_parts(words.as_ptr().cast(), length.min(4 * words.len())) }
}

/// The text that JavaScript wrote: `platform.js` encodes it, and writes nothing but UTF-8.
pub(crate) fn text(bytes: &[u8]) -> &str {
    // SAFETY: the bytes are what `platform.js` or `platform-plain.js` encoded, which is UTF-8. Validating them again would
    // cost every check time, and a page bytes.
    unsafe { core::str::from_utf8_unchecked(bytes) }
}

/// Room for a record of `length` bytes; what was written there before stays.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u32 {
    with_room(&RECORD, length.div_ceil(4))
}

/// Room for so many words; what was written there before stays.
#[unsafe(no_mangle)]
pub extern "C" fn words_room(length: usize) -> *mut u32 {
    with_room(&WORDS, length)
}

/// Room for a normalised text of `length` bytes.
#[unsafe(no_mangle)]
pub extern "C" fn normal_room(length: usize) -> *mut u32 {
    with_room(&NORMAL, length.div_ceil(4))
}

/// Lets `write` answer about the record that lies in [`room`].
pub(crate) fn answered(length: usize, write: impl FnOnce(&[u32], &[u8], &mut Answer)) -> *const u32 {
    // SAFETY: borrowed until the answer is written, and no export that does the same is called in between.
    let (words, record, answer) = unsafe { (WORDS.get(), RECORD.get(), ANSWER.get()) };
    write(words, bytes(record, length), answer);
    answer.finish().as_ptr()
}

#[link(wasm_import_module = "host")]
unsafe extern "C" {
    /// Normalises the text to NFC, writes it to [`normal_room`] and returns its length.
    #[link_name = "nfc"]
    fn host_nfc(start: *const u8, length: usize) -> usize;
}

/// Normalisation form C, by the host.
pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    // SAFETY: the host reads the text and writes into the room it asked for.
    let length = unsafe { host_nfc(text.as_ptr(), text.len()) };
    // SAFETY: the host has written and is not called again while the text is copied.
    let normal = bytes(unsafe { NORMAL.get() }, length);
    match self::text(normal) {
        normal if normal != text => Cow::Owned(String::from(normal)),
        _ => Cow::Borrowed(text),
    }
}
