//! Constants that stay in flash.
//!
//! [`Flash`], [`FlashSlice`] and [`Page`] have two implementations with the same interface. Where flash is *addressed* like RAM they are references, and
//! cost nothing. Where it is *paged*, as on AVR, whose loads see RAM only, constants lie in program memory and are copied from there: single values, or blocks into
//! a [`Page`] of the caller. Host tests take the paged way too, when compiled with `--cfg halyard_paged`.
#![allow(unexpected_cfgs)] // `halyard_paged`: Cargo does not know it

#[cfg(not(any(target_arch = "avr", halyard_paged)))]
#[macro_use]
mod addressed;
#[cfg(any(target_arch = "avr", halyard_paged))]
#[macro_use]
mod paged;
#[cfg(any(target_arch = "avr", halyard_paged))]
mod program_memory;
mod text;

#[cfg(not(any(target_arch = "avr", halyard_paged)))]
pub use addressed::{Fetched, Flash, FlashSlice, Page};
#[cfg(any(target_arch = "avr", halyard_paged))]
pub use paged::{Fetched, Flash, FlashSlice, Page};
pub use text::FlashStr;

use core::fmt;

impl<T: Copy + fmt::Debug> fmt::Debug for FlashSlice<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// A [`FlashSlice`] of the values behind the type: `flash_slice![u32: 1, 28, 28, 1]`; for constants within constants.
#[macro_export]
macro_rules! flash_slice {
    ($type:ty: $($value:expr),* $(,)?) => {{
        const VALUES: &[$type] = &[$($value),*];
        $crate::flash! {
            static FLASH: [$type; VALUES.len()] = *VALUES.first_chunk().expect("the length is its own");
        }
        FLASH.slice()
    }};
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::*;
    use std::vec::Vec;

    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Scaling {
        Divide { count: u16 },
    }

    #[derive(Clone, Copy)]
    struct Operator {
        scaling: Scaling,
        table: FlashSlice<i16>,
    }

    flash! {
        static TABLE: [i16; 4] = [1, -2, 3, -4];

        static OPERATOR: Operator = Operator {
            scaling: Scaling::Divide { count: 7 },
            table: TABLE.slice(),
        };
    }

    #[test]
    fn blocks_are_ranges_of_the_constant() {
        let slice = TABLE.slice();
        assert_eq!(slice.len(), 4);
        assert_eq!(slice.block(1, 2, &mut Page::<_, 3>::new()), &[-2, 3]);
        assert_eq!(slice.part(2, 2).iter().collect::<Vec<_>>(), [3, -4]);
        assert_eq!(slice.get(3), -4);
        assert_eq!(TABLE.at(1), -2);
    }

    #[test]
    fn values_may_be_of_any_copy_type() {
        let operator = OPERATOR.get();
        assert_eq!(operator.scaling, Scaling::Divide { count: 7 });
        assert_eq!(operator.table.get(2), 3);
    }

    #[test]
    fn pages_make_the_whole_in_order() {
        let mut seen = Vec::new();
        TABLE
            .slice()
            .pages::<2>(1, 3, |page| seen.extend_from_slice(page));
        assert_eq!(seen, [-2, 3, -4]);
        TABLE
            .slice()
            .pages::<2>(4, 0, |page| assert!(page.is_empty()));
        assert_eq!(flash_slice![u32: 1, 2].iter().sum::<u32>(), 3);
        assert!(FlashSlice::<i8>::EMPTY.is_empty());
    }

    #[test]
    #[should_panic]
    fn refuses_a_value_outside() {
        TABLE.slice().get(4);
    }

    #[test]
    #[should_panic]
    fn refuses_a_block_outside() {
        TABLE.slice().block(3, 2, &mut Page::<_, 2>::new());
    }

    #[test]
    #[should_panic(expected = "does not fit")]
    fn refuses_a_block_that_is_larger_than_the_page() {
        TABLE.slice().block(0, 3, &mut Page::<_, 2>::new());
    }
}
