//! Teams and people who are away: nothing is asked of them, nobody waits for them, and who must know is told.

use bulletins::domain::people::Role;
use bulletins::services::calendar::team_absences::{self, Wish};
use bulletins::services::{Refusal, Scope};
use bulletins::store::help::requests;
use bulletins::store::people::NewPerson;
use bulletins::store::programme::projects;
use bulletins::store::{self, people};

use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::inbox::Mail;
use crate::support::meanwhile::{Open, begin_waiting};
use crate::support::wishes::reads_all;

const ADA: &str = "ada@cartobio.example";
const BEN: &str = "ben@cartobio.example";
const CAMILLE: &str = "camille@eig.example";
const CHLOE: &str = "chloe@karfur.example";
const DRISS: &str = "driss@plume.example";
const MARC: &str = "marc@diair.example";

const TEXTS: [(&str, &str); 3] =
    [("mood", "3"), ("priorities", "Relire la carte"), ("ups_and_downs", "Démo réussie")];

/// Has a team be away in those of the coming weeks, and in no others.
async fn mark(browser: &Browser, slug: &str, weeks: &[&str]) {
    browser.open(&format!("/projects/{slug}/absences")).await.is(200);
    let known = browser.page().form("form.absences", &[]).1;
    let fields: Vec<(String, String)> = known
        .into_iter()
        .filter(|(name, _)| !name.starts_with("week-"))
        .chain(weeks.iter().map(|week| (format!("week-{week}"), (*week).to_owned())))
        .collect();
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(&format!("/projects/{slug}/absences"), &fields).await.is(200);
    assert!(browser.page().path.contains("done=absences"));
}

async fn away(browser: &Browser, first: &str, last: &str) {
    browser.open("/settings").await.is(200);
    browser.submit_form("form.away", &[("away_first", first), ("away_last", last)]).await;
    assert!(browser.page().is(200).path.contains("done=away"));
}

/// What stands in a mail after that heading, up to the next empty line but one.
fn under<'m>(mail: &'m Mail, heading: &str) -> &'m str {
    let (_, rest) =
        mail.text.split_once(heading).unwrap_or_else(|| panic!("no {heading:?} in {}", mail.text));
    rest.split("\n\n").next().unwrap_or_default()
}

/// Somebody else who coordinates, and is asked about CartoBio.
async fn referent(app: &TestApp) -> &'static str {
    let work = |scope: &mut bulletins::services::Scope<'_>| -> store::Result<()> {
        let email = "rosa@eig.example".parse().unwrap();
        let new = NewPerson { name: "Rosa", email: &email, locale: None, coordinator: true };
        let rosa = people::insert(scope.conn, &new, scope.now)?;
        let cartobio = projects::by_slug(scope.conn, "cartobio")?.unwrap().id;
        projects::set_referent(scope.conn, cartobio, Some(rosa))
    };
    app.app.services.write(work).await.unwrap();
    "rosa@eig.example"
}

story!(a_team_that_is_away_is_asked_for_nothing, "2026-03-02 09:00", |app| {
    reads_all(app, MARC).await;
    let ada = app.browse_as(ADA).await;
    ada.open("/projects/cartobio").await.is(200).says("Dire quand l’équipe est absente");
    mark(&ada, "cartobio", &["2026-W10", "2026-W12"]).await;
    ada.open("/projects/cartobio").await.says("Toute l’équipe : semaine");
    ada.open("/projects/cartobio/bulletins/2026-W10").await.says("Votre équipe est absente cette semaine");
    // Who coordinates is told by mail, and sees it.
    app.pass().await;
    app.inbox(CAMILLE).has_one("team-away").says("CartoBio").says("2 semaines d’absence").says("du 16 au");
    assert_eq!(app.mails().iter().filter(|mail| mail.kind == "team-away").count(), 1);
    let camille = app.browse_as(CAMILLE).await;
    camille.open("/dashboard").await.is(200).says("absente").says("aucun bulletin sur 2 projets");
    camille.open("/admin/projects/cartobio").await.says("Toute l’équipe : semaine");
    camille.open("/admin/schedule").await.says("Équipes absentes").says("CartoBio");
    camille.open("/weeks/2026-W10").await.says("Équipe absente cette semaine");
    camille.open("/admin/audit?topic=schedule").await.says("Équipe absente");
    // Nobody else is told before the week is published.
    let chloe = app.browse_as(CHLOE).await;
    for path in ["/projects/cartobio", "/weeks/2026-W10", "/weeks", "/projects"] {
        chloe.open(path).await.is(200).says_not("absen");
    }
    chloe.open("/projects/cartobio/absences").await.is(403);
    app.travel_to("Fri 10:00").await;
    app.inbox("liste@eig.example").has_one("announcement").says("Aucun des 2 projets");
    app.travel_to("Fri 14:45").await;
    assert!(app.inbox(ADA).of_kind("reminder").is_empty() && app.inbox(BEN).of_kind("reminder").is_empty());
    assert_eq!(app.inbox(DRISS).of_kind("reminder").len(), 2);
    app.travel_to("Fri 15:05").await;
    let own = app.inbox(ADA).has_one("digest").clone();
    own.says("CartoBio\u{a0}: équipe absente cette semaine.").says_not("Équipe absente");
    for reader in [CHLOE, MARC, CAMILLE, "liste@eig.example"] {
        let digest = app.inbox(reader).has_one("digest").clone();
        digest.says("Aucun des 2 projets");
        assert!(!under(&digest, "Pas de bulletin cette semaine").contains("CartoBio"), "{}", digest.text);
        assert!(under(&digest, "Équipe absente cette semaine").contains("CartoBio"), "{}", digest.text);
    }
    let digest = app.inbox(CAMILLE).has_one("digest").clone();
    assert!(digest.text.contains("CartoBio\u{a0}: absente"), "{}", digest.text);
    chloe.open("/weeks/2026-W10").await.says("Équipe absente cette semaine").says("CartoBio");
    assert_eq!(chloe.open("/projects").await.count(".projects .tag", "absente"), 1);
    chloe.open("/weeks").await.says("aucun bulletin sur 2 projets");
    // Of the week to come others still know nothing.
    chloe.open("/projects/cartobio").await.says("absente").says_not("Toute l’équipe");
    app.travel_to("Mon 09:00").await;
    camille.open("/dashboard").await.says("aucun bulletin sur 3 projets");
});

story!(an_absence_is_taken_back_and_told_once_for_each_change, "2026-03-02 09:00", |app| {
    let ben = app.browse_in("en", BEN).await;
    mark(&ben, "cartobio", &["2026-W10", "2026-W11"]).await;
    mark(&ben, "cartobio", &["2026-W10", "2026-W11"]).await;
    app.pass().await;
    mark(&ben, "cartobio", &["2026-W11", "2026-W14"]).await;
    app.pass().await;
    let told = app.inbox(CAMILLE);
    let told = told.of_kind("team-away");
    assert_eq!(told.len(), 2);
    told[1].says("note une semaine d’absence").says("du 30 mars").says("sera finalement là").says("du 2 au");
    // A coordinator who marks it for a team knows, and is told nothing.
    let camille = app.browse_as(CAMILLE).await;
    mark(&camille, "plume", &["2026-W10"]).await;
    app.pass().await;
    assert_eq!(app.inbox(CAMILLE).of_kind("team-away").len(), 2);
    app.travel_to("Fri 14:00").await;
    app.inbox(ADA).has_one("reminder");
    app.inbox(DRISS).has_none("reminder");
    // What everybody has read stays as it was told; further ahead than eight weeks nobody knows.
    app.travel_to("Fri 15:05").await;
    let csrf = ben.open("/projects/cartobio/absences").await.field("csrf");
    for week in ["2026-W10", "2026-W19", "2027-W10"] {
        ben.post("/projects/cartobio/absences", &[("csrf", &csrf), ("week", week)]).await.is(409);
    }
    let present = app.keys("SELECT week AS key FROM team_absences").await;
    assert_eq!(present, ["2026-W10", "2026-W11", "2026-W14"].map(str::to_owned).into());
});

story!(two_of_a_team_say_when_it_is_away_and_none_undoes_the_others_weeks, "2026-03-02 09:00", |app| {
    let path = "/projects/cartobio/absences";
    let (ada, ben) = (app.browse_as(ADA).await, app.browse_as(BEN).await);
    mark(&ada, "cartobio", &["2026-W11"]).await;
    app.pass().await;
    // Both have opened the page, and each changes something else.
    for browser in [&ada, &ben] {
        browser.open(path).await.is(200);
    }
    ada.submit_form("form.absences", &[("week-2026-W12", "2026-W12")]).await.is(200);
    ben.submit_form("form.absences", &[("week-2026-W14", "2026-W14"), ("week-2026-W11", "")]).await.is(200);
    let kept = "SELECT week AS key FROM team_absences";
    assert_eq!(app.keys(kept).await, ["2026-W12", "2026-W14"].map(str::to_owned).into());
    // What the other has done already is done once; nothing has changed, and nobody is told.
    app.pass().await;
    let told = app.inbox(CAMILLE).of_kind("team-away").len();
    let csrf = ben.open(path).await.form("form.absences", &[]).1;
    let csrf = csrf.into_iter().find(|(name, _)| name == "csrf").unwrap().1;
    ben.post(path, &[("csrf", &csrf), ("week-2026-W12", "2026-W12")]).await.is(200);
    ben.post(path, &[("csrf", &csrf), ("shown-2026-W11", "2026-W11")]).await.is(200);
    app.pass().await;
    assert_eq!(app.keys(kept).await.len(), 2);
    assert_eq!((told, app.inbox(CAMILLE).of_kind("team-away").len()), (3, 3));
});

story!(teammates_say_it_at_the_very_same_moment, "2026-03-02 09:00", |app| {
    let change = |address: &'static str, shown: &[&str], wanted: &[&str]| {
        let weeks = |weeks: &[&str]| weeks.iter().map(|week| week.parse().unwrap()).collect();
        let (services, wish) =
            (app.app.services.clone(), Wish { shown: weeks(shown), wanted: weeks(wanted) });
        let change = move |scope: &mut Scope<'_>| {
            let id = people::by_email(scope.conn, &address.parse().unwrap())?.ok_or(Refusal::Gone)?.id;
            let member = people::member(scope.conn, id, scope.today())?.ok_or(Refusal::Gone)?;
            team_absences::change(scope, &member, "cartobio", &wish)
        };
        async move { services.write(change).await }
    };
    change(ADA, &[], &["2026-W11"]).await.unwrap();
    let turn = |scope: &mut Scope<'_>| {
        let project = projects::by_slug(scope.conn, "cartobio")?.ok_or(Refusal::Gone)?;
        Ok(requests::take_turns_asking(scope.conn, project.id)?)
    };
    let open = Open::begin(app, turn).await;
    let first = begin_waiting(app, 1, change(ADA, &["2026-W11"], &["2026-W12"])).await;
    let second = begin_waiting(app, 2, change(BEN, &["2026-W11"], &["2026-W13"])).await;
    open.end().await;
    first.await.unwrap().unwrap();
    second.await.unwrap().unwrap();
    let kept = app.keys("SELECT week AS key FROM team_absences").await;
    assert_eq!(kept, ["2026-W12", "2026-W13"].map(str::to_owned).into());
    // Both took the same week back: it is on record once.
    let back = "SELECT CAST(id AS TEXT) AS key FROM audit WHERE action = 'team-back'";
    assert_eq!(app.keys(back).await.len(), 1);
    app.pass().await;
});

story!(a_bulletin_of_a_week_away_is_simply_filed, "2026-03-02 09:00", |app| {
    reads_all(app, MARC).await;
    let ada = app.browse_as(ADA).await;
    mark(&ada, "cartobio", &["2026-W10"]).await;
    ada.open("/projects/cartobio/bulletins/2026-W10").await.is(200);
    ada.submit_form("form.bulletin", &TEXTS).await.is(200).says("Merci");
    let camille = app.browse_as(CAMILLE).await;
    camille.open("/dashboard").await.says("un bulletin sur 3 projets").says("CartoBio bonne");
    app.travel_to("Fri 15:05").await;
    let digest = app.inbox(MARC).has_one("digest").clone();
    digest.says("Un projet sur 3").says("Relire la carte").says_not("Équipe absente");
    camille.open("/weeks").await.says("un bulletin sur 3 projets");
    camille.open("/projects/cartobio").await.says("Relire la carte");
});

story!(who_files_by_a_link_finds_where_absences_are_said_if_they_are_signed_in, "2026-03-06 13:55", |app| {
    app.travel_to("Fri 14:00").await;
    let link = app.inbox(DRISS).latest_of("reminder").link("/f/");
    let (guest, driss) = (app.browser("fr"), app.browse_as(DRISS).await);
    let chloe = app.browse_as(CHLOE).await;
    let offers =
        async |browser: &Browser| browser.open(&link).await.is(200).has("a[href='/projects/plume/absences']");
    // With the form, and with thanks.
    for filed in [false, true] {
        if filed {
            guest.open(&link).await;
            guest.submit_form("form.bulletin", &TEXTS).await.is(200).says("Merci");
        }
        assert!(!offers(&guest).await && offers(&driss).await && !offers(&chloe).await);
    }
    app.travel_to("Fri 15:05").await;
});

story!(the_referent_is_told_or_all_who_want_to_be, "2026-03-02 09:00", |app| {
    let rosa = referent(app).await;
    let ada = app.browse_as(ADA).await;
    mark(&ada, "cartobio", &["2026-W12"]).await;
    app.pass().await;
    app.inbox(CAMILLE).has_none("team-away");
    let link = app.inbox(rosa).has_one("team-away").link("/unsubscribe/");
    let guest = app.browser("fr");
    guest.open(&link).await.is(200);
    guest.submit(&[]).await.is(200);
    mark(&ada, "cartobio", &["2026-W12", "2026-W13"]).await;
    app.pass().await;
    app.inbox(rosa).has_one("team-away");
    app.inbox(CAMILLE).has_one("team-away").says("note une semaine d’absence");
});

story!(who_is_away_is_not_reminded_and_their_team_is, "2026-03-02 09:00", |app| {
    reads_all(app, MARC).await;
    let (ada, ben) = (app.browse_as(ADA).await, app.browse_in("en", BEN).await);
    ada.open("/settings").await.is(200).says("Vos jours d’absence");
    for (first, last, says) in [
        ("", "", "Indiquez un jour"),
        ("2026-03-09", "2026-03-08", "avant le premier"),
        ("2026-02-09", "2026-02-10", "déjà passés"),
        ("2026-03-09", "2026-12-31", "plus de six mois"),
    ] {
        ada.submit_form("form.away", &[("away_first", first), ("away_last", last)]).await.is(422).says(says);
        assert_eq!(ada.page().field("away_first"), first);
    }
    away(&ada, "2026-03-05", "2026-03-13").await;
    away(&ada, "2026-04-07", "").await;
    ada.page().says("du 5 mars 2026 au 13 mars 2026").says("le 7 avril 2026");
    ada.submit_form("form[action='/settings/absences/2026-04-07']", &[]).await.is(200).says_not("7 avril");
    // Their team and the coordinators see it, nobody else does.
    ben.open("/projects/cartobio").await.says("Ada: from 5 March 2026 to 13 March 2026");
    let camille = app.browse_as(CAMILLE).await;
    camille.open("/admin/projects/cartobio").await.says("Ada : du 5 mars 2026");
    let mina = app.browse_in("en", "mina@agence.example").await;
    mina.open("/projects/cartobio").await.is(200).says_not("5 March 2026");
    mina.open("/settings").await.is(200).says_not("Days when you are away");
    app.travel_to("Fri 14:00").await;
    app.inbox(ADA).has_none("reminder");
    app.inbox(BEN).has_one("reminder");
    app.travel_to("Fri 15:05").await;
    assert!(under(app.inbox(MARC).has_one("digest"), "Pas de bulletin").contains("CartoBio"));
    // All of them are away when the next week closes, and so the team is.
    away(&ben, "2026-03-13", "2026-03-13").await;
    ben.open("/projects/cartobio/absences").await.says("All of the team are away on closing day");
    camille.open("/dashboard").await.is(200).says("aucun bulletin sur 3 projets");
    app.travel_to("Mon 09:00").await;
    camille.open("/dashboard").await.is(200).says("absente").says("aucun bulletin sur 2 projets");
    app.travel_to("Fri 14:00").await;
    app.inbox(ADA).has_none("reminder");
    assert_eq!(app.inbox(BEN).of_kind("reminder").len(), 2, "of the week before");
    app.travel_to("Fri 15:05").await;
    let digest = app.inbox(MARC).latest_of("digest").clone();
    assert!(under(&digest, "Équipe absente cette semaine").contains("CartoBio"), "{}", digest.text);
});

story!(what_was_told_of_an_absence_stays_when_days_are_forgotten, "2026-03-02 09:00", |app| {
    let (ada, ben) = (app.browse_as(ADA).await, app.browse_in("en", BEN).await);
    away(&ada, "2026-03-06", "2026-03-06").await;
    away(&ben, "2026-03-06", "2026-03-11").await;
    let chloe = app.browse_as(CHLOE).await;
    app.travel_to("Fri 15:05").await;
    chloe.open("/weeks/2026-W10").await.says("Équipe absente cette semaine");
    // One goes at their own wish, with their days.
    ada.prove().await;
    ada.open("/settings/erasure").await.is(200);
    ada.submit(&[]).await.is(200).says("Vos données sont effacées");
    let days = "SELECT CAST(last_day AS TEXT) AS key FROM person_absences";
    assert_eq!(app.keys(days).await, ["2026-03-11".to_owned()].into());
    chloe.open("/weeks/2026-W10").await.says("Équipe absente cette semaine");
    app.give("zoe@cartobio.example", Role::Eig, "cartobio", None).await;
    // The others' are forgotten four weeks after the last of them.
    app.sleep_until("2026-04-08 09:00");
    app.pass().await;
    assert_eq!(app.keys(days).await.len(), 1);
    app.sleep_until("2026-04-09 09:01");
    app.pass().await;
    assert!(app.keys(days).await.is_empty());
    let chloe = app.browse_as(CHLOE).await;
    chloe.open("/weeks/2026-W10").await.says("Équipe absente cette semaine");
    chloe.open("/projects/cartobio").await.says("absente");
});

story!(weeks_are_named_by_the_day_on_which_they_are_marked, "2026-03-06 13:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let called = async |name: &str| {
        let page = ada.open("/projects/cartobio/absences").await;
        page.is(200).count("form.absences .tag", name)
    };
    assert_eq!((called("Cette semaine").await, called("La semaine prochaine").await), (1, 1));
    // Once this week is published it can be marked no more, and the next one is not this one.
    app.travel_to("Fri 15:06").await;
    assert_eq!((called("Cette semaine").await, called("La semaine prochaine").await), (0, 1));
});
