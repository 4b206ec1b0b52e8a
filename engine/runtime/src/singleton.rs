//! Static memory that is borrowed once, for ever: the arena of a firmware's models lives in one.

use core::cell::UnsafeCell;
#[cfg(target_has_atomic = "8")]
use core::sync::atomic::{AtomicBool, Ordering};

#[cfg(not(target_has_atomic = "8"))]
use crate::splitter::Splitter;

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
    #[cfg(target_has_atomic = "8")]
    taken: AtomicBool,
    #[cfg(not(target_has_atomic = "8"))]
    taken: Splitter,
    value: UnsafeCell<T>,
}

// SAFETY: `take` gives the value to one caller only, so it is never shared; it may move to that caller's core (`Send`).
unsafe impl<T: Send> Sync for Singleton<T> {}

impl<T> Singleton<T> {
    /// A value that nobody has taken.
    pub const fn new(value: T) -> Self {
        Self {
            #[cfg(target_has_atomic = "8")]
            taken: AtomicBool::new(false),
            #[cfg(not(target_has_atomic = "8"))]
            taken: Splitter::new(),
            value: UnsafeCell::new(value),
        }
    }

    /// Takes the value; `None` if it was taken before. On cores without compare-and-swap, such as AVR and Armv6-M, two that try at the
    /// same time, on two cores or in an interrupt handler, may both get `None`.
    #[allow(clippy::mut_from_ref)] // one caller gets it, see `is_first`
    pub fn take(&'static self) -> Option<&'static mut T> {
        if !self.is_first() {
            return None;
        }
        // SAFETY: `is_first` answers `true` at most once in the life of the program, so this reference is the only one.
        Some(unsafe { &mut *self.value.get() })
    }

    #[cfg(target_has_atomic = "8")]
    fn is_first(&self) -> bool {
        !self.taken.swap(true, Ordering::AcqRel)
    }

    #[cfg(not(target_has_atomic = "8"))]
    fn is_first(&self) -> bool {
        self.taken.is_first()
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
