//! The mails of the programme: one function each.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDateTime, Utc};
use lettre::message::Mailbox;
use serde::Serialize;

use super::Error;
use super::compose::{self, Letter, Letters, Recipient};
use crate::domain::calendar::Week;
use crate::domain::help::RequestId;
use crate::domain::identity::{Changed, Device};
use crate::domain::people::{Locale, Member, Membership, Person, Role};
use crate::domain::post::kind::Kind;
use crate::domain::programme::project::Project;
use crate::domain::weekly::digest::{Digest, StandsIn};
use crate::domain::weekly::reminder::Progress;
use crate::views::{DigestView, ProjectView, StandsInView};

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
    week: String,
    closes_at: String,
    filed: usize,
    projects: usize,
    link: &'a str,
}

impl<'a> From<&Call<'a>> for CallView<'a> {
    fn from(call: &Call<'a>) -> Self {
        CallView {
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
    letters.write(Kind::Announcement, to, &[], &CallView::from(call), now)
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
        project: ProjectView,
    }
    let data = Data { call: call.into(), project: project.into() };
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
        link: &'a str,
        code: &'a str,
        minutes: i64,
        code_minutes: i64,
    }
    let data = Data { link, code, minutes, code_minutes };
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
        link: &'a str,
        minutes: i64,
    }
    let data = Data { link, minutes };
    letters.write(Kind::PasswordReset, to, &[], &data, now)
}

/// How somebody who has been added gets in, and for whom they read.
pub struct Offer<'a> {
    pub link: &'a str,
    /// For how long it works.
    pub days: i64,
    pub stands_in_for: &'a [StandsIn<'a>],
}

/// To somebody who has been added: what they are in the programme, as far as they are told of it by now, and the link
/// with which they get in.
pub fn invitation(
    letters: &Letters,
    to: &Recipient<'_>,
    member: &Member,
    projects: &[Project],
    offer: &Offer<'_>,
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
        link: &'a str,
        days: i64,
        coordinator: bool,
        roles: Vec<RoleView<'a>>,
        stands_in_for: Vec<StandsInView>,
        /// For whom, where they are nothing else.
        alone: Option<StandsInView>,
        /// The names of the projects of those in whose place they read.
        stood_in: BTreeSet<&'a str>,
    }
    let told = |id| projects.iter().find(|project| project.id == id && project.is_told_to(member));
    let is_news = |held: &&Membership| !held.is_past(member.today) && !member.only_stands_in_by(held);
    let role = |membership: &Membership| {
        let project = told(membership.project)?;
        let key = match membership.role {
            Role::Eig => "invitation-mail-eig",
            Role::Mentor => "invitation-mail-mentor",
            Role::StrategicMentor => "invitation-mail-strategic-mentor",
            Role::Sponsor => "invitation-mail-sponsor",
            Role::Helper => "invitation-mail-helper",
            Role::Alumnus => "invitation-mail-alumnus",
        };
        Some(RoleView { key, project: &project.name })
    };
    let roles: Vec<RoleView<'_>> = member.own_roles().filter(is_news).filter_map(role).collect();
    let is_more = member.person.coordinator || !roles.is_empty();
    let data = Data {
        link: offer.link,
        days: offer.days,
        stands_in_for: offer.stands_in_for.iter().map(StandsInView::from).collect(),
        coordinator: member.person.coordinator,
        alone: offer.stands_in_for.first().filter(|_| !is_more).map(StandsInView::from),
        roles,
        stood_in: member
            .serving()
            .filter(|held| held.for_whom.is_some())
            .filter_map(|held| Some(told(held.project)?.name.as_str()))
            .collect(),
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
        /// The key of a sentence.
        said: String,
        at: String,
        device: Option<Device>,
        /// Where another password is asked for; none: that would not help.
        link: Option<&'a str>,
    }
    let data = Data {
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
    struct Data {}
    letters.write(Kind::Farewell, to, &[], &Data {}, now)
}

/// Whom an answer to a digest reaches.
#[derive(Debug, Clone, Copy)]
pub enum Answers<'a> {
    /// The EIGs of the reader's own projects.
    Team(&'a [&'a Person]),
    /// These coordinators, unless the settings name one address for all answers.
    Coordination(&'a [&'a Person]),
}

/// Where a digest leads.
pub struct Addresses {
    /// What stands before a week in the address of its page.
    pub weeks: String,
    /// What stands before a logo's name.
    pub logos: String,
    /// Where all requests for help are.
    pub requests: String,
    /// Where its reader chooses another one.
    pub settings: String,
}

/// To everybody: the week in full, in the reader's order.
///
/// `answer_at`: where its reader answers a request for help.
pub fn digest(
    letters: &Letters,
    to: &Recipient<'_>,
    digest: &Digest<'_>,
    answers: Answers<'_>,
    (addresses, answer_at): (&Addresses, &dyn Fn(RequestId) -> String),
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    #[derive(Serialize)]
    struct Data<'a> {
        digest: DigestView,
        link: String,
        weeks_link: &'a str,
        logos_link: &'a str,
        requests_link: &'a str,
        settings_link: &'a str,
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
        digest: DigestView::new(digest, answer_at),
        link: format!("{}{}", addresses.weeks, digest.week),
        weeks_link: &addresses.weeks,
        logos_link: &addresses.logos,
        requests_link: &addresses.requests,
        settings_link: &addresses.settings,
        answers: said,
    };
    let reached: Vec<Mailbox> =
        reached.iter().filter_map(|person| compose::answered_by(&person.name, &person.email)).collect();
    letters.write(Kind::Digest, to, &reached, &data, now)
}

/// To a channel of a chat: the week closes today.
pub fn announcement_in_chat(letters: &Letters, locale: Locale, call: &Call<'_>) -> Result<String, Error> {
    Ok(letters.templates().text(locale, "chat/announcement", &CallView::from(call))?.trim().to_owned())
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
    let data = Data { call: call.into(), project: project.into() };
    Ok(letters.templates().text(locale, "chat/reminder", &data)?.trim().to_owned())
}
