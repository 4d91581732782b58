//! To whom a mail is addressed and who gets the answers to it, and how somebody is taken out of those.

use lettre::message::header::{Headers, ReplyTo, To};
use lettre::message::{Mailbox, Mailboxes};
use mail_parser::MessageParser;

use super::compose::Letters;
use super::fields::{self, Field};
use super::{Error, compose};
use crate::domain::people::Email;

const ANSWERED: &str = "Reply-To";
const ADDRESSED: &str = "To";

impl Letters {
    /// The mail without somebody among those to whom it is addressed and whom its answers reach; none: they are among
    /// neither.
    ///
    /// Where nobody is left, answers go to the settings' address, or else to the sender.
    ///
    /// # Errors
    /// It cannot be signed anew.
    pub fn without(&self, mail: &[u8], somebody: &Email) -> Result<Option<Vec<u8>>, Error> {
        let Some((mut known, rest)) = fields::split(mail) else { return Ok(None) };
        let in_place_of_nobody = |name: &str| self.reply_to().filter(|_| name == ANSWERED).cloned();
        let mut is_changed = false;
        for name in [ADDRESSED, ANSWERED] {
            let Some(at) = known.iter().position(|field| field.is(name)) else { continue };
            let there = mailboxes(name, &known[at]);
            let mut left = there.clone();
            left.retain(|mailbox| AsRef::<str>::as_ref(&mailbox.email) != somebody.as_str());
            if left.len() == there.len() {
                continue;
            }
            is_changed = true;
            if left.is_empty() {
                left.extend(in_place_of_nobody(name));
            }
            if left.is_empty() {
                known.remove(at);
            } else {
                known[at].whole = written(name, left);
            }
        }
        is_changed.then(|| self.signed(fields::joined(&known, rest))).transpose()
    }
}

fn mailboxes(name: &str, field: &Field) -> Vec<Mailbox> {
    let header = format!("{}\r\n", field.whole);
    let parser = MessageParser::default();
    let Some(read) = parser.parse_headers(&header) else { return Vec::new() };
    let addresses = if name == ANSWERED { read.reply_to() } else { read.to() };
    let mailbox = |known: &mail_parser::Addr<'_>| {
        let email: Email = known.address()?.parse().ok()?;
        compose::mailbox(known.name(), &email).ok()
    };
    addresses.into_iter().flat_map(|addresses| addresses.iter()).filter_map(mailbox).collect()
}

fn written(name: &str, mailboxes: Vec<Mailbox>) -> String {
    let mailboxes: Mailboxes = mailboxes.into_iter().collect();
    let mut headers = Headers::new();
    match name {
        ANSWERED => headers.set(ReplyTo::from(mailboxes)),
        _ => headers.set(To::from(mailboxes)),
    }
    headers.to_string()
}
