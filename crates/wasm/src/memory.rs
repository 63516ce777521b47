//! The memory of a module: the allocator, the buffers that JavaScript writes, and the answer that it reads. Only this
//! file touches raw memory; the files with exports are `unsafe` only because an export has a name of its own.
//!
//! In a call JavaScript writes a record at the address that [`room`] returns, calls an export, and reads the answer at
//! the address that the export returns, before the next call. The module runs on one thread.

#![expect(unsafe_code, reason = "raw memory is what this file is about")]

use crate::answer::Answer;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, memory_size};
use core::cell::{Cell, UnsafeCell};

/// Ends the instance; `wasm.js` makes a new one. It has no message, so the module ships no code that writes messages.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}

const PAGE: usize = 64 << 10;

/// Allocates above the program's own memory, in blocks whose sizes are powers of two. A freed block is reused for the
/// next request of its size, so the peak use of each size bounds the memory taken.
struct Blocks {
    /// The address of the first byte never used; 0 before the first allocation.
    top: Cell<usize>,
    /// For each power of two, the block freed last. It begins with the address of the block freed before it.
    free: [Cell<usize>; usize::BITS as usize],
}

// SAFETY: the module runs on one thread.
unsafe impl Sync for Blocks {}

#[global_allocator]
static BLOCKS: Blocks = Blocks { top: Cell::new(0), free: [const { Cell::new(0) }; usize::BITS as usize] };

unsafe extern "C" {
    /// The start of free memory, set by the linker.
    static __heap_base: u8;
}

/// The size of the smallest block, and the alignment of every block.
const SMALLEST: usize = 16;

fn block_size(size: usize) -> usize {
    size.max(SMALLEST).next_power_of_two()
}

impl Blocks {
    fn free(&self, size: usize) -> &Cell<usize> {
        // The index exists: a power of two has fewer trailing zeros than the word has bits.
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

// SAFETY: a block has one owner until it is freed, lies in memory that the module has, and is aligned to `SMALLEST`;
// `alloc` ends the module if a larger alignment is asked for.
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
        // SAFETY: no block has the address 0; without memory `new_block` ends the module.
        unsafe { core::hint::assert_unchecked(block != 0) };
        core::ptr::with_exposed_provenance_mut(block)
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        let free = self.free(block_size(layout.size()));
        // SAFETY: the block is at least `SMALLEST` long, aligned, and no longer in use.
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
            // SAFETY: the caller owns the block and frees it.
            unsafe { self.dealloc(block, layout) };
        }
        moved
    }
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
