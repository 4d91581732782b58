//! How the text of a message lies in the outbox: compressed, then sealed for its message's id.
//!
//! How well a text is compressed tells whoever sees its length how much of it repeats itself. What lies here is
//! measured by nobody but who holds the database, who has one length of each, and cannot try words until it shrinks;
//! on its way to a mail server a text is as it was written.

use std::io::{self, Read};
use std::panic::{self, AssertUnwindSafe};
use std::sync::LazyLock;

use brotli::enc::{BrotliCompressCustomIoCustomDict, BrotliEncoderParams, StandardAlloc};
use brotli::{Decompressor, IoReaderWrapper, IoWriterWrapper};

use crate::services::sealing::{Closed, Seal};

/// What they are sealed as.
const SEALED: &str = "outbox";
/// What a compressed text begins with. None begins so by itself: older rows hold theirs as they are.
const COMPRESSED: u8 = 1;
/// A mail is twenty to a hundred kilobytes, and a tenth of it afterwards; higher levels take longer for little.
const QUALITY: i32 = 4;
/// Enough for any mail: 256 KiB.
const WINDOW: i32 = 18;
/// How much goes in and comes out at a time.
const PIECE: usize = 16 * 1024;

/// What mails have in common, as it goes over the wire: a text that is compressed beside it need not hold it. It is frozen,
/// however mails look by now: what lies in outboxes opens with it alone. Another one would be another form beside this one.
static COMMON: LazyLock<Vec<u8>> =
    LazyLock::new(|| include_str!("common.txt").replace('\n', "\r\n").into_bytes());

pub(super) fn seal(seal: &Seal, message_id: &str, text: &[u8]) -> Vec<u8> {
    seal.seal(SEALED, message_id.as_bytes(), &compressed(text))
}

/// As it was written.
///
/// # Errors
/// [`Closed`] too where what was sealed is no text of ours.
pub fn open(seal: &Seal, message_id: &str, sealed: &[u8]) -> Result<Vec<u8>, Closed> {
    let opened = seal.open(SEALED, message_id.as_bytes(), sealed)?;
    match opened.split_first() {
        Some((&COMPRESSED, rest)) => decompressed(rest).map_err(|_| Closed),
        _ => Ok(opened),
    }
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
    let params = BrotliEncoderParams {
        quality: QUALITY,
        lgwin: WINDOW,
        size_hint: text.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = vec![COMPRESSED];
    let compress = || {
        BrotliCompressCustomIoCustomDict(
            &mut IoReaderWrapper(&mut &text[..]),
            &mut IoWriterWrapper(&mut compressed),
            &mut [0; PIECE],
            &mut [0; PIECE],
            &params,
            StandardAlloc::default(),
            &mut |_, _, _, _| (),
            &COMMON,
            io::Error::from(io::ErrorKind::UnexpectedEof),
        )
    };
    // It cuts copies where the common words end, and panics where one byte is left of one.
    let done = panic::catch_unwind(AssertUnwindSafe(compress));
    // A mail that could not be read again would be lost: it matters more than its size.
    let comes_back = || decompressed(&compressed[1..]).is_ok_and(|back| back == text);
    if matches!(done, Ok(Ok(_))) && comes_back() { compressed } else { text.to_vec() }
}

fn decompressed(compressed: &[u8]) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    Decompressor::new_with_custom_dict(compressed, PIECE, COMMON.clone().into()).read_to_end(&mut text)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn what_the_common_words_begin_with_comes_back_too() {
        let key = Seal::new(&[7; 32], &[]);
        let text = [".é\n.éA".as_bytes(), &COMMON, ".é\n.éA".as_bytes()].concat();
        assert_eq!(open(&key, "<1@x>", &seal(&key, "<1@x>", &text)), Ok(text));
    }

    proptest! {
        #[test]
        fn a_text_comes_back_as_it_was_written(words in "[ -~é\r\n]{0,300}", times in 1..80_usize, from in 0..9000_usize) {
            let key = Seal::new(&[7; 32], &[]);
            let text = [words.repeat(times).as_bytes(), &COMMON[from..], words.as_bytes()].concat();
            let sealed = seal(&key, "<1@x>", &text);
            prop_assert_eq!(open(&key, "<1@x>", &sealed), Ok(text));
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
        assert!(seal(&key, "<1@x>", &COMMON).len() < 100, "what all have in common takes no room");
    }

    #[test]
    fn what_lies_in_outboxes_since_the_first_of_them_opens_still() {
        let hash = Sha256::digest(COMMON.as_slice());
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hash, "905b647b423e11ccf0cf82cf0a9c5fd96f4616b9c3cbdf6a77015d79b0c32a39", "it is frozen");
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
