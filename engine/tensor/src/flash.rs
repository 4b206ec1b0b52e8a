//! Constants that stay in flash.

/// A constant of the model, declared by [`flash!`](crate::flash!).
///
/// Where flash is addressed like RAM it is a plain `static`. On AVR, whose flash is read by instructions of its own, it is the
/// place where those go.
pub struct Flash<T: 'static> {
    value: T,
}

impl<T: Copy> Flash<T> {
    /// Wraps a value; use [`flash!`](crate::flash!), which also chooses the section.
    pub const fn new(value: T) -> Self {
        Self { value }
    }

    /// The value, for small constants.
    pub const fn get(&'static self) -> &'static T {
        &self.value
    }
}

impl<T: Copy, const N: usize> Flash<[T; N]> {
    /// The array as a slice that operator constants can hold.
    pub const fn slice(&'static self) -> FlashSlice<T> {
        FlashSlice {
            values: &self.value,
        }
    }
}

/// A slice of constants in flash: weights, per-channel records, tables.
#[derive(Clone, Copy, Debug)]
pub struct FlashSlice<T: 'static> {
    values: &'static [T],
}

impl<T: Copy> FlashSlice<T> {
    /// A slice of nothing.
    pub const EMPTY: Self = Self { values: &[] };

    /// Values that live as long as the program; for tests, and for constants that are not declared by [`flash!`](crate::flash!).
    pub const fn new(values: &'static [T]) -> Self {
        Self { values }
    }

    /// Number of values.
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
    #[inline]
    pub const fn get(&self, index: usize) -> T {
        self.values[index]
    }

    /// `length` values from `start` on. They are copied to `page` only where flash is not addressed; elsewhere `page` may be empty.
    ///
    /// # Panics
    /// If the range is not in the slice.
    #[inline]
    pub fn block<'p>(&self, start: usize, length: usize, page: &'p mut [T]) -> &'p [T] {
        let _ = page;
        &self.values[start..][..length]
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

#[cfg(test)]
mod tests {
    flash! { static TABLE: [i16; 4] = [1, -2, 3, -4]; }

    #[test]
    fn blocks_are_ranges_of_the_constant() {
        let slice = TABLE.slice();
        assert_eq!(slice.len(), 4);
        assert_eq!(slice.block(1, 2, &mut []), &[-2, 3]);
        assert_eq!(TABLE.get()[3], -4);
    }
}
