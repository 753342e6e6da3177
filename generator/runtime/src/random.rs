//! Random numbers without a dependency: for waits between attempts, and for idempotency keys.

/// Returns 64 random bits.
///
/// Each `RandomState` has other keys, which the operating system seeds, and its hash of nothing is a random number. It
/// is unpredictable enough for these uses, not for cryptography.
#[cfg(not(target_arch = "wasm32"))]
pub fn bits() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(())
}

/// Returns 64 random bits. `RandomState` has no seed in a browser.
#[cfg(target_arch = "wasm32")]
pub fn bits() -> u64 {
    let half = || (js_sys::Math::random() * 4_294_967_296.0) as u64;
    half() << 32 | half()
}

/// Returns a random UUID of version 4 (RFC 9562).
pub fn uuid() -> String {
    let (high, low) = (bits(), bits());
    format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        0x8000 | ((low >> 48) & 0x3fff),
        low & 0xffff_ffff_ffff
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_has_its_version_and_never_repeats() {
        let uuids: std::collections::HashSet<String> = (0..1000).map(|_| uuid()).collect();
        assert_eq!(uuids.len(), 1000);
        for uuid in uuids {
            let lengths: Vec<usize> = uuid.split('-').map(str::len).collect();
            assert_eq!(lengths, [8, 4, 4, 4, 12], "{uuid}");
            assert_eq!(uuid.as_bytes()[14], b'4', "{uuid}");
            assert!(b"89ab".contains(&uuid.as_bytes()[19]), "{uuid}");
        }
    }
}
