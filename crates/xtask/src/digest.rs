//! Short names for contents.

use sha2::{Digest, Sha256};

/// As long as a file name needs: 16 hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
