//! A mailbox in memory, in which the demo's mails are read.

use std::sync::Mutex;

use mail_parser::{HeaderValue, MessageParser};
use serde::Serialize;

/// All mails that were sent, in order.
#[derive(Default)]
pub struct Mailbox(Mutex<Vec<Received>>);

/// A mail as its reader sees it.
#[derive(Debug, Clone, Serialize)]
pub struct Received {
    pub kind: String,
    pub to: String,
    pub subject: String,
    pub message_id: String,
    /// RFC 3339.
    pub date: String,
    pub text: String,
    pub html: String,
}

impl Mailbox {
    /// Puts in what a server would have been given; what is no mail is dropped.
    pub fn put(&self, recipient: &str, content: &[u8]) {
        if let Some(received) = read(recipient, content) {
            self.mails().push(received);
        }
    }

    /// All mails, newest first.
    pub fn newest_first(&self) -> Vec<Received> {
        self.mails().iter().rev().cloned().collect()
    }

    /// The mail with that Message-ID.
    pub fn find(&self, message_id: &str) -> Option<Received> {
        self.mails().iter().find(|mail| mail.message_id == message_id).cloned()
    }

    fn mails(&self) -> std::sync::MutexGuard<'_, Vec<Received>> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// A mail as its reader sees it; none: it is no mail.
pub fn read(recipient: &str, content: &[u8]) -> Option<Received> {
    let mail = MessageParser::default().parse(content)?;
    let kind = match mail.header("X-Bulletins-Kind") {
        Some(HeaderValue::Text(kind)) => kind.trim().to_owned(),
        _ => String::new(),
    };
    Some(Received {
        kind,
        to: recipient.to_owned(),
        subject: mail.subject().unwrap_or_default().to_owned(),
        message_id: mail.message_id().unwrap_or_default().to_owned(),
        date: mail.date().map(|date| date.to_rfc3339()).unwrap_or_default(),
        text: mail.body_text(0).unwrap_or_default().into_owned(),
        html: mail.body_html(0).unwrap_or_default().into_owned(),
    })
}
