//! What asks for a bulletin: to lists and channels that the week closes, to each EIG with their own link to the form.

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::Serialize;

use super::Error;
use super::answers::Reached;
use super::compose::{Letter, Letters, Recipient};
use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::Mood;
use crate::domain::filing::draft::Missing;
use crate::domain::people::Locale;
use crate::domain::post::kind::Kind;
use crate::domain::programme::project::Project;
use crate::domain::weekly::reminder::Progress;
use crate::templates::moment;
use crate::views::{MoodView, ProjectView};

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

/// What a call says to an EIG beside.
#[derive(Debug, Clone, Copy)]
pub struct Own<'a> {
    pub project: &'a Project,
    /// What the team has begun, where that is told.
    pub begun: Option<Begun<'a>>,
    /// Nothing more comes before the form closes.
    pub is_last: bool,
    pub answers: &'a Reached<'a>,
}

/// Who has begun, and what is missing yet.
#[derive(Debug, Clone, Copy)]
pub struct Begun<'a> {
    pub by: Author<'a>,
    pub missing: Missing,
}

#[derive(Debug, Clone, Copy)]
pub enum Author<'a> {
    /// Who reads it.
    Reader,
    Named(&'a str),
    /// Somebody who is not named.
    Team,
}

/// A [`Call`] as templates see it.
#[derive(Serialize)]
struct CallView<'a> {
    week: String,
    closes_at: String,
    filed: usize,
    projects: usize,
    link: &'a str,
    /// None: to a list or a channel.
    own: Option<OwnView<'a>>,
}

#[derive(Serialize)]
struct OwnView<'a> {
    project: ProjectView,
    faces: Vec<FaceView>,
    begun: Option<BegunView<'a>>,
    is_last: bool,
    /// The key of a sentence; none: nobody would read an answer.
    answers: Option<&'static str>,
}

/// A face, and where the form opens with it chosen.
#[derive(Serialize)]
struct FaceView {
    mood: MoodView,
    link: String,
}

#[derive(Serialize)]
struct BegunView<'a> {
    /// The key of who has begun.
    who: &'static str,
    name: &'a str,
    /// "missing" or "there", for the text that says it.
    mood: &'static str,
    texts: usize,
}

impl<'a> CallView<'a> {
    fn new(call: &Call<'a>, own: Option<OwnView<'a>>) -> CallView<'a> {
        CallView {
            week: call.week.to_string(),
            closes_at: moment(call.closes_at),
            filed: call.progress.filed,
            projects: call.progress.projects,
            link: call.link,
            own,
        }
    }
}

impl<'a> OwnView<'a> {
    fn new(letters: &Letters, call: &Call<'_>, own: &Own<'a>) -> OwnView<'a> {
        let face = |mood: Mood| FaceView {
            mood: mood.into(),
            link: format!("{}?mood={}", call.link, mood.number()),
        };
        OwnView {
            project: own.project.into(),
            faces: Mood::ALL.map(face).into(),
            begun: own.begun.as_ref().map(BegunView::from),
            is_last: own.is_last,
            answers: letters.said_of(own.answers),
        }
    }
}

impl<'a> From<&Begun<'a>> for BegunView<'a> {
    fn from(Begun { by, missing }: &Begun<'a>) -> Self {
        let (who, name) = match *by {
            Author::Reader => ("begun-by-reader", ""),
            Author::Named(name) => ("begun-by", name),
            Author::Team => ("begun-by-team", ""),
        };
        let mood = if missing.mood { "missing" } else { "there" };
        BegunView { who, name, mood, texts: missing.texts }
    }
}

/// To a list: the week closes today.
pub fn announcement(
    letters: &Letters,
    to: &Recipient<'_>,
    call: &Call<'_>,
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    letters.write(Kind::Announcement, to, &[], &CallView::new(call, None), now)
}

/// To a channel of a chat: the same.
pub fn announcement_in_chat(letters: &Letters, locale: Locale, call: &Call<'_>) -> Result<String, Error> {
    in_chat(letters, Kind::Announcement, locale, &CallView::new(call, None))
}

/// To an EIG, as an announcement or a reminder: the bulletin of their project is missing, and this is where to file it.
pub fn to_eig(
    letters: &Letters,
    kind: Kind,
    to: &Recipient<'_>,
    (call, own): (&Call<'_>, &Own<'_>),
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    let view = OwnView::new(letters, call, own);
    let answers = letters.reached_by(own.answers);
    letters.write(kind, to, &answers, &CallView::new(call, Some(view)), now)
}

/// The same by a chat.
pub fn to_eig_in_chat(
    letters: &Letters,
    kind: Kind,
    locale: Locale,
    (call, own): (&Call<'_>, &Own<'_>),
) -> Result<String, Error> {
    let view = OwnView::new(letters, call, own);
    in_chat(letters, kind, locale, &CallView::new(call, Some(view)))
}

fn in_chat(letters: &Letters, kind: Kind, locale: Locale, view: &CallView<'_>) -> Result<String, Error> {
    Ok(letters.templates().text(locale, &format!("chat/{kind}"), view)?.trim().to_owned())
}
