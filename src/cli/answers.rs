//! What commands answer, on standard output. Whoever reads no further, such as `head`, is told no more.

use std::fmt::Display;
use std::io::Write;

/// One line of it.
pub fn line(text: impl Display) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// A document with its own line ends.
pub fn document(text: &[u8]) {
    let _ = std::io::stdout().write_all(text);
}
