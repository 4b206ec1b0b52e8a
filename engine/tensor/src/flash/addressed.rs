//! Flash that loads see like RAM: constants are plain statics, read by reference.

use core::marker::PhantomData;
use core::ops::Deref;

/// A constant of the model, declared by [`flash!`](crate::flash!).
///
/// Where flash is addressed like RAM it is a plain `static`; on AVR it lies in program memory, which special instructions read.
pub struct Flash<T: 'static> {
    value: T,
}

impl<T: Copy> Flash<T> {
    /// Wraps a value; use [`flash!`](crate::flash!), which also chooses the section. Not there on AVR.
    pub const fn new(value: T) -> Self {
        Self { value }
    }

    /// The value: behind a reference where flash is addressed, a copy on AVR.
    #[inline(always)]
    pub const fn get(&'static self) -> Fetched<T> {
        Fetched(&self.value)
    }
}

impl<T: Copy, const N: usize> Flash<[T; N]> {
    /// The array as a slice that operator constants can hold.
    pub const fn slice(&'static self) -> FlashSlice<T> {
        FlashSlice {
            values: &self.value,
        }
    }

    /// One value of the array.
    ///
    /// # Panics
    /// If `index` is out of range.
    #[inline(always)]
    pub const fn at(&'static self, index: usize) -> T {
        self.value[index]
    }
}

/// A constant that was fetched from flash: see [`Flash::get`].
#[derive(Clone, Copy)]
pub struct Fetched<T: 'static>(&'static T);

impl<T> Deref for Fetched<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        self.0
    }
}

/// Room for `N` values that are copied from flash; it has none where flash is addressed.
pub struct Page<T, const N: usize>(PhantomData<T>);

impl<T, const N: usize> Page<T, N> {
    /// A page with nothing on it.
    #[inline(always)]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T, const N: usize> Default for Page<T, N> {
    fn default() -> Self {
        Self::new()
    }
}

/// A slice of constants in flash: weights, per-channel records, tables.
#[derive(Clone, Copy)]
pub struct FlashSlice<T: 'static> {
    values: &'static [T],
}

impl<T: Copy> FlashSlice<T> {
    /// A slice of nothing.
    pub const EMPTY: Self = Self { values: &[] };

    /// Values that live as long as the program, for tests. Not there on AVR, where such values are in RAM.
    pub const fn new(values: &'static [T]) -> Self {
        Self { values }
    }

    /// Number of values.
    #[inline(always)]
    pub const fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// One value.
    ///
    /// # Panics
    /// If `index` is out of range.
    #[inline(always)]
    pub const fn get(&self, index: usize) -> T {
        self.values[index]
    }

    /// `length` values from `start` on, as a slice of its own.
    ///
    /// # Panics
    /// If the range is not in the slice.
    #[inline(always)]
    pub fn part(&self, start: usize, length: usize) -> Self {
        Self {
            values: &self.values[start..][..length],
        }
    }

    /// The values one by one.
    #[inline(always)]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = T> + Clone + use<T> {
        self.values.iter().copied()
    }

    /// `length` values from `start` on. They are copied to `page` only where flash is not addressed.
    ///
    /// # Panics
    /// If the range is not in the slice, or does not fit the page.
    #[inline(always)]
    pub fn block<'p, const N: usize>(
        &self,
        start: usize,
        length: usize,
        page: &'p mut Page<T, N>,
    ) -> &'p [T] {
        let _ = page;
        debug_assert!(length <= N, "block does not fit the page");
        &self.values[start..][..length]
    }

    /// Calls `each` with `length` values from `start` on, in order: with all of them at once where flash is addressed, else with at most `N`, which are
    /// on the stack meanwhile. Pages are full but for the last.
    ///
    /// # Panics
    /// If the range is not in the slice.
    #[inline(always)]
    pub fn pages<const N: usize>(&self, start: usize, length: usize, mut each: impl FnMut(&[T])) {
        each(&self.values[start..][..length]);
    }
}

/// Declares constants that stay in flash: `flash! { static TABLE: [i8; 2] = [1, 2]; }` makes `TABLE` a [`Flash`] of the array.
///
/// ```
/// use halyard_tensor::flash;
///
/// flash! {
///     /// Weights of the first layer.
///     pub static CONV1_WEIGHTS: [i8; 3] = [1, 2, 3];
/// }
/// assert_eq!(CONV1_WEIGHTS.slice().get(2), 3);
/// ```
#[macro_export]
macro_rules! flash {
    ($($(#[$meta:meta])* $visibility:vis static $name:ident: $type:ty = $value:expr;)+) => {
        $($(#[$meta])* $visibility static $name: $crate::Flash<$type> = $crate::Flash::new($value);)+
    };
}
