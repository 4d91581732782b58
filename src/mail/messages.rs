//! The mails of the programme: one function each.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::Serialize;

use super::Error;
use super::compose::{self, Letter, Letters, Recipient};
use crate::domain::identity::{Changed, Device};
use crate::domain::people::{Member, Membership, Person, Role};
use crate::domain::post::kind::Kind;
use crate::domain::programme::project::Project;
use crate::domain::weekly::told::StandsIn;
use crate::templates::moment;
use crate::views::StandsInView;

pub use super::compose::Recipient as To;

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
    /// Who invites them, and has the answers where the settings name no address for these.
    pub by: &'a Person,
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
        /// Its first day, as far as that is to come.
        from: Option<String>,
    }
    #[derive(Serialize)]
    struct Data<'a> {
        by: &'a str,
        /// Whether somebody reads an answer.
        answered: bool,
        link: &'a str,
        days: i64,
        coordinator: bool,
        roles: Vec<RoleView<'a>>,
        /// Whether they have a role of which nobody is told yet, since its promotion is in preparation.
        prepared: bool,
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
        let [now, later] = match membership.role {
            Role::Eig => ["invitation-mail-eig", "invitation-mail-eig-later"],
            Role::Mentor => ["invitation-mail-mentor", "invitation-mail-mentor-later"],
            Role::StrategicMentor => {
                ["invitation-mail-strategic-mentor", "invitation-mail-strategic-mentor-later"]
            }
            Role::Sponsor => ["invitation-mail-sponsor", "invitation-mail-sponsor-later"],
            Role::Helper => ["invitation-mail-helper", "invitation-mail-helper-later"],
            Role::Alumnus => ["invitation-mail-alumnus", "invitation-mail-alumnus-later"],
        };
        let from = membership.from_day.filter(|first| *first > member.today);
        let key = if from.is_some() { later } else { now };
        Some(RoleView { key, project: &project.name, from: from.map(|day| day.to_string()) })
    };
    let roles: Vec<RoleView<'_>> = member.own_roles().filter(is_news).filter_map(role).collect();
    let is_more = member.person.coordinator || !roles.is_empty();
    let inviter = match letters.has_reply_to() {
        true => None,
        false => compose::answered_by(&offer.by.name, &offer.by.email),
    };
    let data = Data {
        by: &offer.by.name,
        answered: letters.has_reply_to() || inviter.is_some(),
        prepared: member.own_roles().filter(is_news).any(|held| told(held.project).is_none()),
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
    letters.write(Kind::Invitation, to, inviter.as_slice(), &data, now)
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
        at: moment(news.at),
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
