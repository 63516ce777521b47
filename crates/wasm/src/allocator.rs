//! The allocator of the modules.
//!
//! It is our own because it is small: with the crate dlmalloc 0.2, which the standard library uses for wasm, the core of
//! a page has 17.1 kB (gzip) instead of 14.4. A module checks one record at a time and keeps its buffers, so a list of
//! free blocks for each size is enough.

#![expect(unsafe_code, reason = "an allocator hands out raw memory")]

use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, memory_size};
use core::cell::Cell;

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
