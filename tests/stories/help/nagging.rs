//! Until somebody acts, those are told who can, at times at which it helps, and no more often than that.

use bulletins::clock::Clock;
use bulletins::domain::help::nagging::Case;
use bulletins::domain::help::{Ending, EventKind, Request, RequestId};
use bulletins::services::Scope;
use bulletins::store::calendar::pauses::{self, Pause};
use bulletins::store::help::{events, requests};
use bulletins::store::programme::projects;
use bulletins::store::{self, people};
use chrono::TimeDelta;

use crate::story;
use crate::support::app::{TestApp, moment};
use crate::support::requests::{ask, end, give_back, take, take_from_outside};

const CAMILLE: &str = "camille@eig.example";
const ADA: &str = "ada@cartobio.example";
const BEN: &str = "ben@cartobio.example";
const MARC: &str = "marc@diair.example";

/// How many mails of that kind an address got so far.
fn count(app: &TestApp, address: &str, kind: &str) -> usize {
    app.inbox(address).of_kind(kind).len()
}

fn nags(app: &TestApp) -> usize {
    app.mails().iter().filter(|mail| mail.kind.starts_with("help-")).count()
}

async fn pause(app: &TestApp, week: &'static str, project: Option<&'static str>) {
    let work = move |scope: &mut Scope<'_>| -> store::Result<()> {
        let pause = Pause { week: week.parse().unwrap(), reason: String::new() };
        let by = people::by_email(scope.conn, &CAMILLE.parse().unwrap())?.unwrap().id;
        match project {
            None => pauses::insert(scope.conn, &pause, by, scope.now),
            Some(slug) => {
                let project = projects::by_slug(scope.conn, slug)?.unwrap().id;
                pauses::insert_of_project(scope.conn, project, &pause, by, scope.now)
            }
        }
    };
    app.app.services.write(work).await.unwrap();
}

story!(
    what_nobody_takes_is_put_to_its_referent_once_and_to_coordinators_each_week,
    "2026-03-02 08:00",
    |app| {
        let request = ask(app, ADA, "cartobio", "Un·e *juriste* ?", true, "2026-03-02 10:00").await;
        // On the second working day of the week: what is untaken.
        app.travel_by_day("2026-03-03 09:00").await;
        let overview = app.inbox(CAMILLE).has_one("help-overview").clone();
        overview
            .says("CartoBio")
            .says("Une demande attend quelqu’un")
            .says("publiée hier")
            .says("Qui demande")
            .says("ada@cartobio.example")
            .says("/help-requests")
            .says("Je m’en occupe");
        assert!(overview.text.contains("Un·e juriste ?") && overview.html.contains("<em>juriste</em>"));
        assert!(overview.link("/h/").contains(".p"), "the link is hers");
        // Two working days are over on Wednesday at ten: on Thursday morning.
        app.travel_by_day("2026-03-05 08:59").await;
        app.inbox(CAMILLE).has_none("help-referent");
        app.travel_by_day("2026-03-05 09:00").await;
        app.inbox(CAMILLE)
            .has_one("help-referent")
            .says("Depuis plus de deux jours ouvrés")
            .says("ada@cartobio.example")
            .says("CartoBio");
        // Never again, but for the overview of the next week; then somebody takes it.
        app.travel_by_day("2026-03-10 09:00").await;
        assert_eq!((count(app, CAMILLE, "help-referent"), count(app, CAMILLE, "help-overview")), (1, 2));
        take(app, request, MARC, "2026-03-10 10:00").await;
        app.travel_by_day("2026-03-16 23:00").await;
        assert_eq!((count(app, CAMILLE, "help-referent"), count(app, CAMILLE, "help-overview")), (1, 2));
        // Given back, nobody sees to it anew.
        give_back(app, request, MARC, "2026-03-16 12:00").await;
        app.travel_by_day("2026-03-20 09:00").await;
        assert_eq!((count(app, CAMILLE, "help-referent"), count(app, CAMILLE, "help-overview")), (2, 3));
        let camille = app.browse_as(CAMILLE).await;
        camille
            .open("/admin/schedule")
            .await
            .is(200)
            .says("à leurs référent·es")
            .says("à toute la coordination");
        end(app, request, Ending::NotNeeded, "", "2026-03-20 10:00").await;
        app.travel_by_day("2026-03-27 09:00").await;
        assert_eq!((count(app, CAMILLE, "help-referent"), count(app, CAMILLE, "help-overview")), (2, 3));
    }
);

story!(holidays_and_pauses_are_no_working_days, "2026-04-02 12:00", |app| {
    // Good Friday is worked, Easter Monday is not; Karfu'R pauses the week after it.
    pause(app, "2026-W15", Some("karfu-r")).await;
    ask(app, ADA, "cartobio", "Une carte ?", true, "2026-04-02 12:00").await;
    ask(app, "chloe@karfur.example", "karfu-r", "Un mentor ?", true, "2026-04-02 13:00").await;
    app.travel_by_day("2026-04-07 23:00").await;
    assert_eq!(nags(app), 0, "Tuesday is the first working day of its week, and one since");
    app.travel_by_day("2026-04-08 09:00").await;
    app.inbox(CAMILLE).has_one("help-referent").says("Une carte ?").says_not("Un mentor ?");
    app.inbox(CAMILLE).has_one("help-overview").says("Une carte ?").says("Un mentor ?");
    // Everybody pauses a week: nobody is told anything in it.
    pause(app, "2026-W16", None).await;
    let before = nags(app);
    app.travel_by_day("2026-04-20 08:00").await;
    assert_eq!(nags(app), before);
    app.travel_by_day("2026-04-21 09:00").await;
    assert_eq!(count(app, CAMILLE, "help-referent"), 2);
    app.inbox(CAMILLE).latest_of("help-referent").says("Un mentor ?").says_not("Une carte ?");
});

story!(what_stands_in_a_bulletin_is_nagged_about_once_its_week_is_published, "2026-03-02 08:00", |app| {
    ask(app, ADA, "cartobio", "Un serveur ?", false, "2026-03-02 10:00").await;
    app.travel_by_day("2026-03-10 08:00").await;
    assert_eq!(nags(app), 0);
    app.travel_by_day("2026-03-10 09:00").await;
    app.inbox(CAMILLE).has_one("help-overview");
    app.travel_by_day("2026-03-11 09:00").await;
    app.inbox(CAMILLE).has_one("help-referent");
});

story!(after_an_outage_one_mail_says_what_stands_then_and_none_comes_at_night, "2026-03-02 08:00", |app| {
    for text in ["Un serveur ?", "Une salle ?"] {
        ask(app, ADA, "cartobio", text, true, "2026-03-02 10:00").await;
    }
    app.sleep_until("2026-03-06 11:00");
    app.pass().await;
    // What was missed on Tuesday is caught up until the week closes, what was missed this morning until tonight.
    app.inbox(CAMILLE).has_one("help-overview").says("2 demandes attendent quelqu’un");
    app.inbox(CAMILLE).has_one("help-referent").says("Un serveur ?").says("Une salle ?");
    let request = ask(app, ADA, "cartobio", "Une visite ?", true, "2026-03-09 08:00").await;
    app.sleep_until("2026-03-14 03:00");
    app.pass().await;
    assert_eq!((count(app, CAMILLE, "help-referent"), count(app, CAMILLE, "help-overview")), (1, 1));
    app.travel_by_day("2026-03-16 09:00").await;
    app.inbox(CAMILLE).latest_of("help-referent").says("Une visite ?").says_not("Un serveur ?");
    // The clock steps back: nothing is repeated.
    app.clock.set(moment("2026-03-16 08:00"));
    app.travel_by_day("2026-03-16 10:00").await;
    assert_eq!(count(app, CAMILLE, "help-referent"), 2);
    let camille = app.browse_as(CAMILLE).await;
    camille.open("/admin/schedule").await.is(200).says("passé, trop tard");
    end(app, request, Ending::Solved, "", "2026-03-16 11:00").await;
});

story!(of_two_replicas_one_nags, "2026-03-02 08:00", |app| {
    ask(app, ADA, "cartobio", "Un serveur ?", true, "2026-03-02 08:00").await;
    let other = app.replica().await;
    for at in ["2026-03-03 09:00", "2026-03-04 09:00"] {
        app.sleep_until(at);
        let (one, two) = futures_util::future::join(app.app.pass(), other.pass()).await;
        one.and(two).unwrap();
    }
    app.inbox(CAMILLE).has_one("help-overview");
    app.inbox(CAMILLE).has_one("help-referent");
    let told = "SELECT CAST(COUNT(*) AS TEXT) AS key FROM help_events WHERE kind = 'referent-told'";
    assert!(app.keys(told).await.contains("1"));
});

story!(a_nag_about_what_was_taken_meanwhile_is_not_sent, "2026-03-02 08:00", |app| {
    let one = ask(app, ADA, "cartobio", "Un serveur ?", true, "2026-03-02 08:00").await;
    let two = ask(app, ADA, "cartobio", "Une salle ?", true, "2026-03-02 08:00").await;
    let camille = app.browse_as(CAMILLE).await;
    app.smtp.goes_down();
    app.travel_by_day("2026-03-04 09:00").await;
    take(app, one, MARC, "2026-03-04 09:30").await;
    app.smtp.comes_back();
    app.travel_by_day("2026-03-04 09:45").await;
    app.inbox(CAMILLE).has_one("help-referent").says("Une salle ?");
    // Of the next one all is taken.
    let three = ask(app, ADA, "cartobio", "Une visite ?", true, "2026-03-09 08:00").await;
    app.smtp.goes_down();
    app.travel_by_day("2026-03-11 09:00").await;
    for request in [two, three] {
        take(app, request, MARC, "2026-03-11 09:30").await;
    }
    app.smtp.comes_back();
    app.travel_by_day("2026-03-11 10:30").await;
    assert_eq!(count(app, CAMILLE, "help-referent"), 1);
    camille.open("/admin/mail?state=cancelled").await.says("ont été prises ou closes entre-temps");
});

story!(those_who_asked_and_those_who_took_it_are_asked_what_became_of_it, "2026-03-02 08:00", |app| {
    let request = ask(app, ADA, "cartobio", "Un·e juriste ?", true, "2026-03-02 08:00").await;
    take(app, request, MARC, "2026-03-02 09:00").await;
    take_from_outside(app, request, ("Zoé Droit", "zoe@droit.example"), "2026-03-03 09:00").await;
    app.travel_by_day("2026-03-09 08:59").await;
    assert_eq!(nags(app), 0);
    app.travel_by_day("2026-03-09 09:00").await;
    // The whole team, each in their language; an answer reaches who took it.
    let asked = app.inbox(ADA).has_one("help-progress").clone();
    asked.says("Votre équipe a fait cette demande").says("Marc, Zoé Droit").says("Donner des nouvelles");
    assert!(asked.headers.contains("Reply-To: Marc <marc@diair.example>"), "{}", asked.headers);
    app.inbox(BEN).has_one("help-progress").says("Your team asked for this").says("Say what became of it");
    assert_eq!(nags(app), 2);
    app.travel_by_day("2026-03-16 09:00").await;
    let taken = app.inbox(MARC).has_one("help-progress").clone();
    taken.says("Vous avez pris cette demande").says("vous vous en occupez").says("La voir, ou ne plus");
    assert!(taken.subject.contains("Un·e juriste ?"), "{}", taken.subject);
    assert!(taken.headers.contains(ADA) && taken.headers.contains(BEN), "{}", taken.headers);
    app.inbox("zoe@droit.example").has_none("help-progress");
    app.travel_by_day("2026-03-17 09:00").await;
    let outside = app.inbox("zoe@droit.example").has_one("help-progress").clone();
    assert!(
        outside.link("/h/").contains(".t") && !outside.text.contains("/unsubscribe/"),
        "{}",
        outside.text
    );
    app.travel_by_day("2026-04-24 20:00").await;
    assert_eq!(nags(app), 4, "each is asked once");
    end(app, request, Ending::Solved, "", "2026-04-24 20:00").await;
});

story!(each_persons_settings_stop_each_kind_of_nag, "2026-03-02 08:00", |app| {
    ask(app, ADA, "cartobio", "Un serveur ?", true, "2026-03-02 08:00").await;
    app.travel_by_day("2026-03-03 09:00").await;
    // By the link in the mail, whoever reads it, and in the settings.
    let link = app.inbox(CAMILLE).has_one("help-overview").link("/unsubscribe/");
    let browser = app.browser("fr");
    browser.open(&link).await.is(200).says("le point de la semaine sur les demandes d’aide");
    browser.submit(&[]).await.is(200);
    let camille = app.browse_as(CAMILLE).await;
    camille.open("/settings").await.is(200);
    assert!(camille.page().has("#mail-help-referent[checked]"));
    assert!(!camille.page().has("#mail-help-overview[checked]"));
    let csrf = camille.page().field("csrf");
    camille.post("/settings/mails", &[("csrf", &csrf), ("digest", "all"), ("every", "week")]).await.is(200);
    let ada = app.browse_as(ADA).await;
    ada.open("/settings").await.is(200);
    assert!(ada.page().has("#mail-help-progress[checked]") && ada.page().has("#mail-reminder"));
    assert!(!ada.page().has("#mail-help-referent") && !ada.page().has("#mail-help-overview"));
    let csrf = ada.page().field("csrf");
    ada.post("/settings/mails", &[("csrf", &csrf), ("digest", "all"), ("every", "week")]).await.is(200);
    let request = ask(app, ADA, "cartobio", "Une salle ?", true, "2026-03-04 08:00").await;
    take(app, request, MARC, "2026-03-04 09:00").await;
    app.travel_by_day("2026-03-11 10:00").await;
    app.inbox(CAMILLE).has_none("help-referent");
    app.inbox(CAMILLE).has_one("help-overview");
    app.inbox(ADA).has_none("help-progress");
    app.inbox(BEN).has_one("help-progress");
    // Nobody was told: whoever wants to be is told later.
    camille.open("/settings").await;
    camille.submit_form("form.mails", &[("help-referent", "1")]).await.is(200);
    app.travel_by_day("2026-03-12 09:00").await;
    app.inbox(CAMILLE).has_one("help-referent").says("Un serveur ?");
});

/// Numbers that look like chance, and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// A request of the story, and how many digests had come when it was closed.
struct Asked {
    id: RequestId,
    text: String,
    closed_after: Option<usize>,
}

/// What people do at eleven on one day.
async fn act(app: &TestApp, dice: &mut Dice, asked: &mut Vec<Asked>, now: &str) {
    let teams = [(ADA, "cartobio"), ("chloe@karfur.example", "karfu-r"), ("driss@plume.example", "plume")];
    let (by, slug) = teams[dice.roll(3) as usize];
    if dice.roll(2) == 0 {
        let text = format!("Besoin {}.", asked.len());
        let id = ask(app, by, slug, &text, dice.roll(3) == 0, now).await;
        asked.push(Asked { id, text, closed_after: None });
    }
    for asked in asked.iter_mut().filter(|asked| asked.closed_after.is_none()) {
        let takings = present(app, asked.id).await.takings;
        let is_taken_by = |name: &str| takings.iter().any(|taking| taking.name.as_deref() == Some(name));
        match dice.roll(20) {
            0 if !is_taken_by("Marc") => take(app, asked.id, MARC, now).await,
            1 if !is_taken_by("Zoé") => {
                take_from_outside(app, asked.id, ("Zoé", "zoe@droit.example"), now).await
            }
            2 if is_taken_by("Marc") => give_back(app, asked.id, MARC, now).await,
            3 => {
                end(app, asked.id, Ending::Solved, "", now).await;
                asked.closed_after = Some(count(app, "liste@eig.example", "digest"));
            }
            _ => {}
        }
    }
}

/// The last digest has told all that nobody had taken, and nothing that a digest before it had told as solved.
async fn the_digest_tells_what_is_open(app: &TestApp, asked: &[Asked]) {
    let inbox = app.inbox("liste@eig.example");
    let digests = inbox.of_kind("digest").len();
    let digest = inbox.latest_of("digest");
    for Asked { id, text, closed_after } in asked {
        let request = present(app, *id).await;
        let calendar =
            app.app.services.read(|scope| store::Result::Ok(scope.calendar.clone())).await.unwrap();
        match closed_after {
            // What somebody sees to is a number.
            None if request.public_at(&calendar) <= app.clock.now() && request.takings.is_empty() => {
                digest.says(text);
            }
            Some(closed_after) if closed_after + 1 < digests => {
                digest.says_not(text);
            }
            _ => {}
        }
    }
}

/// Untaken for more than two working days, a request has been put to its referent.
async fn each_is_within_its_nags(app: &TestApp) {
    let look = |scope: &mut Scope<'_>| -> store::Result<Vec<String>> {
        let requests = requests::unended(scope.conn)?;
        let ids: Vec<RequestId> = requests.iter().map(|request| request.id).collect();
        let (stories, projects) = (events::of(scope.conn, &ids)?, projects::all(scope.conn)?);
        let mut wrong = Vec::new();
        for request in &requests {
            let project = projects.iter().find(|project| project.id == request.project).unwrap();
            let (story, calendar) = (&stories[&request.id][..], &scope.calendar);
            let Some(since) = (Case { request, story, project, calendar }).untaken_since() else { continue };
            let is_told =
                story.iter().any(|event| event.kind == EventKind::ReferentTold && event.at >= since);
            let days = calendar.working_days_between(since, scope.now);
            if days > 2 && !is_told {
                wrong.push(format!("{}, untaken for {days} working days", request.text));
            }
        }
        Ok(wrong)
    };
    let wrong = app.app.services.read(look).await.unwrap();
    assert!(wrong.is_empty(), "{}: {wrong:?}", app.clock.now());
}

async fn present(app: &TestApp, id: RequestId) -> Request {
    app.app.services.read(move |scope| requests::by_id(scope.conn, id)).await.unwrap().unwrap()
}

// Five weeks, one of them paused and one with a holiday.
story!(nothing_that_is_open_is_forgotten_whatever_people_do, "2026-03-16 08:00", |app| {
    pause(app, "2026-W14", None).await;
    let (mut dice, mut asked) = (Dice(14), Vec::new());
    for day in 0..36 {
        let now = moment("2026-03-16 11:00") + TimeDelta::days(day);
        let now = now.with_timezone(&chrono_tz::Tz::Europe__Paris).format("%Y-%m-%d 11:00").to_string();
        let told = count(app, "liste@eig.example", "digest");
        app.travel_by_day(&now).await;
        if count(app, "liste@eig.example", "digest") > told {
            the_digest_tells_what_is_open(app, &asked).await;
        }
        each_is_within_its_nags(app).await;
        act(app, &mut dice, &mut asked, &now).await;
    }
    assert_eq!(count(app, "liste@eig.example", "digest"), 4);
    assert!(asked.len() > 9 && asked.iter().any(|asked| asked.closed_after.is_some()));
});
