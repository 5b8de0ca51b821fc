//! The system's allocator, counted for this thread.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
};

/// What was allocated since the thread began. Growing a block counts as an allocation.
#[derive(Clone, Copy)]
pub struct Count {
    pub allocations: u64,
    pub bytes: u64,
}

thread_local! {
    static COUNT: Cell<Count> = const { Cell::new(Count { allocations: 0, bytes: 0 }) };
}

pub fn read() -> Count {
    COUNT.get()
}

fn count(bytes: usize) {
    let Count { allocations, bytes: before } = COUNT.get();
    COUNT.set(Count {
        allocations: allocations + 1,
        bytes: before + bytes as u64,
    });
}

pub struct Counting;

// SAFETY: every call goes to the system's allocator as it came; counting does not allocate.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size);
        unsafe { System.realloc(block, layout, size) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        unsafe { System.dealloc(block, layout) }
    }
}
