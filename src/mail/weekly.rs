//! The mails that the end of a week brings: the digest, a project's week for those who follow it, and its month.

use chrono::{DateTime, Utc};
use fluent_bundle::FluentArgs;
use lettre::message::Mailbox;
use serde::Serialize;

use super::Error;
use super::compose::{self, Letter, Letters, Recipient};
use super::shared::Shared;
use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::help::RequestId;
use crate::domain::people::{Locale, Person};
use crate::domain::post::kind::Kind;
use crate::domain::programme::project::{Project, ProjectId};
use crate::domain::reading::sheet::Sheet;
use crate::domain::weekly::digest::Digest;
use crate::domain::weekly::news::News;
use crate::domain::weekly::told::StandsIn;
use crate::i18n;
use crate::views::{DigestView, NewsView, SheetView, StandsInView, mailto};

/// Whom an answer reaches.
#[derive(Debug, Clone, Copy)]
pub enum Answers<'a> {
    /// The EIGs of the reader's own projects.
    Team(&'a [&'a Person]),
    /// These coordinators, unless the settings name one address for all answers.
    Coordination(&'a [&'a Person]),
}

impl Answers<'_> {
    /// Their addresses, and the key of a sentence; none: nobody would read an answer.
    fn reached(self, letters: &Letters) -> (Vec<Mailbox>, Option<&'static str>) {
        let (people, said) = match self {
            Answers::Team(team) => (team, Some("digest-answers-team")),
            Answers::Coordination(_) if letters.has_reply_to() => {
                (&[][..], Some("digest-answers-coordination"))
            }
            Answers::Coordination([]) => (&[][..], None),
            Answers::Coordination(people) => (people, Some("digest-answers-coordination")),
        };
        let mailboxes = people.iter().filter_map(|person| compose::answered_by(&person.name, &person.email));
        (mailboxes.collect(), said)
    }

    /// The address of a mail to the team; none: there is no team.
    fn mail_to_team(self, subject: &str) -> Option<String> {
        let Answers::Team(team) = self else { return None };
        Some(mail_to(team, subject))
    }
}

/// Whom a mail about a project reaches.
pub type TeamOf<'a> = &'a dyn Fn(ProjectId) -> Vec<&'a Person>;

/// Where its reader says that they have read a bulletin; none: they are not asked to.
pub type ReadAt<'a> = &'a dyn Fn(&Bulletin) -> Option<String>;

fn mail_to(people: &[&Person], subject: &str) -> String {
    mailto(people.iter().map(|person| &person.email), Some(subject))
}

/// Where these mails lead.
pub struct Addresses {
    /// What stands before a week in the address of its page.
    pub weeks: String,
    /// What stands before a project's slug in that of its page.
    pub projects: String,
    /// What stands before a logo's name.
    pub logos: String,
    /// Where all requests for help are.
    pub requests: String,
    /// Where their reader chooses others.
    pub settings: String,
}

/// To everybody: the week in full, in the reader's order.
///
/// `team_of`: those to whom its reader can write about a project, beside answering; empty: not so. `answer_at`: where
/// they answer a request for help.
pub fn digest(
    letters: &Shared,
    to: &Recipient<'_>,
    (digest, team_of): (&Digest<'_>, TeamOf<'_>),
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
    let (reached, said) = answers.reached(letters.letters());
    let own = letters.own();
    let answer_at = |request| own.mark(answer_at(request));
    let write_at = |project: &Project, week: Week| {
        let team = team_of(project.id);
        (!team.is_empty()).then(|| mail_to(&team, &subject_of_answer(to.locale, project, week)))
    };
    let data = Data {
        digest: DigestView::new(digest, &answer_at, &write_at),
        link: format!("{}{}", addresses.weeks, digest.week),
        weeks_link: &addresses.weeks,
        logos_link: &addresses.logos,
        requests_link: &addresses.requests,
        settings_link: &addresses.settings,
        answers: said,
    };
    letters.write_as((Kind::Digest, Kind::Digest.as_str()), to, &reached, (&data, &own), now)
}

/// To who follows a project: how its week went, what has changed, what is asked of them, and the others in a line each.
///
/// `answer_at`: where its reader answers a request for help.
pub fn news(
    letters: &Shared,
    to: &Recipient<'_>,
    (news, read_at): (&News<'_>, ReadAt<'_>),
    answers: Answers<'_>,
    (addresses, answer_at): (&Addresses, &dyn Fn(RequestId) -> String),
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    #[derive(Serialize)]
    struct Data<'a> {
        news: NewsView,
        reads: Vec<Read>,
        /// A mail to the team that says what it is about.
        write_link: Option<String>,
        weeks_link: &'a str,
        projects_link: &'a str,
        logos_link: &'a str,
        /// Where all that it asks for is.
        requests_link: String,
        settings_link: &'a str,
        answers: Option<&'static str>,
    }
    #[derive(Serialize)]
    struct Read {
        link: String,
        /// The week of a bulletin that came late; none: it is the one that this mail is about.
        late: Option<String>,
    }
    let this = news.line.bulletin.map(|bulletin| (bulletin, None));
    let late = news.late.iter().map(|told| (told.bulletin, Some(told.bulletin.week.to_string())));
    let reads = this.into_iter().chain(late);
    let (reached, said) = answers.reached(letters.letters());
    let own = letters.own();
    let read = |(bulletin, late)| Some(Read { link: own.mark(read_at(bulletin)?), late });
    let data = Data {
        news: NewsView::new(news, &|request| own.mark(answer_at(request))),
        reads: reads.filter_map(read).collect(),
        write_link: answers.mail_to_team(&subject_of_answer(to.locale, news.line.project, news.week)),
        weeks_link: &addresses.weeks,
        projects_link: &addresses.projects,
        logos_link: &addresses.logos,
        requests_link: format!("{}?project={}", addresses.requests, news.line.project.slug),
        settings_link: &addresses.settings,
        answers: said,
    };
    letters.write_as((Kind::Digest, "project"), to, &reached, (&data, &own), now)
}

fn subject_of_answer(locale: Locale, project: &Project, week: Week) -> String {
    let mut arguments = FluentArgs::new();
    arguments.set("week", i18n::words::week(locale, week));
    let words = i18n::text(locale, "week-of", &arguments).unwrap_or_else(|_| week.to_string());
    format!("{} – {words}", project.name)
}

/// To who looks at a project from further away: its month on a page.
pub fn sheet(
    letters: &Shared,
    to: &Recipient<'_>,
    (sheet, stands_in_for): (&Sheet<'_>, &[StandsIn<'_>]),
    answers: Answers<'_>,
    addresses: &Addresses,
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    #[derive(Serialize)]
    struct Data<'a> {
        sheet: SheetView,
        stands_in_for: Vec<StandsInView>,
        /// Where it is to be printed.
        link: String,
        settings_link: &'a str,
        answers: Option<&'static str>,
    }
    let (reached, said) = answers.reached(letters.letters());
    let data = Data {
        sheet: SheetView::new(sheet),
        stands_in_for: stands_in_for.iter().map(StandsInView::from).collect(),
        link: format!("{}{}/sheets/{}", addresses.projects, sheet.project.slug, sheet.month),
        settings_link: &addresses.settings,
        answers: said,
    };
    letters.write_as((Kind::Digest, "sheet"), to, &reached, (&data, &letters.own()), now)
}
