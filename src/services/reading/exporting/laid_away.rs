//! An archive is read again from the disk: what is deleted because it lies there must lie there.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use serde::Deserialize;
use serde::de::IgnoredAny;
use zip::ZipArchive;

use super::archive::{DOCUMENT, SUMS};
use crate::services::Error;
use crate::services::hashing::Hashing;

/// One that is whole.
#[derive(Debug, PartialEq, Eq)]
pub struct Whole {
    pub files: usize,
    pub bulletins: usize,
}

#[derive(Deserialize)]
struct Document {
    promotion: Named,
    bulletins: Vec<IgnoredAny>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

/// Whether each file in it is the one that was written, and how many bulletins of that promotion there are.
///
/// # Errors
/// [`Error::Export`] says what is wrong with it.
pub fn verify(archive: &Path, promotion: &str) -> Result<Whole, Error> {
    let file = File::open(archive).map_err(Error::export)?;
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(Error::export)?;
    let mut sums = String::new();
    zip.by_name(SUMS).map_err(Error::export)?.read_to_string(&mut sums).map_err(Error::export)?;
    let mut files = 1;
    for line in sums.lines() {
        let (sum, path) =
            line.split_once("  ").ok_or_else(|| Error::export(format!("{SUMS} cannot be read")))?;
        let mut hashing = Hashing::default();
        io::copy(&mut zip.by_name(path).map_err(Error::export)?, &mut hashing).map_err(Error::export)?;
        if hashing.told() != sum {
            return Err(Error::export(format!("{path} in the archive is not what was written (SHA-256)")));
        }
        files += 1;
    }
    if files != zip.len() {
        return Err(Error::export("the archive does not hold the files that it says"));
    }
    let document = zip.by_name(DOCUMENT).map_err(Error::export)?;
    let document: Document = serde_json::from_reader(BufReader::new(document)).map_err(Error::export)?;
    if document.promotion.name != promotion {
        return Err(Error::export(format!("the archive is of {:?}", document.promotion.name)));
    }
    Ok(Whole { files, bulletins: document.bulletins.len() })
}
