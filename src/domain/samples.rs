//! Projects, bulletins and people as tests need them; what a test is about it changes.

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};

use crate::domain::calendar::holidays::Holidays;
use crate::domain::calendar::{Calendar, Week};
use crate::domain::filing::bulletin::{Bulletin, BulletinId, Content, Mood, Reported};
use crate::domain::filing::key_date::{Announced, KeyDate, KeyDateId};
use crate::domain::filing::outcomes::{DayOutcome, DayStory, DayTold, PromiseOutcome, PromiseTold};
use crate::domain::filing::questions::{Answers, HELP, QUESTIONS, Question};
use crate::domain::filing::text::Text;
use crate::domain::help::{Request, RequestId};
use crate::domain::people::preferences::DigestWish;
use crate::domain::people::{Member, Membership, Person, PersonId, Role};
use crate::domain::programme::project::{Project, ProjectId, Promotion, PromotionId, Stage};
use crate::domain::reading::history::Spirit;

/// The programme's in Paris: closing at 15:00, five minutes of grace, nothing paused.
pub fn calendar() -> Calendar {
    let closing = NaiveTime::from_hms_opt(15, 0, 0).unwrap();
    let france = Holidays::of_country("FR").unwrap();
    Calendar::new(chrono_tz::Tz::Europe__Paris, france, closing, TimeDelta::minutes(5))
}

/// That of 2026.
pub fn promotion() -> Promotion {
    Promotion {
        id: PromotionId(1),
        name: "EIG 10".into(),
        starts_on: "2026-01-05".parse().unwrap(),
        ends_on: "2026-12-31".parse().unwrap(),
        stage: Stage::Open,
        closed_on: None,
    }
}

/// A project of 2026, called P01 by its number.
pub fn project(id: i64) -> Project {
    Project {
        id: ProjectId(id),
        promotion: PromotionId(1),
        slug: format!("p{id:02}"),
        name: format!("P{id:02}"),
        administration: String::new(),
        description: String::new(),
        locale: None,
        logo: None,
        notification: Default::default(),
        starts_on: "2026-01-05".parse().unwrap(),
        ends_on: "2026-12-31".parse().unwrap(),
        stage: Stage::Open,
        paused: Default::default(),
        away: Default::default(),
        referent: None,
    }
}

/// What that project filed for that week, with nothing but what must be there.
pub fn bulletin(project: i64, week: &str) -> Bulletin {
    Bulletin {
        id: BulletinId(project),
        project: ProjectId(project),
        week: week.parse().unwrap(),
        content: Content { mood: Some(Mood::Good), quiet: false, answers: answers(None), key_date: None },
        version: 1,
        late: false,
        filed_at: "2026-03-05T10:00:00Z".parse().unwrap(),
        revised_at: "2026-03-05T10:00:00Z".parse().unwrap(),
        author: None,
        reported: Default::default(),
        promise: None,
        day_story: Default::default(),
    }
}

/// How that project was in that week; without a mood it was a quiet one.
pub fn spirit(project: i64, name: &str, mood: Option<Mood>) -> Spirit {
    Spirit { project: ProjectId(project), week: week(name), mood, quiet: mood.is_none(), late: false }
}

/// An answer to each question that must be answered, and what help is asked for.
pub fn answers(help: Option<&str>) -> Answers {
    let answer = |question: &Question| match help {
        Some(help) if *question == HELP => Some(help),
        _ => question.required.then_some("Une *réponse*"),
    };
    Answers::find(|question| answer(question).and_then(Text::of))
}

/// The same with everything that can be there.
pub fn full_bulletin(project: i64, week: &str) -> Bulletin {
    let present = bulletin(project, week);
    let date = present.week.sunday();
    let key_date = Some(KeyDate::written(date, "Comité"));
    let content = Content { answers: answers(Some("Un·e *juriste* ?")), key_date, ..present.content };
    let announced = KeyDate::written("2026-03-03".parse().unwrap(), "Démo");
    let stories = stories();
    let told =
        stories.iter().zip(1..).filter_map(|(story, id)| Some((KeyDateId(id), story.told().split_last()?)));
    let reported = Reported {
        promise: Some((present.week.previous(), PromiseOutcome::Partly)),
        days: told.clone().map(|(id, (last, _))| (id, announced.clone(), *last)).collect(),
        days_before: told.flat_map(|(id, (_, before))| before.iter().map(move |told| (id, *told))).collect(),
    };
    let promise = PromiseTold { told_week: present.week.next(), outcome: PromiseOutcome::GoesOn };
    let day_story = stories[2].clone();
    Bulletin { content, late: true, reported, promise: Some(promise), day_story, ..present }
}

/// A week of which there is nothing to say.
pub fn quiet_bulletin(project: i64, week: &str, mood: Option<Mood>) -> Bulletin {
    let present = bulletin(project, week);
    let line = Answers::find(|question| {
        Text::of("Rien de neuf cette semaine.").filter(|_| *question == QUESTIONS[0])
    });
    Bulletin { content: Content { mood, quiet: true, answers: line, key_date: None }, ..present }
}

/// One of each kind.
pub fn bulletins_of_all_kinds() -> Vec<Bulletin> {
    let week = "2026-W10";
    let told_later = PromiseTold { told_week: "2026-W13".parse().unwrap(), outcome: PromiseOutcome::Done };
    vec![
        bulletin(1, week),
        full_bulletin(1, week),
        Bulletin { promise: Some(told_later), ..bulletin(1, week) },
        quiet_bulletin(1, week, Some(Mood::Mixed)),
        quiet_bulletin(1, week, None),
        Bulletin { late: true, ..quiet_bulletin(1, week, None) },
    ]
}

/// What can become of a key date of 3 March: nothing yet, and then all there is.
pub fn stories() -> Vec<DayStory> {
    let told = |number: u32, outcome, to: Option<&str>| DayTold {
        told_week: Week::new(2026, number).unwrap(),
        outcome,
        to: to.map(|day| day.parse().unwrap()),
    };
    use DayOutcome::{CalledOff, Happened, Moved};
    let (moved, again) = (told(10, Moved, Some("2026-03-10")), told(11, Moved, Some("2026-03-24")));
    let stories = [
        vec![],
        vec![moved],
        vec![moved, again],
        vec![moved, again, told(12, Moved, None)],
        vec![told(10, Moved, None)],
        vec![told(10, Happened, None)],
        vec![moved, told(11, Happened, None)],
        vec![told(10, CalledOff, None)],
        vec![told(10, Moved, None), told(11, CalledOff, None)],
    ];
    stories.into_iter().map(DayStory::new).collect()
}

/// The key date that a bulletin announces.
pub fn announced(bulletin: &Bulletin) -> Announced {
    Announced {
        id: KeyDateId(bulletin.id.0),
        project: bulletin.project,
        key_date: bulletin.content.key_date.clone().unwrap(),
        week: Some(bulletin.week),
        created_at: bulletin.filed_at,
        story: bulletin.day_story.clone(),
    }
}

/// A request for help of that project, which stands in no bulletin and nobody has taken.
pub fn request(project: i64, week: &str) -> Request {
    Request {
        id: RequestId(project),
        project: ProjectId(project),
        week: week.parse().unwrap(),
        bulletin: None,
        text: Text::of("Un·e *juriste* ?").unwrap(),
        version: 1,
        at_once: false,
        asked_by: None,
        asked_at: "2026-03-05T10:00:00Z".parse().unwrap(),
        published_at: None,
        end: None,
        takings: Vec::new(),
    }
}

/// The day on which it is asked what people may.
fn today() -> NaiveDate {
    "2026-03-04".parse().unwrap()
}

/// Ada, with roles on those projects.
pub fn member(coordinator: bool, roles: &[(Role, i64)]) -> Member {
    let person = Person {
        id: PersonId(1),
        name: "Ada".into(),
        email: "ada@example.org".parse().unwrap(),
        locale: None,
        coordinator,
        active: true,
        digest: DigestWish::default(),
    };
    let of = |(role, project): &(Role, i64)| Membership::open(person.id, ProjectId(*project), *role);
    Member { memberships: roles.iter().map(of).collect(), person, today: today() }
}

/// The same once she has left: yesterday was the last day of each of them.
pub fn former(roles: &[(Role, i64)]) -> Member {
    with_each(member(false, roles), |role| role.until_day = today().pred_opt())
}

/// Ada, who has those roles in the place of the person with number 2, for another week.
pub fn standing_in(roles: &[(Role, i64)]) -> Member {
    with_each(member(false, roles), |role| {
        role.for_whom = Some(PersonId(2));
        role.until_day = Some(today() + Days::new(7));
    })
}

fn with_each(mut member: Member, change: impl Fn(&mut Membership)) -> Member {
    member.memberships.iter_mut().for_each(change);
    member
}

pub fn week(text: &str) -> Week {
    text.parse().unwrap()
}
