//! Every mail, written from sample data in both languages.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, NaiveDateTime, Utc};
use mail_parser::MessageParser;
use proptest::prelude::*;

use super::answers::Reached;
use super::calls::{self, Author, Begun, Call, Own};
use super::compose::Recipient;
use super::mailbox::{Mailbox, Received};
use super::shared::Shared;
use super::{Letter, Letters, Sender, every_template, weekly};
use crate::domain::filing::bulletin::{Bulletin, BulletinId, Content, Mood};
use crate::domain::filing::draft::Missing;
use crate::domain::filing::key_date::KeyDate;
use crate::domain::filing::questions::{Answers, QUESTIONS};
use crate::domain::filing::text::Text;
use crate::domain::help::{Request, RequestId};
use crate::domain::people::preferences::DigestWish;
use crate::domain::people::{Email, Locale, Member, Person, PersonId};
use crate::domain::post::kind::Kind;
use crate::domain::programme::project::{Project, ProjectId, PromotionId, Stage};
use crate::domain::reading::sight::Reader;
use crate::domain::samples;
use crate::domain::weekly::facts::Facts;
use crate::domain::weekly::help::Asked;
use crate::domain::weekly::reminder::Progress;

/// Gmail cuts what is longer.
const DIGEST_MAX: usize = 100 * 1024;

const UNSUBSCRIBE: &str = "https://b.example/unsubscribe/1.digest.abc";

fn letters() -> Letters {
    let sender = Sender {
        programme: "Bulletins <EIG> & co".into(),
        from: "Bulletins <bulletins@eig.example>".parse().unwrap(),
        reply_to: None,
        dkim: None,
    };
    Letters::new(every_template(), sender).unwrap()
}

fn now() -> DateTime<Utc> {
    "2026-03-06T14:05:00Z".parse().unwrap()
}

fn closes_at() -> NaiveDateTime {
    "2026-03-06T15:00:00".parse().unwrap()
}

fn email() -> Email {
    "ada@eig.example".parse().unwrap()
}

fn read(letter: &Letter) -> Received {
    let mailbox = Mailbox::default();
    mailbox.put(email().as_str(), &letter.content);
    mailbox.newest_first().remove(0)
}

fn project(id: i64, name: &str) -> Project {
    Project {
        id: ProjectId(id),
        promotion: PromotionId(1),
        slug: format!("p{id}"),
        name: name.into(),
        administration: "Ministère de l’Essai".into(),
        description: String::new(),
        locale: None,
        logo: None,
        notification: Default::default(),
        starts_on: "2026-01-05".parse().unwrap(),
        ends_on: "2026-12-31".parse().unwrap(),
        stage: Stage::Open,
        paused: BTreeSet::new(),
        away: Default::default(),
        referent: None,
    }
}

fn bulletin(id: i64, text: &str) -> Bulletin {
    Bulletin {
        reported: Default::default(),
        promise: None,
        day_story: Default::default(),
        id: BulletinId(id),
        project: ProjectId(id),
        week: "2026-W10".parse().unwrap(),
        content: Content {
            mood: Some(Mood::Good),
            quiet: false,
            answers: Answers::find(|question| Text::of(&format!("{}{id} {text}", question.name))),
            key_date: Some(KeyDate::written("2026-03-10".parse().unwrap(), &format!("K{id} {text}"))),
        },
        version: 1,
        late: false,
        filed_at: now(),
        revised_at: now(),
        author: None,
    }
}

/// What each of them asks for, and the same a week before.
fn asked(bulletins: &[Bulletin]) -> Vec<Asked> {
    let request = |bulletin: &Bulletin, week: &str, id| Request {
        id: RequestId(id),
        text: bulletin.content.help().and_then(Text::of).unwrap_or_else(Text::untold),
        ..samples::request(bulletin.project.0, week)
    };
    let of_week = |week: &'static str, first| {
        bulletins.iter().zip(first..).map(move |(bulletin, id): (&Bulletin, i64)| Asked {
            request: request(bulletin, week, id),
            days: 7,
            ended_on: None,
            needed_anew: id % 2 == 0,
        })
    };
    of_week("2026-W09", 101).chain(of_week("2026-W10", 201)).collect()
}

fn addresses() -> weekly::Addresses {
    let link = |path: &str| format!("https://b.example{path}");
    weekly::Addresses {
        weeks: link("/weeks/"),
        projects: link("/projects/"),
        logos: link("/logos/"),
        requests: link("/help-requests"),
        settings: link("/settings"),
    }
}

/// As long as the links are.
fn answer_at(request: RequestId) -> String {
    format!("https://bulletins.eig.example/h/{}.p12345.{}", request.0, "x".repeat(43))
}

fn full_week(text: &str) -> Facts {
    let projects: Vec<Project> = (1..=15).map(|id| project(id, &format!("Projet {id}"))).collect();
    let bulletins: Vec<Bulletin> = projects.iter().map(|project| bulletin(project.id.0, text)).collect();
    Facts {
        week: "2026-W10".parse().unwrap(),
        key_dates: bulletins.iter().map(samples::announced).collect(),
        late: bulletins[..3].to_vec(),
        requests: asked(&bulletins),
        before: Some("2026-W09".parse().unwrap()),
        told_at: now(),
        today: now().date_naive(),
        month: None,
        around: Default::default(),
        unknown: Vec::new(),
        is_whole: true,
        projects,
        bulletins,
    }
}

fn digest(facts: &Facts, locale: Locale) -> Received {
    let coordinator = Member {
        person: Person {
            id: PersonId(1),
            name: "Ada".into(),
            email: email(),
            locale: None,
            coordinator: true,
            active: true,
            digest: DigestWish::default(),
        },
        memberships: Vec::new(),
        today: now().date_naive(),
    };
    let to = Recipient { email: &email(), name: Some("Ada"), locale, unsubscribe: Some(UNSUBSCRIBE.into()) };
    let digest = facts.digest_for(Reader::Member(&coordinator));
    read(
        &weekly::digest(
            &Shared::by(Arc::new(letters())),
            &to,
            (&digest, &|_| vec![&coordinator.person]),
            weekly::Answers::Coordination(&[]),
            (&addresses(), &answer_at),
            now(),
        )
        .unwrap(),
    )
}

/// What a person typed, as HTML shows it.
fn escaped(text: &str) -> String {
    handlebars::html_escape(text)
}

#[test]
fn a_digest_of_fifteen_full_bulletins_holds_every_text_and_is_not_cut_by_mail_clients() {
    let longest = "é".repeat(296);
    let facts = full_week(&longest);
    for locale in Locale::ALL {
        let mail = digest(&facts, locale);
        assert!(mail.html.len() < DIGEST_MAX, "{} bytes", mail.html.len());
        for id in 1..=15 {
            for part in QUESTIONS.iter().map(|question| question.name).chain(["K"]) {
                let text = format!("{part}{id} {longest}");
                assert!(mail.text.contains(&text), "text part: {part}{id}");
                assert!(mail.html.contains(&text), "HTML part: {part}{id}");
            }
        }
    }
}

#[test]
fn whatever_people_type_stays_text() {
    for odd in
        ["<script>alert(1)</script>", "{{link}} {{#if}}", "\u{202e}abc\u{202c}", "]]>", "&amp;", "x\ny"]
    {
        let mail = digest(&full_week(odd), Locale::Fr);
        let lines = |text: &str| text.replace("\r\n", "\n");
        assert!(lines(&mail.text).contains(odd), "{odd:?}");
        assert!(lines(&mail.html).contains(&escaped(odd)), "{odd:?}");
        assert!(!mail.html.contains("<script"), "{odd:?}");
    }
}

#[test]
fn what_is_asked_is_told_with_its_week_and_without_one() {
    let facts = full_week("x");
    let mail = digest(&facts, Locale::En);
    assert!(mail.text.contains("Last week: 0 of 15 requests taken.") && mail.text.contains("I’ll take it"));
    let first = Facts { before: None, ..facts.clone() };
    assert!(!digest(&first, Locale::Fr).text.contains("La semaine dernière"));
    let paused =
        Facts { before: Some("2026-W10".parse().unwrap()), week: "2026-W12".parse().unwrap(), ..facts };
    assert!(digest(&paused, Locale::En).text.contains("Week of 2 to 8 March 2026: 0 of 15 requests taken."));
}

#[test]
fn a_week_without_news_is_told_too() {
    let facts = Facts {
        projects: vec![project(1, "CartoBio")],
        bulletins: Vec::new(),
        requests: Vec::new(),
        key_dates: Vec::new(),
        ..full_week("")
    };
    let mail = digest(&facts, Locale::En);
    assert!(mail.text.contains("The project has not filed") && mail.text.contains("- CartoBio"));
}

#[test]
fn every_mail_is_written_in_both_languages() {
    let letters = letters();
    let progress = Progress { filed: 3, projects: 15 };
    for (locale, word) in [(Locale::Fr, "Semaine"), (Locale::En, "Week")] {
        let to = Recipient {
            email: &email(),
            name: Some("Ada\r\nBcc: eve@evil.example"),
            locale,
            unsubscribe: Some(UNSUBSCRIBE.into()),
        };
        let week = "2026-W10".parse().unwrap();
        let project = project(1, "Karfu'R & fils");
        let link = "https://b.example/f/abc";
        let call = Call { week, closes_at: closes_at(), progress, link };
        let announcement = read(&calls::announcement(&letters, &to, &call, now()).unwrap());
        let begun = |by, mood, texts| Some(Begun { by, missing: Missing { mood, texts } });
        let own = Own { project: &project, begun: None, is_last: false, answers: &Reached::default() };
        let write = |kind, own: &Own<'_>| calls::to_eig(&letters, kind, &to, (&call, own), now()).unwrap();
        let to_eig = read(&write(Kind::Announcement, &own));
        for (by, mood, texts) in
            [(Author::Reader, true, 2), (Author::Named("Ben & co"), false, 1), (Author::Team, false, 0)]
        {
            let last = Own { begun: begun(by, mood, texts), is_last: true, ..own };
            let reminder = read(&write(Kind::Reminder, &last));
            assert_eq!(
                reminder.text.contains("Ben & co"),
                matches!(by, Author::Named(_)),
                "{}",
                reminder.text
            );
            calls::to_eig_in_chat(&letters, Kind::Reminder, locale, (&call, &last)).unwrap();
        }
        let letter = write(Kind::Reminder, &own);
        let reminder = read(&letter);
        for mail in [&announcement, &to_eig, &reminder, &digest(&full_week("x"), locale)] {
            // Whoever serves what a mail loads knows who reads it.
            for loading in ["<link", "@import", "url(", "src="] {
                assert!(!mail.html.contains(loading), "{loading}: {}", mail.html);
            }
        }
        for mood in 1..=4 {
            let face = format!("{link}?mood={mood}");
            for mail in [&to_eig, &reminder] {
                assert!(mail.text.contains(&face) && mail.html.contains(&escaped(&face)), "{}", mail.html);
            }
            assert!(!announcement.html.contains(&face), "nobody's own link is on a list");
        }
        for mail in [&announcement, &to_eig, &reminder] {
            assert!(mail.text.contains(link) && mail.html.contains(link), "{}", mail.text);
            assert!(!mail.text.contains("&amp;") && !mail.text.contains("&#x27;"), "{}", mail.text);
            assert!(!mail.html.contains("{{") && !mail.text.contains("{{"));
        }
        assert!(reminder.subject.contains("Karfu'R & fils"), "{}", reminder.subject);
        let whole = String::from_utf8_lossy(&letter.content).into_owned();
        let (headers, _) = whole.split_once("\r\n\r\n").unwrap();
        assert!(!headers.to_lowercase().contains("\nbcc:"), "{headers}");
        assert!(
            headers.contains("Auto-Submitted: auto-generated")
                && headers.contains("List-Id: <bulletins.eig.example>")
        );
        assert!(headers.contains("Date: Fri, 06 Mar 2026 14:05:00 +0000"), "{headers}");
        assert!(digest(&full_week("x"), locale).text.contains(word));
    }
}

/// Addresses as people have them, and as they might try.
fn typed_addresses() -> impl Strategy<Value = String> {
    let local = prop_oneof![
        "[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,12}",
        "\\PC{1,8}",
        "\"[a-z \\\\\"]{0,6}\"",
        "[é-üа-яא-ת]{1,8}"
    ];
    let domain = prop_oneof![
        "[a-z0-9-]{1,8}(\\.[a-z]{1,8}){0,2}",
        "\\[?[0-9.:a-f]{1,12}\\]?",
        "[a-zé-ü]{1,8}\\.[a-zа-я]{2,4}",
        "\\PC{1,8}"
    ];
    (local, domain).prop_map(|(local, domain)| format!("{local}@{domain}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// What is let in is what can be written: a header holds it, the server is told it, and it is read back.
    #[test]
    fn whatever_is_let_in_can_be_written_to(typed in typed_addresses(), name in prop::option::of("\\PC{0,30}")) {
        let Ok(email) = typed.parse::<Email>() else { return Ok(()) };
        prop_assert_eq!(email.as_str().parse::<Email>(), Ok(email.clone()));
        prop_assert!(email.as_str().split('@').nth(1).unwrap().is_ascii(), "a domain is one that name servers know");
        let mail = super::compose::bare(&email, name.as_deref()).unwrap();
        prop_assert_eq!(AsRef::<str>::as_ref(&mail.envelope().to()[0]), email.as_str());
        let whole = mail.formatted();
        let read = MessageParser::default().parse(&whole).unwrap();
        let to: Vec<_> = read.to().unwrap().iter().filter_map(|address| address.address()).collect();
        prop_assert_eq!(to, [email.as_str()]);
    }
}

#[test]
fn an_address_that_was_let_in_before_fails_alone_and_answers_reach_the_others() {
    let letters = Arc::new(letters());
    let before = Email::stored("p@[127.0.0.1]".into());
    let to = |email| Recipient { email, name: Some("P"), locale: Locale::Fr, unsubscribe: None };
    let call = Call {
        week: "2026-W10".parse().unwrap(),
        closes_at: closes_at(),
        progress: Progress { filed: 3, projects: 15 },
        link: "https://b.example/f/abc",
    };
    let failed = calls::announcement(&letters, &to(&before), &call, now());
    assert!(matches!(failed, Err(super::Error::Unwritable)));
    let person = |email: Email| Person {
        id: PersonId(1),
        name: "P".into(),
        email,
        locale: None,
        coordinator: true,
        active: true,
        digest: DigestWish::default(),
    };
    let coordinators = [before.clone(), "amélie@x.example".parse().unwrap(), email()].map(person);
    let coordinators: Vec<&Person> = coordinators.iter().collect();
    let answers = weekly::Answers::Coordination(&coordinators);
    let facts = full_week("x");
    let digest = facts.digest_for(Reader::List);
    let told = (&digest, (&|_| Vec::new()) as weekly::TeamOf<'_>);
    let shared = Shared::by(letters);
    let letter =
        weekly::digest(&shared, &to(&email()), told, answers, (&addresses(), &answer_at), now()).unwrap();
    let whole = String::from_utf8_lossy(&letter.content).into_owned();
    let (headers, _) = whole.split_once("\r\n\r\n").unwrap();
    assert!(headers.is_ascii() && headers.contains("Reply-To: P <ada@eig.example>"), "{headers}");
}

#[test]
fn every_template_of_mails_can_be_read() {
    letters().templates().read_all().unwrap();
}
