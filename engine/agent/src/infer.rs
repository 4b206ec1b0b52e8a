//! The one place from which inferences are started.

use core::sync::atomic::{Ordering, compiler_fence};

use halyard_runtime::Model;

/// Runs one inference.
///
/// The instruction counter of emulated boards finds it by name: counting ends when execution comes back to it. So it is
/// exported unmangled, never inlined, and does not leave by a tail call.
// SAFETY: the name is this project's own; nothing else defines it.
#[unsafe(no_mangle)]
#[inline(never)]
pub fn halyard_agent_infer(model: &mut dyn Model) {
    model.infer();
    compiler_fence(Ordering::SeqCst);
}
