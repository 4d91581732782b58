//! What commands answer, on standard output.

use std::io::Write;

/// One line of it. Whoever reads no further, such as `head`, is told no more.
pub fn line(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}
