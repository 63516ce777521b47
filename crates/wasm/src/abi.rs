//! What crosses between JavaScript and Rust, and the memory it lies in. The only file with `unsafe`.
//!
//! A call goes like this: JavaScript asks for room ([`begin`]), writes the record there, calls
//! [`check`] and reads the answer from where the result points. Everything allocated on the way is
//! forgotten at the next [`begin`], so memory is an arena with one pointer and nothing is ever freed.
//! The module runs on one thread.

#![expect(unsafe_code, reason = "raw memory is what this file is about")]
#![cfg(target_arch = "wasm32")]

use crate::answer;
use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, memory_size};
use core::cell::Cell;
use core::mem::ManuallyDrop;
use ficha::Host;
use ficha::field::Fecha;
use std::borrow::Cow;

const PAGE: usize = 64 << 10;

/// Memory above the program's own, handed out from the bottom up.
struct Arena {
    /// The first free byte; 0 before the first use.
    top: Cell<usize>,
}

// SAFETY: the module runs on one thread.
unsafe impl Sync for Arena {}

#[global_allocator]
static ARENA: Arena = Arena { top: Cell::new(0) };

unsafe extern "C" {
    /// Where the linker says free memory begins.
    static __heap_base: u8;
}

impl Arena {
    fn forget_everything(&self) {
        self.top.set((&raw const __heap_base).addr());
    }

    /// Makes sure that memory reaches up to `end`.
    fn reach(&self, end: usize) -> bool {
        let missing = end.div_ceil(PAGE).saturating_sub(memory_size(0));
        missing == 0 || memory_grow(0, missing) != usize::MAX
    }
}

// SAFETY: every block lies above all blocks handed out before, within memory that was reached, and
// is aligned as asked; blocks shrink or grow only at the top.
unsafe impl GlobalAlloc for Arena {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if self.top.get() == 0 {
            self.forget_everything();
        }
        let start = self.top.get().checked_next_multiple_of(layout.align());
        let block = start.and_then(|start| Some((start, start.checked_add(layout.size())?)));
        match block {
            Some((start, end)) if self.reach(end) => {
                self.top.set(end);
                core::ptr::with_exposed_provenance_mut(start)
            }
            _ => core::ptr::null_mut(),
        }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if block.addr() + layout.size() == self.top.get() {
            self.top.set(block.addr());
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let is_last = block.addr() + layout.size() == self.top.get();
        if let Some(end) = block.addr().checked_add(size).filter(|end| is_last && self.reach(*end)) {
            self.top.set(end);
            return block;
        }
        // SAFETY: size is not 0 and the alignment is the old block's, which was valid.
        let moved = unsafe { self.alloc(Layout::from_size_align_unchecked(size, layout.align())) };
        if !moved.is_null() {
            // SAFETY: both blocks are at least this long and a new block overlaps no old one.
            unsafe { core::ptr::copy_nonoverlapping(block, moved, layout.size().min(size)) };
        }
        moved
    }
}

/// Room for bytes that JavaScript writes.
struct Room {
    start: Cell<*mut u8>,
}

// SAFETY: the module runs on one thread.
unsafe impl Sync for Room {}

/// The room made last.
static ROOM: Room = Room { start: Cell::new(core::ptr::null_mut()) };

/// Makes room for `length` bytes in the middle of a call: how `nfc` gives its result.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    let mut room = ManuallyDrop::new(Vec::<u8>::with_capacity(length));
    ROOM.start.set(room.as_mut_ptr());
    room.as_mut_ptr()
}

/// Forgets the last call and makes room for the record of a new one.
#[unsafe(no_mangle)]
pub extern "C" fn begin(length: usize) -> *mut u8 {
    ARENA.forget_everything();
    room(length)
}

/// Checks the record of `length` bytes written where [`begin`] said, at the time `now` in
/// milliseconds since 1970. The result points to the length of the answer (32 bits, little endian)
/// with the answer in UTF-8 behind it.
///
/// # Safety
/// [`begin`] was called with this `length`, the bytes were written, and nothing was called since.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn check(schema: usize, length: usize, now: f64) -> *const u8 {
    // SAFETY: JavaScript wrote `length` bytes there, which `begin` made room for.
    let record = unsafe { core::slice::from_raw_parts(ROOM.start.get(), length) };
    let host = Host { today: Fecha::in_lima(now as i64), nfc };
    let text = answer(schema, record, &host);
    let mut out = Vec::with_capacity(text.len() + 4);
    out.extend_from_slice(&(text.len() as u32).to_le_bytes());
    out.extend_from_slice(text.as_bytes());
    out.leak().as_ptr()
}

#[link(wasm_import_module = "host")]
unsafe extern "C" {
    /// Normalises the text to NFC, makes [`room`] for the result, writes it there and returns its length.
    #[link_name = "nfc"]
    fn host_nfc(start: *const u8, length: usize) -> usize;
}

fn nfc(text: &str) -> Cow<'_, str> {
    // SAFETY: the host reads the text and writes its result into the room it asked for.
    let normal = unsafe {
        let length = host_nfc(text.as_ptr(), text.len());
        core::slice::from_raw_parts(ROOM.start.get(), length)
    };
    core::str::from_utf8(normal).map_or(Cow::Borrowed(text), Cow::Borrowed)
}
