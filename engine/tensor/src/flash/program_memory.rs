//! Reading program memory: by `lpm` on AVR; elsewhere, where tests take the paged way, by loads.
#![allow(unsafe_code)]

use core::mem::MaybeUninit;

/// The value at `address`.
///
/// # Safety
/// A valid `T` lies there in program memory, and stays as it is.
#[inline(always)]
pub unsafe fn read<T: Copy>(address: *const T) -> T {
    let mut value = MaybeUninit::uninit();
    // SAFETY: one `T` is there, as the caller knows, and `value` has room for it.
    unsafe { copy(address, value.as_mut_ptr(), 1) };
    // SAFETY: it was copied.
    unsafe { value.assume_init() }
}

/// Copies `count` values from program memory to RAM.
///
/// # Safety
/// So many valid `T` lie at `from` in program memory, and stay as they are; `to` has room for them.
#[cfg(not(target_arch = "avr"))]
pub unsafe fn copy<T: Copy>(from: *const T, to: *mut T, count: usize) {
    // SAFETY: as the caller knows; program memory is not written, so the two do not overlap.
    unsafe { core::ptr::copy_nonoverlapping(from, to, count) }
}

/// Copies `count` values from program memory to RAM.
///
/// # Safety
/// So many valid `T` lie at `from` in program memory, and stay as they are; `to` has room for them.
#[cfg(target_arch = "avr")]
#[inline(always)]
pub unsafe fn copy<T: Copy>(from: *const T, to: *mut T, count: usize) {
    let bytes = count * size_of::<T>();
    let (from, to) = (from.cast::<u8>(), to.cast::<u8>());
    if count == 1 && bytes <= 4 {
        for index in 0..bytes {
            // SAFETY: byte `index` of both is there, as the caller knows.
            unsafe { to.add(index).write(read_byte(from.add(index))) };
        }
    } else {
        // SAFETY: as the caller knows.
        unsafe { copy_bytes(from, to, bytes) }
    }
}

#[cfg(target_arch = "avr")]
#[inline(always)]
unsafe fn read_byte(address: *const u8) -> u8 {
    let byte;
    // SAFETY: `lpm` reads a byte of program memory, which nothing writes, and changes nothing else.
    unsafe {
        core::arch::asm!("lpm {}, Z", out(reg) byte, in("Z") address, options(pure, readonly, nostack, preserves_flags));
    }
    byte
}

#[cfg(target_arch = "avr")]
#[inline(never)]
unsafe fn copy_bytes(from: *const u8, to: *mut u8, count: usize) {
    if count == 0 {
        return;
    }
    // SAFETY: reads `count` bytes of program memory and writes as many at `to`, where the caller has room for them.
    unsafe {
        core::arch::asm!(
            "2:",
            "lpm {byte}, Z+",
            "st X+, {byte}",
            "sbiw {count}, 1",
            "brne 2b",
            byte = out(reg) _,
            count = inout(reg_iw) count => _,
            inout("Z") from => _,
            inout("X") to => _,
            options(nostack),
        );
    }
}
