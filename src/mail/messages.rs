//! The mails of the programme: one function each.

use chrono::{DateTime, NaiveDateTime, Utc};
use lettre::message::Mailbox;
use serde::Serialize;

use super::Error;
use super::compose::{self, Letter, Letters, Recipient};
use crate::domain::calendar::Week;
use crate::domain::identity::{Changed, Device};
use crate::domain::people::{Locale, Member, Membership, Person, Role};
use crate::domain::post::kind::Kind;
use crate::domain::programme::project::Project;
use crate::domain::weekly::digest::Digest;
use crate::domain::weekly::reminder::Progress;
use crate::views::{DigestView, ProjectView};

pub use super::compose::Recipient as To;

/// What is asked for: a bulletin of that week.
#[derive(Debug, Clone, Copy)]
pub struct Call<'a> {
    pub week: Week,
    /// On the programme's clocks.
    pub closes_at: NaiveDateTime,
    pub progress: Progress,
    /// Where to file.
    pub link: &'a str,
}

/// A [`Call`] as templates see it.
#[derive(Serialize)]
struct CallView<'a> {
    programme: &'a str,
    week: String,
    closes_at: String,
    filed: usize,
    projects: usize,
    link: &'a str,
}

impl<'a> CallView<'a> {
    fn new(letters: &'a Letters, call: &Call<'a>) -> CallView<'a> {
        CallView {
            programme: letters.programme(),
            week: call.week.to_string(),
            closes_at: call.closes_at.format("%Y-%m-%dT%H:%M:%S").to_string(),
            filed: call.progress.filed,
            projects: call.progress.projects,
            link: call.link,
        }
    }
}

/// To a list: the week closes today.
pub fn announcement(
    letters: &Letters,
    to: &Recipient<'_>,
    call: &Call<'_>,
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    letters.write(Kind::Announcement, to, &[], &CallView::new(letters, call), now)
}

/// To an EIG: the bulletin of their project is missing, and this is where to file it.
pub fn reminder(
    letters: &Letters,
    to: &Recipient<'_>,
    project: &Project,
    call: &Call<'_>,
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    #[derive(Serialize)]
    struct Data<'a> {
        #[serde(flatten)]
        call: CallView<'a>,
        name: &'a str,
        project: ProjectView,
    }
    let data = Data {
        call: CallView::new(letters, call),
        name: to.name.unwrap_or_default(),
        project: project.into(),
    };
    letters.write(Kind::Reminder, to, &[], &data, now)
}

/// To somebody who asked for it: the link with which they sign in, and the code that does the same in the browser in
/// which they asked; each for so many minutes.
pub fn sign_in(
    letters: &Letters,
    to: &Recipient<'_>,
    link: &str,
    code: &str,
    (minutes, code_minutes): (i64, i64),
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    #[derive(Serialize)]
    struct Data<'a> {
        programme: &'a str,
        name: &'a str,
        link: &'a str,
        code: &'a str,
        minutes: i64,
        code_minutes: i64,
    }
    let name = to.name.unwrap_or_default();
    let data = Data { programme: letters.programme(), name, link, code, minutes, code_minutes };
    letters.write(Kind::SignIn, to, &[], &data, now)
}

/// To somebody who asked for it: the link with which they choose a new password, for so many minutes.
pub fn password_reset(
    letters: &Letters,
    to: &Recipient<'_>,
    link: &str,
    minutes: i64,
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    #[derive(Serialize)]
    struct Data<'a> {
        programme: &'a str,
        name: &'a str,
        link: &'a str,
        minutes: i64,
    }
    let data = Data { programme: letters.programme(), name: to.name.unwrap_or_default(), link, minutes };
    letters.write(Kind::PasswordReset, to, &[], &data, now)
}

/// To somebody who has been added: what they are in the programme, as far as they are told of it by now, and the link
/// with which they get in.
pub fn invitation(
    letters: &Letters,
    to: &Recipient<'_>,
    member: &Member,
    projects: &[Project],
    link: &str,
    days: i64,
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    #[derive(Serialize)]
    struct RoleView<'a> {
        /// The key of a sentence.
        key: &'static str,
        project: &'a str,
    }
    #[derive(Serialize)]
    struct Data<'a> {
        programme: &'a str,
        name: &'a str,
        link: &'a str,
        days: i64,
        coordinator: bool,
        roles: Vec<RoleView<'a>>,
    }
    let role = |membership: &Membership| {
        let project = projects.iter().find(|project| project.id == membership.project)?;
        if !project.is_told_to(member) {
            return None;
        }
        let key = match membership.role {
            Role::Eig => "invitation-mail-eig",
            Role::Mentor => "invitation-mail-mentor",
        };
        Some(RoleView { key, project: &project.name })
    };
    let data = Data {
        programme: letters.programme(),
        name: to.name.unwrap_or_default(),
        link,
        days,
        coordinator: member.person.coordinator,
        roles: member.memberships.iter().filter_map(role).collect(),
    };
    letters.write(Kind::Invitation, to, &[], &data, now)
}

/// What happened to somebody's account.
pub struct News<'a> {
    pub changed: Changed,
    /// On the programme's clocks.
    pub at: NaiveDateTime,
    /// The browser in which it was done; none where another person did it.
    pub device: Option<Device>,
    /// Where another password is asked for.
    pub link: &'a str,
}

/// To the owner of an account: what happened to it, and what to do if that was somebody else.
pub fn notice(
    letters: &Letters,
    to: &Recipient<'_>,
    news: &News<'_>,
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    #[derive(Serialize)]
    struct Data<'a> {
        programme: &'a str,
        name: &'a str,
        /// The key of a sentence.
        said: String,
        at: String,
        device: Option<Device>,
        /// Where another password is asked for; none: that would not help.
        link: Option<&'a str>,
    }
    let data = Data {
        programme: letters.programme(),
        name: to.name.unwrap_or_default(),
        said: format!("notice-mail-{}", news.changed),
        at: news.at.format("%Y-%m-%dT%H:%M:%S").to_string(),
        device: news.device,
        link: news.changed.is_mended_by_a_password().then_some(news.link),
    };
    letters.write(Kind::Notice, to, &[], &data, now)
}

/// To somebody who has been erased.
pub fn farewell(letters: &Letters, to: &Recipient<'_>, now: DateTime<Utc>) -> Result<Letter, Error> {
    #[derive(Serialize)]
    struct Data<'a> {
        programme: &'a str,
        name: &'a str,
    }
    let data = Data { programme: letters.programme(), name: to.name.unwrap_or_default() };
    letters.write(Kind::Farewell, to, &[], &data, now)
}

/// Whom an answer to a digest reaches.
#[derive(Debug, Clone, Copy)]
pub enum Answers<'a> {
    /// The EIGs of the reader's own projects.
    Team(&'a [&'a Person]),
    /// These coordinators, unless the settings name one address for all answers.
    Coordination(&'a [&'a Person]),
}

/// To everybody: the week in full, in the reader's order.
///
/// `weeks_link`, `logos_link`: what stands before a week in
/// the address of its page, and before a logo's name.
pub fn digest(
    letters: &Letters,
    to: &Recipient<'_>,
    digest: &Digest<'_>,
    answers: Answers<'_>,
    (weeks_link, logos_link): (&str, &str),
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    #[derive(Serialize)]
    struct Data<'a> {
        programme: &'a str,
        digest: DigestView,
        link: String,
        weeks_link: &'a str,
        logos_link: &'a str,
        /// The key of a sentence; none: nobody would read an answer.
        answers: Option<&'static str>,
    }
    let (reached, said) = match answers {
        Answers::Team(team) => (team, Some("digest-answers-team")),
        Answers::Coordination(_) if letters.has_reply_to() => (&[][..], Some("digest-answers-coordination")),
        Answers::Coordination([]) => (&[][..], None),
        Answers::Coordination(people) => (people, Some("digest-answers-coordination")),
    };
    let data = Data {
        programme: letters.programme(),
        digest: digest.into(),
        link: format!("{weeks_link}{}", digest.week),
        weeks_link,
        logos_link,
        answers: said,
    };
    let reached: Vec<Mailbox> =
        reached.iter().filter_map(|person| compose::answered_by(&person.name, &person.email)).collect();
    letters.write(Kind::Digest, to, &reached, &data, now)
}

/// To a channel of a chat: the week closes today.
pub fn announcement_in_chat(letters: &Letters, locale: Locale, call: &Call<'_>) -> Result<String, Error> {
    Ok(letters
        .templates()
        .text(locale, "chat/announcement", &CallView::new(letters, call))?
        .trim()
        .to_owned())
}

/// To an EIG, by a chat: the bulletin of their project is missing, and this is where to file it.
pub fn reminder_in_chat(
    letters: &Letters,
    locale: Locale,
    project: &Project,
    call: &Call<'_>,
) -> Result<String, Error> {
    #[derive(Serialize)]
    struct Data<'a> {
        #[serde(flatten)]
        call: CallView<'a>,
        project: ProjectView,
    }
    let data = Data { call: CallView::new(letters, call), project: project.into() };
    Ok(letters.templates().text(locale, "chat/reminder", &data)?.trim().to_owned())
}
