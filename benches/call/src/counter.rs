//! The system allocator, with counters for this thread.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
};

/// What has been allocated since the thread started.
#[derive(Clone, Copy)]
pub struct Count {
    /// New blocks.
    pub blocks: u64,
    /// Blocks that were later grown (or shrunk).
    pub resized: u64,
    /// The bytes of both.
    pub bytes: u64,
}

thread_local! {
    static COUNT: Cell<Count> = const { Cell::new(Count { blocks: 0, resized: 0, bytes: 0 }) };
}

pub fn read() -> Count {
    COUNT.get()
}

fn count(blocks: u64, resized: u64, bytes: usize) {
    let count = COUNT.get();
    COUNT.set(Count {
        blocks: count.blocks + blocks,
        resized: count.resized + resized,
        bytes: count.bytes + bytes as u64,
    });
}

pub struct Counting;

// SAFETY: every call is passed on to the system allocator unchanged; counting does not allocate.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(1, 0, layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(1, 0, layout.size());
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(0, 1, size);
        unsafe { System.realloc(block, layout, size) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        unsafe { System.dealloc(block, layout) }
    }
}
