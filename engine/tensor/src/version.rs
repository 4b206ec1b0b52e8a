//! The version of the crates, checked while a generated crate compiles.

/// Refuses to compile where `actual`, the `VERSION` of a crate, is not the `expected` one; generated crates call it in a `const`.
///
/// # Panics
/// If the two differ.
pub const fn require_version(actual: &str, expected: &str) {
    let (actual, expected) = (actual.as_bytes(), expected.as_bytes());
    let mut equal = actual.len() == expected.len();
    let mut i = 0;
    while equal && i < actual.len() {
        equal = actual[i] == expected[i];
        i += 1;
    }
    assert!(
        equal,
        "this model crate was generated for another version of the Halyard crates; compile the model again"
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    const _: () = require_version("1.2.3", "1.2.3");

    #[test]
    #[should_panic(expected = "compile the model again")]
    fn refuses_another_version() {
        require_version("1.2.3", "1.2.4");
    }

    #[test]
    #[should_panic(expected = "compile the model again")]
    fn refuses_a_longer_version() {
        require_version("1.2.30", "1.2.3");
    }
}
