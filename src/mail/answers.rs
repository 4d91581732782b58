//! Who gets the answers to a mail, and how somebody is taken out of those.

use lettre::message::header::{Headers, ReplyTo};
use lettre::message::{Mailbox, Mailboxes};
use mail_parser::MessageParser;

use super::compose::Letters;
use super::fields::{self, Field};
use super::{Error, compose};
use crate::domain::people::Email;

const FIELD: &str = "Reply-To";

impl Letters {
    /// The mail without somebody among those whom its answers reach; none: they are not among them.
    ///
    /// Where nobody is left, answers go to the settings' address, or else to the sender.
    ///
    /// # Errors
    /// It cannot be signed anew.
    pub fn without(&self, mail: &[u8], somebody: &Email) -> Result<Option<Vec<u8>>, Error> {
        let Some((mut known, rest)) = fields::split(mail) else { return Ok(None) };
        let Some(at) = known.iter().position(|field| field.is(FIELD)) else { return Ok(None) };
        let reached = reached(&known[at]);
        let mut left: Vec<Mailbox> = reached.clone();
        left.retain(|mailbox| AsRef::<str>::as_ref(&mailbox.email) != somebody.as_str());
        if left.len() == reached.len() {
            return Ok(None);
        }
        if left.is_empty() {
            left.extend(self.reply_to().cloned());
        }
        if left.is_empty() {
            known.remove(at);
        } else {
            known[at].whole = written(left);
        }
        self.signed(fields::joined(&known, rest)).map(Some)
    }
}

fn reached(field: &Field) -> Vec<Mailbox> {
    let header = format!("{}\r\n", field.whole);
    let parser = MessageParser::default();
    let Some(read) = parser.parse_headers(&header) else { return Vec::new() };
    let Some(addresses) = read.reply_to() else { return Vec::new() };
    let mailbox = |known: &mail_parser::Addr<'_>| {
        let email: Email = known.address()?.parse().ok()?;
        compose::mailbox(known.name(), &email).ok()
    };
    addresses.iter().filter_map(mailbox).collect()
}

fn written(reached: Vec<Mailbox>) -> String {
    let mut headers = Headers::new();
    headers.set(ReplyTo::from(reached.into_iter().collect::<Mailboxes>()));
    headers.to_string()
}
