//! Characters that leave no mark on a screen, or move what stands around them.

/// Whether a character orders those around it: with one of them "cod.exe" is read as "exe.doc" (UAX #9, section 2).
pub fn turns(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character shows nothing by itself: of nothing but them a text is empty.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || turns(c) || is_padding(c) || joins(c)
}

/// Whether a character shows nothing and changes nothing: two names that differ by it alone look the same.
pub fn is_padding(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}')
}

/// Whether a character shows nothing by itself and changes its neighbours: in an emoji of several, in Persian, in the
/// flags of England and Wales.
fn joins(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
}
