//! Static memory that is borrowed once, for ever: the arena of a firmware's models lives in one.

use core::cell::UnsafeCell;
use core::sync::atomic::{AtomicBool, Ordering};

/// A static value that one caller may take.
///
/// ```
/// use halyard_runtime::Singleton;
///
/// static MEMORY: Singleton<[u8; 16]> = Singleton::new([0; 16]);
/// let memory: &'static mut [u8; 16] = MEMORY.take().unwrap();
/// memory[0] = 1;
/// assert!(MEMORY.take().is_none());
/// ```
///
/// A zeroed value costs no flash: it is part of `.bss`.
pub struct Singleton<T> {
    taken: AtomicBool,
    value: UnsafeCell<T>,
}

// SAFETY: `take` gives the value to one caller only, so it is never shared; it may move to that caller's core (`Send`).
unsafe impl<T: Send> Sync for Singleton<T> {}

impl<T> Singleton<T> {
    /// A value that nobody has taken.
    pub const fn new(value: T) -> Self {
        Self {
            taken: AtomicBool::new(false),
            value: UnsafeCell::new(value),
        }
    }

    /// Takes the value; `None` if it was taken before. On cores without compare-and-swap, such as AVR and Armv6-M, no other core and no
    /// interrupt handler may run meanwhile.
    #[allow(clippy::mut_from_ref)] // one caller gets it, see the cell's flag
    pub fn take(&'static self) -> Option<&'static mut T> {
        if self.was_taken() {
            return None;
        }
        // SAFETY: `was_taken` answers `false` once in the life of the program (see there), so this reference is the only one.
        Some(unsafe { &mut *self.value.get() })
    }

    #[cfg(target_has_atomic = "8")]
    fn was_taken(&self) -> bool {
        self.taken.swap(true, Ordering::AcqRel)
    }

    /// Without compare-and-swap two cores, or a handler within this call, could both be first: there, as on AVR and RP2040, firmware
    /// takes its singletons before it enables interrupts or starts another core.
    #[cfg(not(target_has_atomic = "8"))]
    fn was_taken(&self) -> bool {
        let before = self.taken.load(Ordering::Acquire);
        self.taken.store(true, Ordering::Release);
        before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_the_value_once() {
        static VALUE: Singleton<u32> = Singleton::new(7);
        assert_eq!(VALUE.take(), Some(&mut 7));
        assert_eq!(VALUE.take(), None);
    }
}
