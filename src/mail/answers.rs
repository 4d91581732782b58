//! To whom a mail is addressed and who gets the answers to it, and how somebody is taken out of those.

use lettre::message::header::{Headers, ReplyTo, To};
use lettre::message::{Mailbox, Mailboxes};
use mail_parser::MessageParser;

use super::compose::Letters;
use super::fields::{self, Field};
use super::{Error, bodies, compose};
use crate::domain::people::{Email, Person};

const ANSWERED: &str = "Reply-To";
const ADDRESSED: &str = "To";
/// The body has it anew.
const TYPED: &str = "Content-Type";

/// Whom answers to a mail about one project reach, beside who writes them.
#[derive(Debug, Clone, Default)]
pub struct Reached<'a> {
    /// The project's EIGs.
    pub team: Vec<&'a Person>,
    /// Who is asked about it: its referent, or else all coordinators.
    pub asked: Vec<&'a Person>,
}

impl Letters {
    /// Their addresses, where the settings' address stands for the coordination if they have one.
    pub(super) fn reached_by(&self, reached: &Reached<'_>) -> Vec<Mailbox> {
        let asked = if self.has_reply_to() { &[][..] } else { &reached.asked };
        let people = reached.team.iter().chain(asked);
        let people = people.filter_map(|person| compose::answered_by(&person.name, &person.email));
        people.chain(self.reply_to().cloned()).collect()
    }

    /// The key of the sentence that says so; none: nobody would read an answer.
    pub(super) fn said_of(&self, reached: &Reached<'_>) -> Option<&'static str> {
        let is_asked = self.has_reply_to() || !reached.asked.is_empty();
        match (reached.team.is_empty(), is_asked) {
            (false, true) => Some("answers-both"),
            (false, false) => Some("answers-team"),
            (true, true) => Some("digest-answers-coordination"),
            (true, false) => None,
        }
    }

    /// The mail without somebody among those to whom it is addressed, whom its answers reach, and to whom it has its reader
    /// write; none: they are among none of these.
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
        let body = bodies::without(mail, somebody);
        if body.is_some() {
            known.retain(|field| !field.is(TYPED));
        } else if !is_changed {
            return Ok(None);
        }
        self.signed(fields::joined(&known, body.as_deref().unwrap_or(rest))).map(Some)
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
