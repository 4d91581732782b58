//! A text as a picture that a telephone reads.

use qrcode::{Color, QrCode};
use serde::Serialize;

/// For an SVG of one path: its squares have a side of 1.
#[derive(Serialize)]
pub struct Picture {
    /// Of a side, with the margin that readers need.
    size: usize,
    path: String,
}

/// In squares.
const MARGIN: usize = 4;

impl Picture {
    /// None where the text is too long for any.
    pub fn of(text: &str) -> Option<Picture> {
        let code = QrCode::new(text).ok()?;
        let width = code.width();
        let dark = code.to_colors().into_iter().enumerate().filter(|(_, colour)| *colour == Color::Dark);
        let square = |(at, _)| format!("M{} {}h1v1h-1z", at % width + MARGIN, at / width + MARGIN);
        Some(Picture { size: width + 2 * MARGIN, path: dark.map(square).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_its_corners_within_its_margin() {
        let picture = Picture::of("otpauth://totp/x").unwrap();
        assert!(picture.path.starts_with("M4 4h1v1h-1z"), "{}", picture.path);
        assert!(picture.size >= 29 && !picture.path.contains(&format!("M{} ", picture.size - MARGIN)));
        assert!(Picture::of(&"x".repeat(5000)).is_none());
    }
}
