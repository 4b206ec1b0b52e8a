//! Who comes first, by loads and stores alone: for cores that have no compare-and-swap.

use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};

/// Lets at most one of any number of callers through, ever; one that is alone gets through.
///
/// Source: L. Lamport, "A fast mutual exclusion algorithm" (1987), the way in; M. Moir and J. Anderson call it a splitter.
pub(crate) struct Splitter {
    last: AtomicUsize,
    closed: AtomicBool,
}

impl Splitter {
    /// Nobody has come yet.
    pub(crate) const fn new() -> Self {
        Self {
            last: AtomicUsize::new(0),
            closed: AtomicBool::new(false),
        }
    }

    /// Whether the caller came first. Of callers at the same time none may be told so.
    ///
    /// Each writes its name, then looks whether the door is closed, closes it, and looks for its name. Had two found theirs, one of them
    /// wrote its name after the other had found its own, hence after the other had closed the door.
    pub(crate) fn is_first(&self) -> bool {
        self.is_first_though(|| {})
    }

    /// The same; `meanwhile` is what happens between any two steps.
    fn is_first_though(&self, mut meanwhile: impl FnMut()) -> bool {
        let local = 0_u8; // its address is a name that no other call has meanwhile, on any core or in any handler
        let name = (&raw const local).addr();
        self.last.store(name, SeqCst);
        meanwhile();
        if self.closed.load(SeqCst) {
            return false;
        }
        meanwhile();
        self.closed.store(true, SeqCst);
        meanwhile();
        self.last.load(SeqCst) == name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lets_one_that_is_alone_through_once() {
        let splitter = Splitter::new();
        assert!(splitter.is_first());
        assert!(!splitter.is_first());
    }

    #[test]
    fn lets_at_most_one_through_whenever_another_comes() {
        for moment in 0..3 {
            let splitter = Splitter::new();
            let (mut now, mut through) = (0, 0);
            let first = splitter.is_first_though(|| {
                if now == moment {
                    through += i32::from(splitter.is_first());
                }
                now += 1;
            });
            assert!(now > moment, "nobody came at {moment}");
            assert!(through + i32::from(first) <= 1, "at {moment}");
        }
    }
}
