//! Tours: each step signs in as the right person, moves the clock where the week is not there yet, and leads to what
//! there is to see.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::clock::{self, Moment};
use super::entering::enter_as;
use super::{levers, mailbox};
use crate::domain::calendar::{Calendar, Month};
use crate::domain::people::Member;
use crate::domain::programme::project::Project;
use crate::services::demo::{self as cast, Cast};
use crate::web::kit::forms::Fields;
use crate::web::kit::site::Demo;
use crate::web::kit::tour::{Guide, Step, StepView};
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

/// Whose team an EIG and a mentor lead to: one that has not filed yet when the demo begins, and one that has.
const TEAMS: [(Guide, &str); 2] = [(Guide::Eig, "cartobio"), (Guide::Mentor, "cibnav")];

/// A tour as the demo's page offers it.
#[derive(Serialize)]
pub struct TourView {
    guide: Guide,
    /// The key of what they are.
    key: &'static str,
    name: String,
    project: Option<String>,
    steps: Vec<StepView>,
}

impl TourView {
    /// All for which there is somebody.
    pub fn all(cast: &Cast, week: &[Moment]) -> Vec<TourView> {
        let tour = |guide: Guide| {
            let (member, project) = led_by(cast, guide)?;
            let project = (!member.person.coordinator).then(|| project.name.clone());
            Some(TourView::new(guide, member.person.name.clone(), project, week))
        };
        Guide::ALL.into_iter().filter_map(tour).collect()
    }

    pub fn new(guide: Guide, name: String, project: Option<String>, week: &[Moment]) -> TourView {
        let step = |step: Step| {
            let mut view = StepView::from(step);
            view.at = stop(step).0.and_then(|moment| clock::when(week, moment));
            view
        };
        let steps = (1..=Step::LAST).filter_map(|number| Step::of(guide, number)).map(step).collect();
        TourView { guide, key: guide.key(), name, project, steps }
    }
}

/// Who leads, and through which project.
fn led_by(cast: &Cast, guide: Guide) -> Option<(&Member, &Project)> {
    let wanted = TEAMS.iter().find(|(of, _)| *of == guide).map(|(_, slug)| *slug);
    let is_wanted = |slug: &str| wanted.is_none_or(|wanted| wanted == slug);
    let teams = &cast.teams;
    let team = teams.iter().find(|(project, ..)| is_wanted(&project.slug)).or(teams.first());
    let (project, eigs, mentors) = team?;
    let member = match guide {
        Guide::Eig => eigs.first(),
        Guide::Mentor => mentors.first(),
        Guide::Coordinator => cast.coordinators.first().map(|(member, _)| member),
    };
    Some((member?, project))
}

/// What a step shows.
enum Sight {
    /// The newest mail of that moment, to who leads or else to anybody.
    Mail,
    Form,
    Project,
    Sheet,
    Week,
    At(&'static str),
}

/// At which moment of the week it is seen, where that matters, and what it is.
fn stop(step: Step) -> (Option<&'static str>, Sight) {
    match (step.guide, step.number) {
        (Guide::Eig, 1) => (Some("announcement"), Sight::Mail),
        (Guide::Eig, 2) => (Some("announcement"), Sight::Form),
        (Guide::Eig, 3) => (Some("reminder"), Sight::Mail),
        (Guide::Eig, 4) | (Guide::Mentor, 1) => (Some("digest"), Sight::Mail),
        (Guide::Eig, _) | (Guide::Mentor, 4) => (None, Sight::Project),
        (Guide::Mentor, 2) | (Guide::Coordinator, 4) => (Some("digest"), Sight::Week),
        (Guide::Mentor, 3) | (Guide::Coordinator, 3) => (None, Sight::At("/help-requests")),
        (Guide::Mentor, _) => (None, Sight::Sheet),
        (Guide::Coordinator, 1) => (Some("reminder"), Sight::At("/dashboard")),
        (Guide::Coordinator, 2) => (None, Sight::At("/admin/mail")),
        (Guide::Coordinator, _) => (None, Sight::At("/admin/measures")),
    }
}

#[derive(Deserialize)]
pub struct StepForm {
    guide: Guide,
    step: u8,
}

pub async fn follow(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    form: Fields<StepForm>,
) -> Result<HttpResponse, Error> {
    let demo = levers::of(&site)?;
    let step = Step::of(form.0.guide, form.0.step).ok_or(Error::Unreadable)?;
    let (moment, sight) = stop(step);
    if let Some(moment) = moment
        && !is_now(demo, &site.services.rules, moment, site.clock.now())
    {
        clock::move_to(&site, demo, moment).await?;
    }
    let cast = site.services.read(cast::cast).await?;
    let (member, project) = led_by(&cast, step.guide).ok_or(Error::NotFound)?;
    let to = address(&site, demo, &sight, moment, (member, project));
    demo.tour.go(Some(step));
    enter_as(&site, &req, &visitor, member.person.id, &to).await
}

/// Whether the week is at that moment: its mails have come, and the digest, which ends the week, has not unless wanted.
fn is_now(demo: &Demo, calendar: &Calendar, moment: &str, now: DateTime<Utc>) -> bool {
    let week = calendar.week_at(now);
    let mails = demo.mailbox.newest_first();
    let came = |kind: &str| {
        let of_kind = mails.iter().filter(|mail| mail.kind == kind);
        of_kind.filter_map(mailbox::written_at).any(|at| calendar.week_at(at) == week)
    };
    came(moment) && (moment == "digest" || !came("digest"))
}

/// The month whose mails left last: that of the week that was published last, once no other of it is to come.
fn month_told(calendar: &Calendar, now: DateTime<Utc>) -> Month {
    let week = calendar.latest_published_week(now).unwrap_or_else(|| calendar.week_at(now).previous());
    let month = calendar.month_of(week);
    if calendar.month_ended_by(week).is_some() { month } else { month.previous() }
}

fn address(
    site: &Site,
    demo: &Demo,
    sight: &Sight,
    moment: Option<&str>,
    (member, project): (&Member, &Project),
) -> String {
    let calendar = &site.services.rules;
    let now = site.clock.now();
    let (slug, week) = (&project.slug, calendar.week_at(now));
    match sight {
        Sight::Mail => {
            let mails = demo.mailbox.newest_first();
            let mut of_kind = mails.iter().filter(|mail| moment == Some(mail.kind.as_str()));
            let own = of_kind.clone().find(|mail| mail.to == member.person.email.as_str());
            let mail = own.or_else(|| of_kind.next());
            mail.map_or("/demo/mailbox".to_owned(), |mail| format!("/demo/mailbox/{}", mail.message_id))
        }
        Sight::Form => format!("/projects/{slug}/bulletins/{week}"),
        Sight::Project => format!("/projects/{slug}"),
        Sight::Sheet => {
            format!("/projects/{slug}/sheets/{}", month_told(calendar, now))
        }
        Sight::Week => format!("/weeks/{week}"),
        Sight::At(path) => (*path).to_owned(),
    }
}
