//! Flash that loads do not see: constants are copied from program memory, one by one or a page at a time.
#![allow(unsafe_code)]

use core::mem::MaybeUninit;
use core::ops::Deref;
use core::ptr;

use super::program_memory;

/// A constant of the model in program memory, declared by [`flash!`](crate::flash!).
///
/// `value` is never read as if it lay in RAM: only its address is taken.
pub struct Flash<T: 'static> {
    value: T,
}

impl<T: Copy> Flash<T> {
    /// Wraps a value; use [`flash!`](crate::flash!).
    ///
    /// # Safety
    /// The result is the value of a `static` in program memory.
    #[cfg(target_arch = "avr")]
    pub const unsafe fn new(value: T) -> Self {
        Self { value }
    }

    /// Wraps a value; use [`flash!`](crate::flash!).
    #[cfg(not(target_arch = "avr"))]
    pub const fn new(value: T) -> Self {
        Self { value }
    }

    /// The value: behind a reference where flash is addressed, a copy on AVR.
    #[inline(always)]
    pub fn get(&'static self) -> Fetched<T> {
        // SAFETY: the address is that of a `T` in program memory (`new`).
        Fetched(unsafe { program_memory::read(&raw const self.value) })
    }
}

impl<T: Copy, const N: usize> Flash<[T; N]> {
    /// The array as a slice that operator constants can hold.
    pub const fn slice(&'static self) -> FlashSlice<T> {
        FlashSlice {
            address: (&raw const self.value).cast(),
            length: N,
        }
    }

    /// One value of the array.
    ///
    /// # Panics
    /// If `index` is out of range.
    #[inline(always)]
    pub fn at(&'static self, index: usize) -> T {
        self.slice().get(index)
    }
}

/// A constant that was fetched from flash: see [`Flash::get`].
#[derive(Clone, Copy)]
pub struct Fetched<T>(T);

impl<T> Deref for Fetched<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        &self.0
    }
}

/// Room for `N` values that are copied from flash; it has none where flash is addressed.
pub struct Page<T, const N: usize>([MaybeUninit<T>; N]);

impl<T, const N: usize> Page<T, N> {
    /// A page with nothing on it.
    #[inline(always)]
    pub const fn new() -> Self {
        Self([const { MaybeUninit::uninit() }; N])
    }
}

impl<T, const N: usize> Default for Page<T, N> {
    fn default() -> Self {
        Self::new()
    }
}

/// A slice of constants in flash: weights, per-channel records, tables.
///
/// `length` values of `T` lie in program memory from `address` on.
#[derive(Clone, Copy)]
pub struct FlashSlice<T: 'static> {
    address: *const T,
    length: usize,
}

// SAFETY: it is as good as a `&'static [T]`: nothing ever writes the values.
unsafe impl<T: Sync> Send for FlashSlice<T> {}

// SAFETY: as for `Send`.
unsafe impl<T: Sync> Sync for FlashSlice<T> {}

impl<T: Copy> FlashSlice<T> {
    /// A slice of nothing.
    pub const EMPTY: Self = Self {
        address: ptr::dangling(),
        length: 0,
    };

    /// Values that live as long as the program, for tests. Not there on AVR, where such values are in RAM.
    #[cfg(not(target_arch = "avr"))]
    pub const fn new(values: &'static [T]) -> Self {
        Self {
            address: values.as_ptr(),
            length: values.len(),
        }
    }

    /// Where in program memory the values lie.
    pub const fn address(&self) -> *const T {
        self.address
    }

    /// Number of values.
    #[inline(always)]
    pub const fn len(&self) -> usize {
        self.length
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// One value.
    ///
    /// # Panics
    /// If `index` is out of range.
    #[inline(always)]
    pub fn get(&self, index: usize) -> T {
        assert!(index < self.length, "index is outside of the constant");
        // SAFETY: `index` was checked.
        unsafe { self.get_unchecked(index) }
    }

    /// # Safety
    /// `index` is less than the length.
    #[inline(always)]
    unsafe fn get_unchecked(&self, index: usize) -> T {
        // SAFETY: a `T` lies there, as the caller knows.
        let address = unsafe { self.address.add(index) };
        // SAFETY: as above.
        unsafe { program_memory::read(address) }
    }

    /// `length` values from `start` on, as a slice of its own.
    ///
    /// # Panics
    /// If the range is not in the slice.
    #[inline(always)]
    pub fn part(&self, start: usize, length: usize) -> Self {
        assert!(
            start <= self.length && length <= self.length - start,
            "range is outside of the constant"
        );
        Self {
            // SAFETY: `start` was checked.
            address: unsafe { self.address.add(start) },
            length,
        }
    }

    /// The values one by one.
    #[inline(always)]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = T> + Clone + use<T> {
        let slice = *self;
        // SAFETY: indices are less than the length.
        (0..self.length).map(move |index| unsafe { slice.get_unchecked(index) })
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
        let part = self.part(start, length);
        assert!(length <= N, "block does not fit the page");
        // SAFETY: `part` checked that the values are there, and the line above that the page has room for them.
        unsafe { program_memory::copy(part.address, page.0.as_mut_ptr().cast(), length) };
        // SAFETY: these were copied.
        unsafe { core::slice::from_raw_parts(page.0.as_ptr().cast(), length) }
    }

    /// Calls `each` with `length` values from `start` on, in order: with all of them at once where flash is addressed, else with at most `N`, which are
    /// on the stack meanwhile. Pages are full but for the last.
    ///
    /// # Panics
    /// If the range is not in the slice.
    #[inline(always)]
    pub fn pages<const N: usize>(&self, start: usize, length: usize, mut each: impl FnMut(&[T])) {
        let mut page = Page::<T, N>::new();
        let mut rest = self.part(start, length);
        while !rest.is_empty() {
            let length = rest.length.min(N);
            each(rest.block(0, length, &mut page));
            rest = rest.part(length, rest.length - length);
        }
    }
}

/// Declares constants that stay in flash: `flash! { static TABLE: [i8; 2] = [1, 2]; }` makes `TABLE` a [`Flash`] of the array.
#[cfg(target_arch = "avr")]
#[allow_internal_unsafe] // users forbid unsafe code; the section and `new` belong together
#[macro_export]
macro_rules! flash {
    ($($(#[$meta:meta])* $visibility:vis static $name:ident: $type:ty = $value:expr;)+) => {
        $($(#[$meta])*
        // SAFETY: the linker keeps this section in program memory, where `Flash` reads its value.
        #[unsafe(link_section = ".progmem.data")]
        $visibility static $name: $crate::Flash<$type> = {
            const VALUE: $type = $value;
            // SAFETY: this is the value of a `static` in program memory.
            unsafe { $crate::Flash::new(VALUE) }
        };)+
    };
}

/// Declares constants that stay in flash: `flash! { static TABLE: [i8; 2] = [1, 2]; }` makes `TABLE` a [`Flash`] of the array.
#[cfg(not(target_arch = "avr"))]
#[macro_export]
macro_rules! flash {
    ($($(#[$meta:meta])* $visibility:vis static $name:ident: $type:ty = $value:expr;)+) => {
        $($(#[$meta])* $visibility static $name: $crate::Flash<$type> = $crate::Flash::new($value);)+
    };
}
