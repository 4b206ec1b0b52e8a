//! How deep the stack went: paint the free part, run, look how much paint is left.

use core::ptr;

const PAINT: usize = 0x5AFE_57AC_u32 as usize;

/// Bytes below the painting function's own variable that stay unpainted: its frame, its callees' and a red zone.
const MARGIN: usize = if cfg!(target_pointer_width = "16") {
    32
} else {
    256
};

/// A stack that grows downwards, between two addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stack {
    lowest: usize,
    end: usize,
}

impl Stack {
    /// The stack between `lowest` and `end`, which is the address above its first word. Both are rounded inwards to words.
    ///
    /// # Safety
    ///
    /// The range must be memory of the stack that the caller runs on, and of nothing else, for the rest of the program.
    pub const unsafe fn new(lowest: usize, end: usize) -> Self {
        Self {
            lowest: lowest.next_multiple_of(size_of::<usize>()),
            end: end & !(size_of::<usize>() - 1),
        }
    }

    /// Bytes that the stack can hold.
    pub const fn available_bytes(&self) -> usize {
        self.end - self.lowest
    }

    /// Paints everything below the caller's frame.
    #[inline(never)]
    pub fn paint(&self) {
        let here = 0_usize;
        let pointer = ptr::from_ref(&here).expose_provenance();
        let end = pointer.saturating_sub(MARGIN) & !(size_of::<usize>() - 1);
        let mut address = self.lowest;
        while address < end.min(self.end) {
            // SAFETY: the word lies in this stack (`new`) and at least MARGIN bytes below the stack pointer, where
            // nothing lives.
            unsafe { ptr::with_exposed_provenance_mut::<usize>(address).write_volatile(PAINT) };
            address += size_of::<usize>();
        }
    }

    /// Most bytes that were in use at any time since [`paint`](Self::paint).
    #[inline(never)]
    pub fn used_bytes(&self) -> usize {
        let mut address = self.lowest;
        while address < self.end && read(address) == PAINT {
            address += size_of::<usize>();
        }
        self.end - address
    }
}

fn read(address: usize) -> usize {
    // SAFETY: callers pass a word of a stack (`Stack::new`), plain memory; a volatile read assumes nothing of what is there.
    unsafe { ptr::with_exposed_provenance::<usize>(address).read_volatile() }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::*;
    use core::hint::black_box;
    use std::thread;

    #[inline(never)]
    fn use_stack<const N: usize>() {
        black_box(&mut [1_u8; N]);
    }

    fn on_own_stack(test: fn(Stack)) {
        let run = move || {
            let here = 0_u8;
            let end = ptr::from_ref(&here).expose_provenance();
            // SAFETY: the thread has 1 MB of stack, of which this is the part below this frame.
            test(unsafe { Stack::new(end - 512 * 1024, end) });
        };
        let thread = thread::Builder::new().stack_size(1024 * 1024).spawn(run);
        thread.unwrap().join().unwrap();
    }

    #[test]
    fn bounds_are_rounded_inwards() {
        // SAFETY: nothing is painted or read.
        let stack = unsafe { Stack::new(0x1001, 0x2003) };
        let word = size_of::<usize>();
        assert_eq!(
            stack.available_bytes(),
            0x2000 - 0x1001_usize.next_multiple_of(word)
        );
    }

    #[test]
    fn grows_with_what_a_function_uses() {
        on_own_stack(|stack| {
            stack.paint();
            use_stack::<5_000>();
            let small = stack.used_bytes();
            use_stack::<50_000>();
            let large = stack.used_bytes();
            assert!((5_000..20_000).contains(&small), "{small}");
            assert!((50_000..70_000).contains(&large), "{large}");
        });
    }

    #[test]
    fn painting_again_forgets_the_past() {
        on_own_stack(|stack| {
            stack.paint();
            use_stack::<50_000>();
            stack.paint();
            assert!(stack.used_bytes() < 20_000);
        });
    }
}
