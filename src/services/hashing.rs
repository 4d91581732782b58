//! The checksum of what is written or read (SHA-256), as `sha256sum` tells it.

use std::io::{Result, Write};

use sha2::{Digest, Sha256};

/// Sees bytes go by.
#[derive(Default)]
pub(in crate::services) struct Hashing(Sha256);

impl Hashing {
    pub fn see(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub fn told(self) -> String {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.see(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}
