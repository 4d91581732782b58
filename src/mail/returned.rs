//! What comes to the address that mails are sent from: reports of what became of them, answers of machines, and people.

use mail_parser::{Message, MessageParser, MimeHeaders};

use crate::domain::post::bounce;

/// What such a mail is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Returned {
    Bounce(Bounce),
    /// Nobody wrote it: who is away, a report of success or delay, a list.
    Automatic,
    /// Somebody did.
    Written {
        /// Who says that they did; empty: nobody says so.
        by: String,
        /// The addresses that it was written to.
        came_to: Vec<String>,
    },
}

/// That a mail of ours reached nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bounce {
    /// The addresses to which it came back, one of which may say which mail it was.
    pub came_to: Vec<String>,
    /// The mail's own id, where it is told by somebody who is trusted: whoever answers a mail knows it, too.
    pub message_id: Option<String>,
    /// As RFC 3463 has it: 5.1.1.
    pub status: String,
}

/// None: that is no mail.
pub fn read(mail: &[u8]) -> Option<Returned> {
    let parsed = MessageParser::default().parse(mail)?;
    if let Some(report) = report(&parsed) {
        return Some(match failure(&report) {
            Some(status) => Returned::Bounce(Bounce { came_to: came_to(&parsed), message_id: None, status }),
            None => Returned::Automatic,
        });
    }
    Some(match is_automatic(&parsed) {
        true => Returned::Automatic,
        false => Returned::Written { by: writer(&parsed), came_to: came_to(&parsed) },
    })
}

fn writer(mail: &Message<'_>) -> String {
    let address = mail.from().and_then(|from| from.first()?.address());
    address.unwrap_or_default().to_lowercase()
}

/// The part that a machine reads (RFC 3464, section 2.1).
fn report(mail: &Message<'_>) -> Option<String> {
    let part =
        mail.parts.iter().find(|part| is(part, "message", &["delivery-status", "global-delivery-status"]))?;
    Some(String::from_utf8_lossy(part.contents()).into_owned())
}

fn is(part: &mail_parser::MessagePart<'_>, kind: &str, of: &[&str]) -> bool {
    part.content_type().is_some_and(|content_type| {
        let subtype = content_type.subtype().unwrap_or_default();
        content_type.ctype().eq_ignore_ascii_case(kind)
            && of.iter().any(|one| subtype.eq_ignore_ascii_case(one))
    })
}

/// The status of the first recipient that a report gives up (RFC 3464, section 2.3); none: it gives up nobody.
fn failure(report: &str) -> Option<String> {
    let field = |block: &str, name: &str| {
        block.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    };
    let report = report.replace("\r\n", "\n");
    report.split("\n\n").find_map(|block| {
        let action = field(block, "Action")?;
        if !action.eq_ignore_ascii_case("failed") {
            return None;
        }
        let status = field(block, "Status").unwrap_or_default();
        let status = status.split_whitespace().next().unwrap_or_default();
        Some(if bounce::is_status(status) { status.to_owned() } else { "5.0.0".to_owned() })
    })
}

const CAME_TO: [&str; 5] = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To"];

fn came_to(mail: &Message<'_>) -> Vec<String> {
    let fields =
        mail.headers_raw().filter(|(name, _)| CAME_TO.iter().any(|one| name.eq_ignore_ascii_case(one)));
    let ends_address = |c: char| c.is_whitespace() || "<>,;\"".contains(c);
    fields
        .flat_map(|(_, value)| value.split(ends_address).map(str::to_owned))
        .filter(|word| word.contains('@'))
        .collect()
}

/// RFC 3834, and what came before it.
fn is_automatic(mail: &Message<'_>) -> bool {
    mail.headers_raw().any(|(name, value)| {
        let value = value.trim().to_ascii_lowercase();
        match name.to_ascii_lowercase().as_str() {
            "auto-submitted" => value != "no",
            "precedence" => ["auto_reply", "bulk", "junk", "list"].contains(&value.as_str()),
            "x-autoreply" | "x-autorespond" | "x-auto-response-suppress" | "list-id" => true,
            "return-path" => value == "<>",
            _ => false,
        }
    })
}

/// The mail as it is handed on (RFC 5322, section 3.6.6): what its writer wrote, from whom and with their signature.
pub fn handed_on(
    mail: &[u8],
    (from, to, id): (&str, &str, &str),
    at: chrono::DateTime<chrono::Utc>,
) -> Vec<u8> {
    // A line ends in one way, also where its writer hoped that some server takes another for the end of the mail.
    let text = String::from_utf8_lossy(mail).replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n");
    let text = text.replace('\0', "");
    let at = at.to_rfc2822();
    let resent =
        format!("Resent-Date: {at}\r\nResent-From: {from}\r\nResent-To: {to}\r\nResent-Message-ID: {id}\r\n");
    // What a program that delivers wrote in front (mbox) is no field.
    let text = text
        .strip_prefix("From ")
        .and_then(|rest| rest.split_once("\r\n"))
        .map_or(text.as_str(), |(_, rest)| rest);
    format!("{resent}{text}").into_bytes()
}

/// Whether it is no mail of ours, but was handed on by us.
pub(super) fn is_handed_on(mail: &Message<'_>) -> bool {
    mail.headers_raw().any(|(name, _)| name.eq_ignore_ascii_case("Resent-From"))
}

/// Whether it was handed on before: it goes round in a circle.
pub fn was_handed_on_by(mail: &[u8], from: &str) -> bool {
    let parsed = MessageParser::default().parse_headers(mail);
    parsed.is_some_and(|mail| {
        mail.headers_raw()
            .any(|(name, value)| name.eq_ignore_ascii_case("Resent-From") && value.contains(from))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    /// As Postfix writes them.
    fn report_of(action: &str, status: &str) -> String {
        format!(
            "Return-Path: <>\r\nDelivered-To: bounces+7-00ff@eig.example\r\nFrom: MAILER-DAEMON@mx.example (Mail Delivery System)\r\n\
             To: bounces+7-00ff@eig.example\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
             --b\r\nContent-Description: Notification\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nI'm sorry.\r\n\r\n\
             --b\r\nContent-Description: Delivery report\r\nContent-Type: message/delivery-status\r\n\r\n\
             Reporting-MTA: dns; mx.example\r\nArrival-Date: Fri, 6 Mar 2026 15:05:00 +0100 (CET)\r\n\r\n\
             Final-Recipient: rfc822; ada@cartobio.example\r\nAction: {action}\r\nStatus: {status}\r\n\
             Diagnostic-Code: smtp; 550 {status} no such\r\n    mailbox\r\n\r\n\
             --b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <a1@eig.example>\r\nSubject: x\r\n\r\n--b--\r\n"
        )
    }

    #[test]
    fn a_report_says_which_mail_reached_nobody_and_why() {
        let Some(Returned::Bounce(bounce)) = read(report_of("failed", "5.1.1").as_bytes()) else { panic!() };
        assert_eq!(bounce.status, "5.1.1");
        // Whoever answers a mail knows its id: of a report it proves nothing.
        assert_eq!(bounce.message_id, None);
        assert!(bounce.came_to.iter().all(|address| address == "bounces+7-00ff@eig.example"));
        let Some(Returned::Bounce(bounce)) = read(report_of("Failed", "none").as_bytes()) else { panic!() };
        assert_eq!(bounce.status, "5.0.0");
        let whole = report_of("failed", "5.2.2").replace("text/rfc822-headers", "message/rfc822");
        let Some(Returned::Bounce(bounce)) = read(whole.replace("\r\n", "\n").as_bytes()) else { panic!() };
        assert_eq!(bounce.status, "5.2.2");
    }

    #[test]
    fn what_gives_up_nobody_is_no_bounce() {
        for action in ["delayed", "relayed", "delivered"] {
            assert_eq!(read(report_of(action, "4.4.1").as_bytes()), Some(Returned::Automatic), "{action}");
        }
    }

    #[test]
    fn machines_are_told_from_people() {
        let mail =
            |field: &str| format!("From: Ada <ada@x.example>\r\n{field}Subject: Re: x\r\n\r\nHello\r\n");
        let written = |to: &[&str]| {
            Some(Returned::Written {
                by: "ada@x.example".into(),
                came_to: to.iter().map(|to| to.to_string()).collect(),
            })
        };
        assert_eq!(read(mail("To: <b@x.example>\r\n").as_bytes()), written(&["b@x.example"]));
        let nobodys = read(b"Subject: Re: x\r\n\r\nHello\r\n");
        assert_eq!(nobodys, Some(Returned::Written { by: String::new(), came_to: Vec::new() }));
        assert_eq!(read(mail("Auto-Submitted: no\r\n").as_bytes()), written(&[]));
        for field in [
            "Auto-Submitted: auto-replied\r\n",
            "Precedence: bulk\r\n",
            "Return-Path: <>\r\n",
            "X-Autoreply: yes\r\n",
        ] {
            assert_eq!(read(mail(field).as_bytes()), Some(Returned::Automatic), "{field}");
        }
        assert_eq!(read(b""), None);
    }

    #[test]
    fn what_somebody_wrote_is_handed_on_as_it_is_and_once() {
        let at = chrono::DateTime::UNIX_EPOCH;
        let mail = handed_on(
            b"From ada Thu\nFrom: ada@x.example\nSubject: Re\n\nHi\n",
            ("b@x.example", "c@x.example", "<1@x>"),
            at,
        );
        let text = String::from_utf8(mail.clone()).unwrap();
        assert!(text.starts_with("Resent-Date: Thu, 1 Jan 1970"), "{text}");
        assert!(
            text.ends_with("Resent-Message-ID: <1@x>\r\nFrom: ada@x.example\r\nSubject: Re\r\n\r\nHi\r\n"),
            "{text}"
        );
        assert!(was_handed_on_by(&mail, "b@x.example") && !was_handed_on_by(&mail, "d@x.example"));
        let mail =
            handed_on(b"Subject: Re\r\n\r\na\r.\r\0b\n.\nc", ("b@x.example", "c@x.example", "<1@x>"), at);
        assert!(mail.ends_with(b"Subject: Re\r\n\r\na\r\n.\r\nb\r\n.\r\nc"), "{mail:?}");
    }

    const REPORT: &str = "Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n";

    proptest! {
        /// Whatever is handed in is read, or is no mail; what is handed on is known again, and ends its lines in one
        /// way.
        #[test]
        fn whatever_comes_is_taken_or_is_no_mail(
            start in select(vec!["", "From: ", REPORT, "To: a@b\r\n\r\n"]),
            rest in proptest::collection::vec(any::<u8>(), 0..300),
        ) {
            let mail = [start.as_bytes(), &rest].concat();
            read(&mail);
            let handed = handed_on(&mail, ("b@x.example", "c@x.example", "<1@x>"), chrono::DateTime::UNIX_EPOCH);
            prop_assert!(was_handed_on_by(&handed, "b@x.example"));
            let text = String::from_utf8(handed).unwrap();
            prop_assert!(!text.replace("\r\n", "").contains(['\r', '\n', '\0']));
        }
    }
}
