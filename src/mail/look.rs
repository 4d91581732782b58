//! A mail as those see it who account for it: what it said, without the links by which its reader comes in or answers.

use super::mailbox;

/// What a mail said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    pub subject: String,
    pub text: String,
}

/// None: it cannot be read.
pub fn look(mail: &[u8]) -> Option<Look> {
    let mail = mailbox::read("", mail)?;
    Some(Look { subject: without_links(&mail.subject), text: without_links(&mail.text) })
}

/// Each link up to the end of its host: what follows may be a secret of its reader.
fn without_links(text: &str) -> String {
    let mut parts = text.split("://");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |so_far, part| {
        let link = part.find(|c: char| c.is_whitespace() || "<>\"".contains(c)).unwrap_or(part.len());
        let (link, rest) = part.split_at(link);
        let host = link.split(['/', '?', '#']).next().unwrap_or_default();
        let hidden = if host.len() < link.len() { "/…" } else { "" };
        format!("{so_far}://{host}{hidden}{rest}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_said_is_read_and_no_link_of_it() {
        let mail = "Subject: =?utf-8?q?La_semaine_=C3=A0_lire?=\r\nMIME-Version: 1.0\r\n\
                    Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\
                    Déposez : https://b.example/f/secret?mood=3\r\n<http://b.example/r/secret> et https://b.example";
        let look = look(mail.as_bytes()).unwrap();
        assert_eq!(look.subject, "La semaine à lire");
        assert_eq!(
            look.text.lines().collect::<Vec<_>>(),
            ["Déposez : https://b.example/…", "<http://b.example/…> et https://b.example"]
        );
        assert!(!look.text.contains("secret"));
    }
}
