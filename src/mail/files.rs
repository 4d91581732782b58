//! Mails as files, for reading with any mail program or as they lie there.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{Body, MultiPart, SinglePart};
use mail_parser::{Message, MessageParser};

use super::compose::KIND;
use super::{Error, Letters, fields, naming};
use crate::domain::people::Email;

/// A folder for them, which is its owner's alone.
pub(super) fn make(folder: &Path) -> std::io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// So much of an address stands in a name, which has its bounds.
const ADDRESS_MAX: usize = 100;

pub(super) fn write(folder: &Path, recipient: &str, mail: &[u8]) -> std::io::Result<()> {
    let known = MessageParser::default().parse_headers(mail);
    let written_at = known.as_ref().and_then(Message::date).map(ToString::to_string).unwrap_or_default();
    let kind = known.as_ref().and_then(|mail| mail.header_raw(KIND)).unwrap_or_default().trim();
    let recipient: String = recipient.chars().take(ADDRESS_MAX).collect();
    let whose: String = [&written_at, kind, &recipient].join("_").chars().map(in_a_name).collect();
    put(folder, &format!("{whose}_{:016x}", rand::random::<u64>()), mail)
}

/// Whoever looks for a mail finds it by when it was written, what it is and to whom; what no file system likes is left out.
fn in_a_name(c: char) -> char {
    if c.is_ascii_alphanumeric() || "@._+-".contains(c) { c } else { '-' }
}

/// The same with its text as people write: mails go over the wire in short lines, where a link is none any more.
fn legible(mail: &[u8]) -> Option<Vec<u8>> {
    let parsed = MessageParser::default().parse(mail)?;
    // What has more than text and HTML was handed on as somebody wrote it.
    if parsed.parts.len() != 3 {
        return None;
    }
    let (text, html) = (parsed.body_text(0)?, parsed.body_html(0)?);
    let lines = text.replace("\r\n", "\n").replace('\n', "\r\n").into_bytes();
    let text = SinglePart::builder()
        .header(ContentType::TEXT_PLAIN)
        .body(Body::dangerous_pre_encoded(lines, ContentTransferEncoding::EightBit));
    let html = SinglePart::html(html.into_owned());
    let body = MultiPart::alternative().singlepart(text).singlepart(html).formatted();
    let (mut known, _) = fields::split(mail)?;
    known.retain(|field| !field.is("Content-Type"));
    Some(fields::joined(&known, &body))
}

/// Renamed once it is whole: a crash leaves no half mail that looks like one.
fn put(folder: &Path, name: &str, mail: &[u8]) -> std::io::Result<()> {
    let legible = legible(mail);
    let mail = legible.as_deref().unwrap_or(mail);
    let unfinished = folder.join(format!("{name}.part"));
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&unfinished)?
        .write_all(mail)?;
    std::fs::rename(&unfinished, folder.join(format!("{name}.eml")))
}

/// Deletes the mails to somebody and those that tell of them by name, and takes their address out of all others. No folder:
/// no mails.
///
/// # Errors
/// A file cannot be read or written; those before it are done.
pub fn forget(letters: &Letters, folder: &Path, somebody: &Email, names: &[String]) -> Result<(), Error> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(Error::Folder)?,
    };
    for entry in entries {
        let path = entry.map_err(Error::Folder)?.path();
        let (Some(name), Some("eml")) =
            (path.file_stem().and_then(|name| name.to_str()), path.extension().and_then(|end| end.to_str()))
        else {
            continue;
        };
        let mail = std::fs::read(&path).map_err(Error::Folder)?;
        if is_to(&mail, somebody) || naming::tells_of(&mail, somebody, names) {
            std::fs::remove_file(&path).map_err(Error::Folder)?;
        } else if let Some(mail) = letters.without(&mail, somebody)? {
            put(folder, name, &mail).map_err(Error::Folder)?;
        }
    }
    Ok(())
}

fn is_to(mail: &[u8], somebody: &Email) -> bool {
    let header = MessageParser::default().parse_headers(mail);
    let to = header.as_ref().and_then(|header| header.to());
    to.is_some_and(|to| to.iter().any(|known| known.address() == Some(somebody.as_str())))
}

#[cfg(test)]
mod tests {
    use lettre::Message as Written;

    use super::*;

    #[test]
    fn a_mail_in_a_file_is_found_by_its_name_and_its_links_are_whole() {
        let link = format!("https://bulletins.example.org/invitations/{}?a=b", "x".repeat(60));
        let text = format!("Bonjour Zoé,\n\n{link}\n\nÀ vendredi");
        let html = format!("<p>À vendredi <a href=\"{link}\">ici</a></p>");
        let mail = Written::builder()
            .from("b@x.example".parse().unwrap())
            .to("zoe@x.example".parse().unwrap())
            .subject("À l’œuvre")
            .date(std::time::SystemTime::UNIX_EPOCH)
            .multipart(MultiPart::alternative_plain_html(text.clone(), html.clone()))
            .unwrap()
            .formatted();
        let with_kind = [format!("{KIND}: invitation\r\n").as_bytes(), &mail].concat();
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "zoe@x.example/../é", &with_kind).unwrap();
        write(folder.path(), &format!("{}@x.example", "z".repeat(300)), b"Subject: x\n\nno mail of ours")
            .unwrap();
        let entries = std::fs::read_dir(folder.path()).unwrap().flatten();
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().into_string().unwrap()).collect();
        names.sort();
        assert!(names[0].starts_with("1970-01-01T00-00-00Z_invitation_zoe@x.example-..--_"), "{names:?}");
        assert!(names.len() == 2 && names[1].len() < 200, "{names:?}");
        let file = std::fs::read(folder.path().join(&names[0])).unwrap();
        assert!(String::from_utf8_lossy(&file).lines().any(|line| line == link));
        let read = MessageParser::default().parse(&file).unwrap();
        assert_eq!(read.subject(), Some("À l’œuvre"));
        let bodies = [read.body_text(0), read.body_html(0)].map(|body| body.unwrap().replace("\r\n", "\n"));
        assert_eq!(bodies.map(|body| body.trim_end().to_owned()), [text, html]);
    }
}
