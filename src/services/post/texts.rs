//! How the text of a message lies in the outbox: compressed, then sealed for its message's id.
//!
//! How well a text is compressed tells whoever sees its length how much of it repeats itself. What lies here is
//! measured by nobody but who holds the database, who has one length of each, and cannot try words until it shrinks;
//! on its way to a mail server a text is as it was written.

use crate::services::sealing::{Closed, Seal};

/// What they are sealed as.
const SEALED: &str = "outbox";
/// What a compressed text begins with. None begins so by itself: older rows hold theirs as they are.
const COMPRESSED: u8 = 1;
/// A digest is forty kilobytes and a tenth of it afterwards; the next level takes twice as long for little.
const QUALITY: i32 = 5;

pub(super) fn seal(seal: &Seal, message_id: &str, text: &[u8]) -> Vec<u8> {
    seal.seal(SEALED, message_id.as_bytes(), &compressed(text))
}

/// As it was written.
///
/// # Errors
/// [`Closed`] too where what was sealed is no text of ours.
pub fn open(seal: &Seal, message_id: &str, sealed: &[u8]) -> Result<Vec<u8>, Closed> {
    let opened = seal.open(SEALED, message_id.as_bytes(), sealed)?;
    let Some((&COMPRESSED, mut rest)) = opened.split_first() else { return Ok(opened) };
    let mut text = Vec::new();
    brotli::BrotliDecompress(&mut rest, &mut text).map_err(|_| Closed)?;
    Ok(text)
}

/// With the key of today, where another has sealed it, or where it lies open from before texts were sealed; none: it is so
/// already, or does not open.
pub(super) fn renew(seal: &Seal, message_id: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    if Seal::is_sealed(bytes) {
        seal.renew(SEALED, message_id.as_bytes(), bytes)
    } else {
        Some(self::seal(seal, message_id, bytes))
    }
}

fn compressed(text: &[u8]) -> Vec<u8> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: QUALITY,
        size_hint: text.len(),
        ..brotli::enc::BrotliEncoderParams::default()
    };
    let mut compressed = vec![COMPRESSED];
    match brotli::BrotliCompress(&mut &text[..], &mut compressed, &params) {
        Ok(_) => compressed,
        // Into memory it cannot fail; and if it did, the mail matters and not its size.
        Err(_) => text.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_comes_back_as_it_was_written(text in "[ -~é\r\n]{0,300}") {
            let key = Seal::new(&[7; 32], &[]);
            let sealed = seal(&key, "<1@x>", text.as_bytes());
            prop_assert_eq!(open(&key, "<1@x>", &sealed), Ok(text.into_bytes()));
            prop_assert_eq!(open(&key, "<2@x>", &sealed), Err(Closed));
        }
    }

    #[test]
    fn what_was_sealed_before_texts_were_compressed_opens_and_what_says_the_same_often_is_small() {
        let key = Seal::new(&[7; 32], &[]);
        let before = key.seal(SEALED, b"<1@x>", b"From: a");
        assert_eq!(open(&key, "<1@x>", &before).unwrap(), b"From: a");
        let text = "Une phrase que chaque paragraphe dit.\r\n".repeat(1000);
        assert!(seal(&key, "<1@x>", text.as_bytes()).len() < 300);
    }

    #[test]
    fn what_lies_open_is_sealed_and_what_a_former_key_sealed_opens_with_the_new_one() {
        let (former, today) = (Seal::new(&[7; 32], &[]), Seal::new(&[8; 32], &[&[7; 32]]));
        for bytes in [b"From: a".to_vec(), seal(&former, "<1@x>", b"From: a")] {
            let renewed = renew(&today, "<1@x>", &bytes).unwrap();
            assert_eq!(open(&Seal::new(&[8; 32], &[]), "<1@x>", &renewed).unwrap(), b"From: a");
            assert_eq!(renew(&today, "<1@x>", &renewed), None);
        }
    }
}
