//! Mails that many readers share but for a name and some links: what is the same for all is rendered once.
//!
//! A template is given marks where something is a reader's own. Whatever it makes of the rest is kept for as long as these
//! mails are written, by all that it was given, and each reader's own is put in the place of the marks.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use chrono::{DateTime, Utc};
use lettre::message::Mailbox;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Error;
use super::compose::{Addressing, Letter, Letters, Recipient, Said, mailbox};
use crate::domain::post::kind::Kind;

/// How many texts are kept, which are some megabytes: those of 25 projects, of two kinds in two languages, and some more.
const KEPT: usize = 120;
/// How many digits number a mark.
const DIGITS: usize = 4;

/// By whom mails are written that are much the same.
pub struct Shared {
    letters: Arc<Letters>,
    /// What marks begin with. Nobody can guess it, or they could write somebody's own link into another's text.
    mark: String,
    said: Mutex<HashMap<[u8; 32], Arc<Said>>>,
}

/// What is one reader's own.
pub(super) struct Own<'a> {
    mark: &'a str,
    values: RefCell<Vec<String>>,
}

impl Own<'_> {
    /// What a template is given in the place of that.
    pub fn mark(&self, value: String) -> String {
        let mut values = self.values.borrow_mut();
        values.push(value);
        format!("{}{:0DIGITS$}", self.mark, values.len() - 1)
    }

    /// With what is theirs in its places.
    fn put_into(&self, said: &str, written: impl Fn(&str) -> String) -> String {
        let values = self.values.borrow();
        let mut pieces = said.split(self.mark);
        let mut whole = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (number, rest) = piece.split_at_checked(DIGITS).unwrap_or((piece, ""));
            let value = number.parse::<usize>().ok().and_then(|number| values.get(number));
            whole.push_str(&written(value.map_or("", String::as_str)));
            whole.push_str(rest);
        }
        whole
    }
}

impl Shared {
    pub fn by(letters: Arc<Letters>) -> Shared {
        Shared { letters, mark: format!("own{:032x}", rand::random::<u128>()), said: Mutex::default() }
    }

    pub(super) fn letters(&self) -> &Letters {
        &self.letters
    }

    pub(super) fn own(&self) -> Own<'_> {
        Own { mark: &self.mark, values: RefCell::default() }
    }

    /// As [`Letters::write_as`]; `data` holds marks alone of what is the reader's own.
    pub(super) fn write_as(
        &self,
        kind: (Kind, &str),
        to: &Recipient<'_>,
        answers_to: &[Mailbox],
        (data, own): (&impl Serialize, &Own<'_>),
        now: DateTime<Utc>,
    ) -> Result<Letter, Error> {
        let recipient = mailbox(to.name, to.email)?;
        let marked = |value: &str| own.mark(value.to_owned());
        let name = to.name.filter(|name| !name.is_empty()).map(marked).unwrap_or_default();
        let addressing = Addressing { name: &name, unsubscribe: to.unsubscribe.as_deref().map(marked) };
        let said = self.said(kind.1, (to, &addressing), data)?;
        let said = Said {
            subject: own.put_into(&said.subject, str::to_owned),
            text: own.put_into(&said.text, str::to_owned),
            html: own.put_into(&said.html, handlebars::html_escape),
        };
        self.letters.compose(kind.0, to, recipient.into(), answers_to, said, now)
    }

    fn said(
        &self,
        name: &str,
        (to, addressing): (&Recipient<'_>, &Addressing<'_>),
        data: &impl Serialize,
    ) -> Result<Arc<Said>, Error> {
        let given = (name, to.locale, addressing.name, &addressing.unsubscribe, data);
        let given: [u8; 32] = Sha256::digest(serde_json::to_vec(&given).map_err(Error::Data)?).into();
        if let Some(said) = self.kept().get(&given) {
            return Ok(said.clone());
        }
        let said = Arc::new(self.letters.say(name, to.locale, addressing, data)?);
        let mut kept = self.kept();
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(given, said.clone());
        Ok(said)
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<[u8; 32], Arc<Said>>> {
        self.said.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::people::{Email, Locale};
    use crate::mail::mailbox::{Received, read};
    use crate::mail::{Sender, every_template};

    #[test]
    fn each_has_what_is_theirs_at_its_place_however_often_it_stands_there() {
        let mark = "own00";
        let own = Own { mark, values: RefCell::default() };
        let [first, second] = ["/a?b=1&c", "Zoé <z>"].map(|value| own.mark(value.to_owned()));
        let said = format!("{second}: {first}9, {first} and {second}");
        assert_eq!(own.put_into(&said, str::to_owned), "Zoé <z>: /a?b=1&c9, /a?b=1&c and Zoé <z>");
        assert_eq!(own.put_into(&first, handlebars::html_escape), "/a?b&#x3D;1&amp;c");
        assert_eq!(own.put_into("nothing of theirs", str::to_owned), "nothing of theirs");
    }

    #[derive(Serialize)]
    struct Data {
        link: String,
        code: &'static str,
        minutes: i64,
        code_minutes: i64,
    }

    fn shared() -> Shared {
        let from = "Bulletins <bulletins@eig.example>".parse().unwrap();
        let sender = Sender { programme: "P".into(), from, reply_to: None, dkim: None };
        Shared::by(Arc::new(Letters::new(every_template(), sender).unwrap()))
    }

    fn write(shared: &Shared, name: &str) -> Received {
        let email: Email = "ada@eig.example".parse().unwrap();
        let unsubscribe = Some(format!("https://b.example/unsubscribe/{name}?a=b&c"));
        let to = Recipient { email: &email, name: Some(name), locale: Locale::Fr, unsubscribe };
        let own = shared.own();
        let link = own.mark(format!("https://b.example/{name}?d=e&f"));
        let data = Data { link, code: "123", minutes: 5, code_minutes: 5 };
        let now = "2026-03-06T14:05:00Z".parse().unwrap();
        let letter = shared.write_as((Kind::SignIn, "sign-in"), &to, &[], (&data, &own), now).unwrap();
        read(email.as_str(), &letter.content).unwrap()
    }

    #[test]
    fn who_shares_a_text_reads_what_they_would_read_if_nobody_shared_it() {
        let together = shared();
        let [first, second] = ["Ada", "<Léa>"].map(|name| write(&together, name));
        assert_eq!(together.kept().len(), 1);
        let alone = write(&shared(), "<Léa>");
        assert_eq!((&second.text, &second.html), (&alone.text, &alone.html));
        for (mail, own, other) in [(&first, "Ada", "Léa"), (&second, "<Léa>", "Ada")] {
            let link = format!("https://b.example/{own}?d=e&f");
            assert!(mail.text.contains(&link) && mail.html.contains(&handlebars::html_escape(&link)));
            let foreign = |part: &String| part.contains(other) || part.contains(&together.mark);
            assert!(![&mail.text, &mail.html].into_iter().any(foreign), "{}", mail.html);
        }
    }
}
