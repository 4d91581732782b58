//! Mails as their readers see them.

use mail_parser::MessageParser;

use super::smtp::Taken;

fn with_plain_spaces(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// A mail that arrived.
#[derive(Debug, Clone)]
pub struct Mail {
    pub kind: String,
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub message_id: String,
    pub headers: String,
}

impl Mail {
    pub fn read(taken: &Taken) -> Mail {
        let message = MessageParser::default().parse(&taken.content).expect("a mail is MIME");
        let whole = String::from_utf8_lossy(&taken.content).into_owned();
        let (headers, _) = whole.split_once("\r\n\r\n").expect("a mail has headers");
        let kind =
            headers.lines().find_map(|line| line.strip_prefix("X-Bulletins-Kind: ")).unwrap_or_default();
        Mail {
            kind: kind.to_owned(),
            to: taken.to.clone(),
            subject: message.subject().unwrap_or_default().to_owned(),
            text: message.body_text(0).unwrap_or_default().replace("\r\n", "\n"),
            html: message.body_html(0).unwrap_or_default().into_owned(),
            message_id: message.message_id().unwrap_or_default().to_owned(),
            headers: headers.to_owned(),
        }
    }

    /// The first address in the text with that beginning of its path, without the server's part and without a query: a
    /// filing link stands there with each face first.
    pub fn link(&self, path: &str) -> String {
        let found = self.text.split_whitespace().find_map(|word| {
            let at = word.find("://")? + 3;
            let path_at = at + word[at..].find('/')?;
            let found = word[path_at..].split('?').next()?;
            Some(found).filter(|found| found.starts_with(path))
        });
        found.unwrap_or_else(|| panic!("no link to {path} in:\n{}", self.text)).to_owned()
    }

    /// The six digits in it.
    #[track_caller]
    pub fn code(&self) -> String {
        let is_code = |line: &&str| line.len() == 6 && line.chars().all(|c| c.is_ascii_digit());
        let code = self.text.lines().map(str::trim).find(is_code);
        code.unwrap_or_else(|| panic!("no code in:\n{}", self.text)).to_owned()
    }

    /// What the text lists under that title.
    #[track_caller]
    pub fn listed(&self, title: &str) -> Vec<&str> {
        let mut lines = self.text.lines().skip_while(|line| *line != title);
        assert!(lines.next().is_some(), "there is no {title:?} in:\n{}", self.text);
        lines.skip(1).map_while(|line| line.strip_prefix("- ")).collect()
    }

    /// Whichever spaces tie signs to their words: a test of the texts holds those.
    #[track_caller]
    pub fn says(&self, words: &str) -> &Mail {
        let words = with_plain_spaces(words);
        let is_in = |part: &str, words: &str| with_plain_spaces(part).contains(words);
        assert!(is_in(&self.text, &words), "the text does not say {words:?}:\n{}", self.text);
        let escaped = words.replace('&', "&amp;").replace('<', "&lt;").replace('\'', "&#x27;");
        assert!(is_in(&self.html, &escaped), "the HTML does not say {words:?}:\n{}", self.html);
        self
    }

    #[track_caller]
    pub fn says_not(&self, words: &str) -> &Mail {
        let words = with_plain_spaces(words);
        let says = [&self.text, &self.html].into_iter().any(|part| with_plain_spaces(part).contains(&words));
        assert!(!says, "says {words:?}:\n{}", self.text);
        self
    }
}

/// Subjects that a phone's list would cut, or that read as if something were missing: with a second colon, or a small
/// letter at their beginning.
pub fn odd_subjects(mails: &[Mail]) -> Vec<&str> {
    let is_odd = |subject: &&str| {
        let own = subject.strip_prefix("Re: ").unwrap_or(subject);
        own.chars().count() > 78 || own.matches(": ").count() > 1 || own.starts_with(char::is_lowercase)
    };
    mails.iter().map(|mail| mail.subject.as_str()).filter(is_odd).collect()
}

/// What one address got.
pub struct Inbox(pub Vec<Mail>);

impl Inbox {
    pub fn of_kind(&self, kind: &str) -> Vec<&Mail> {
        self.0.iter().filter(|mail| mail.kind == kind).collect()
    }

    #[track_caller]
    pub fn latest_of(&self, kind: &str) -> &Mail {
        self.of_kind(kind).last().unwrap_or_else(|| panic!("no {kind}; all: {:?}", self.subjects()))
    }

    /// The latest of those whose subject begins so: mails of one moment come in no order.
    #[track_caller]
    pub fn about(&self, kind: &str, beginning: &str) -> &Mail {
        let mut found = self.of_kind(kind);
        found.retain(|mail| mail.subject.starts_with(beginning));
        found.last().unwrap_or_else(|| panic!("no {kind} about {beginning}; all: {:?}", self.subjects()))
    }

    #[track_caller]
    pub fn has_one(&self, kind: &str) -> &Mail {
        match self.of_kind(kind)[..] {
            [mail] => mail,
            ref others => panic!("{} mails of kind {kind}; all: {:?}", others.len(), self.subjects()),
        }
    }

    #[track_caller]
    pub fn has_none(&self, kind: &str) {
        assert!(self.of_kind(kind).is_empty(), "there are {kind}s: {:?}", self.subjects());
    }

    #[track_caller]
    pub fn latest(&self) -> &Mail {
        self.0.last().expect("the inbox is empty")
    }

    fn subjects(&self) -> Vec<&str> {
        self.0.iter().map(|mail| mail.subject.as_str()).collect()
    }
}
