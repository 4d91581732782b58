//! The form begins with last week, by taps: what became of priorities and key dates.

use fantoccini::Locator;

use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::chromium::Chromium;
use crate::support::help::ask_for_help;
use crate::support::wishes::speaks;

const FORM: &str = "/projects/cartobio/bulletins/2026-W11";
const NEXT: &str = "/projects/cartobio/bulletins/2026-W12";
const TEXTS: [(&str, &str); 3] = [("mood", "3"), ("priorities", "Livrer"), ("ups_and_downs", "Haut")];
const DAY: [(&str, &str); 2] = [("key_date", "2026-03-17"), ("key_date_description", "Comité")];

/// CartoBio has filed in the week before, with a key date of the week after; the name of that day's field.
async fn last_week(app: &TestApp) -> (Browser, String) {
    let ada = app.browse_as("ada@cartobio.example").await;
    let none = ada.page();
    assert!(!none.has(".last-week"), "there is no week before");
    ada.submit(&[&TEXTS[..], &DAY].concat()).await.is(200).says("Merci");
    app.travel_by_day("2026-03-09 09:00").await;
    let ids = app.keys("SELECT CAST(id AS VARCHAR(20)) AS key FROM key_dates").await;
    let day = format!("day-{}", ids.first().unwrap());
    (ada, day)
}

/// What is told so far: of which week, in which, and what.
async fn told(app: &TestApp) -> Vec<String> {
    let promises = "SELECT week || ' ' || told_week || ' ' || outcome AS key FROM promise_outcomes";
    let days =
        "SELECT told_week || ' ' || outcome || ' ' || COALESCE(CAST(to_day AS VARCHAR(10)), '?') AS key
        FROM key_date_outcomes";
    let (promises, days) = (app.keys(promises).await, app.keys(days).await);
    promises.into_iter().chain(days).collect()
}

story!(what_became_of_last_week_is_told_by_taps_and_revised, "2026-03-04 09:00", |app| {
    let (ada, day) = last_week(app).await;
    let to = format!("{day}-to");
    ada.open(FORM)
        .await
        .is(200)
        .says("Vos priorités de la semaine")
        .says("Livrer")
        .says("mardi 17 mars 2026");
    // Nothing is tapped before somebody does; and no tap keeps a bulletin back.
    assert!(!ada.page().has(".last-week input[checked]"));
    let taps = [("promise", "partly"), (&day, "moved"), (&to, "sometime")];
    ada.submit(&[&[("mood", "3")], &taps[..]].concat()).await.is(422);
    assert!(ada.page().has("[name=promise][value=partly][checked]"), "taps come back with a fault");
    assert_eq!(ada.page().field(&to), "sometime");
    ada.submit(&[&TEXTS[1..], &[(&to, "2026-03-24")]].concat()).await.is(200).says("Merci");
    assert_eq!(told(app).await, ["2026-W10 2026-W11 partly", "2026-W11 moved 2026-03-24"]);
    // Sent twice, nothing changes; a teammate who taps otherwise revises it.
    let ben = app.browse_as("ben@cartobio.example").await;
    let form = ben.open(&format!("{FORM}?edit=1")).await;
    assert!(form.has("[name=promise][value=partly][checked]") && form.has("[value=moved][checked]"));
    assert_eq!((form.field(&to), form.field("version")), ("2026-03-24".into(), "1".into()));
    ben.submit(&[]).await.is(200);
    let form = ben.open(&format!("{FORM}?edit=1")).await;
    assert_eq!(form.field("version"), "1", "it says the same");
    ben.submit(&[("promise", "done"), (&day, ""), (&to, "")]).await.is(200).says("Revised by you on 9 March");
    ben.page().says_not("Filed by");
    assert_eq!(told(app).await, ["2026-W10 2026-W11 done"]);
    // Who has not seen that decides anew, with both before them.
    let csrf = ada.open(FORM).await.form_token();
    let mut stale = TEXTS.to_vec();
    stale.extend([("csrf", csrf.as_str()), ("version", "1"), ("promise", "dropped")]);
    let conflict = ada.post(FORM, &stale).await;
    conflict.is(409).says("Rien n’est perdu");
    assert!(conflict.has("[name=promise][value=dropped][checked]"));
    assert_eq!(told(app).await, ["2026-W10 2026-W11 done"]);
    ada.submit(&[]).await.is(200);
    assert_eq!(told(app).await, ["2026-W10 2026-W11 dropped"]);
    app.travel_by_day("Fri 15:05").await;
});

story!(priorities_that_go_on_are_carried_over_and_asked_once, "2026-03-04 09:00", |app| {
    let (ada, day) = last_week(app).await;
    let goes_on = [("mood", "2"), ("promise", "goes-on"), ("ups_and_downs", "Bas")];
    // A look at how it will be read gives the text back, to be changed.
    ada.open(FORM).await;
    let preview = ada.submit(&[&goes_on[..], &[("preview", "1")]].concat()).await;
    assert_eq!(preview.is(200).field("priorities"), "Livrer");
    assert!(preview.has("#preview .prose"));
    // Sent without one, the text is the same, and no field is missing.
    ada.open(FORM).await;
    ada.submit(&[&goes_on[..], &[("priorities", "")]].concat()).await.is(200).says("Merci").says("Livrer");
    assert_eq!(told(app).await, ["2026-W10 2026-W11 goes-on"]);
    app.travel_to("Fri 15:05").await;
    app.travel_by_day("2026-03-17 09:00").await;
    // The next form asks of this one alone; what is none of its affair is left alone.
    let form = ada.open(NEXT).await;
    form.is(200).says("Livrer");
    let foreign = ask_for_help(app, "karfu-r", "Un serveur").await;
    let (foreign, csrf) = (format!("request-{}", foreign.0), form.form_token());
    let mut sent = TEXTS.to_vec();
    sent.extend([("csrf", csrf.as_str()), ("promise", "done"), (&day, "happened")]);
    sent.extend([("day-999", "happened"), (&foreign, "solved"), ("day-x", "?")]);
    ada.post(NEXT, &sent).await.is(200).says("Merci");
    let expected = ["2026-W10 2026-W11 goes-on", "2026-W11 2026-W12 done", "2026-W12 happened ?"];
    assert_eq!(told(app).await, expected);
    // The week before is over: its bulletin tells what it told.
    let late = ada.post(FORM, &[&sent[..], &[("promise", "dropped")]].concat()).await;
    late.is(409);
    assert_eq!(told(app).await, expected);
    app.travel_to("Fri 15:05").await;
    // What has ended is asked no more; what was moved keeps its first day.
    app.travel_by_day("2026-03-23 09:00").await;
    ada.open("/projects/cartobio/bulletins/2026-W13").await.is(200).says_not("Votre date clé");
});

story!(a_key_date_is_moved_twice_and_its_first_day_stays_taken, "2026-03-04 09:00", |app| {
    let (ada, day) = last_week(app).await;
    let to = format!("{day}-to");
    ada.open(FORM).await;
    ada.submit(&[&TEXTS[..], &[(&day, "moved")]].concat()).await.is(200);
    assert_eq!(told(app).await, ["2026-W11 moved ?"]);
    app.travel_to("Fri 15:05").await;
    app.travel_by_day("2026-03-16 09:00").await;
    let form = ada.open(NEXT).await;
    form.says("Votre date clé, à fixer").says("d’abord prévue le");
    ada.submit(&[&TEXTS[..], &DAY, &[(&day, "moved"), (&to, "2026-03-26")]].concat())
        .await
        .is(422)
        .says("le jour reste pris");
    ada.submit(&[("key_date", ""), ("key_date_description", "")]).await.is(200);
    assert_eq!(told(app).await, ["2026-W11 moved ?", "2026-W12 moved 2026-03-26"]);
    app.travel_by_day("Fri 15:05").await;
});

story!(a_key_date_moves_to_what_lies_ahead_and_is_not_asked_of_for_ever, "2026-03-04 09:00", |app| {
    let (ada, day) = last_week(app).await;
    let to = format!("{day}-to");
    let form = ada.open(FORM).await;
    form.says("un jour passé");
    assert!(form.has(&format!("[name={to}][min='2026-03-09']")));
    ada.submit(&[&TEXTS[..], &[(&day, "moved"), (&to, "2026-03-02")]].concat())
        .await
        .is(200)
        .says("date à fixer")
        .says_not("lundi 2 mars");
    assert_eq!(told(app).await, ["2026-W11 moved ?"]);
    app.travel_to("Fri 15:05").await;
    // Nobody knows its day: it is asked for as long as one that was lately.
    app.travel_by_day("2026-04-06 09:00").await;
    ada.open("/projects/cartobio/bulletins/2026-W15").await.is(200).says("Votre date clé, à fixer");
    app.travel_by_day("2026-04-13 09:00").await;
    ada.open("/projects/cartobio/bulletins/2026-W16").await.is(200).says_not("Votre date clé");
});

story!(taps_are_the_teams_draft_until_they_are_filed, "2026-03-04 09:00", |app| {
    let (ada, day) = last_week(app).await;
    let room = ask_for_help(app, "cartobio", "Une salle").await;
    let room = format!("request-{}", room.0);
    let draft = format!("{FORM}/draft");
    let csrf = ada.open(FORM).await.form_token();
    let taps = [("csrf", csrf.as_str()), ("promise", "done"), (&day, "called-off"), (&room, "solved")];
    ada.post(&draft, &[&taps[..], &[("draft", "0")]].concat()).await.is(200).says("Brouillon enregistré");
    assert!(told(app).await.is_empty());
    // On another device, by the link of a reminder, they are there; and beside a teammate's other ones.
    speaks(app, "ben@cartobio.example", "fr").await;
    app.travel_to("Fri 14:00").await;
    let link = app.inbox("ben@cartobio.example").latest_of("reminder").link("/f/");
    let ben = app.browser("fr");
    let form = ben.open(&link).await;
    form.is(200);
    for (name, value) in &taps[1..] {
        assert!(form.has(&format!("[name={name}][value={value}][checked]")), "{name}");
    }
    let other = ben.post(&format!("{link}/draft"), &[("promise", "dropped"), ("draft", "0")]).await;
    other.is(409).says("Tenues : Livrer").says("Annulée : Comité").says("Résolue : Une salle");
    // Filing tells what was closed.
    ben.open(&link).await;
    ben.submit(&TEXTS).await.is(200).says("Merci").says("Résolue : Une salle");
    assert_eq!(told(app).await, ["2026-W10 2026-W11 done", "2026-W11 called-off ?"]);
    app.travel_to("Fri 15:05").await;
});

story!(of_many_requests_the_newest_are_asked_of_first_and_the_others_unfold, "2026-03-04 09:00", |app| {
    let (ada, _) = last_week(app).await;
    let mut fields = Vec::new();
    for text in ["Une salle", "Un juriste", "Un serveur", "Une relecture"] {
        fields.push(format!("request-{}", ask_for_help(app, "cartobio", text).await.0));
    }
    let (oldest, newest) = (fields.first().unwrap(), fields.last().unwrap());
    let form = ada.open(FORM).await;
    form.is(200).says("Et une autre demande");
    let shown = |field: &str| format!(".last-week > fieldset [name={field}]");
    assert!(form.has(&shown(newest)) && !form.has(&shown(oldest)));
    assert!(form.has(&format!(".last-week details:not([open]) [name={oldest}]")));
    // What is chosen there is in sight when the form comes back.
    ada.submit(&[("mood", "3"), (oldest, "solved")]).await.is(422);
    assert!(ada.page().has(&format!(".last-week details[open] [name={oldest}][checked]")));
    app.settle().await;
});

story!(when_a_links_form_was_opened_is_noted_with_the_first_filing_alone, "2026-03-06 13:55", |app| {
    app.travel_to("Fri 14:00").await;
    let opened = "SELECT COALESCE(CAST(opened_at AS VARCHAR(40)), 'never') AS key FROM bulletins";
    let link = app.inbox("driss@plume.example").has_one("reminder").link("/f/");
    let driss = app.browser("fr");
    app.sleep_until("Fri 14:10");
    let form = driss.open(&link).await;
    assert_eq!(form.field("opened"), "2026-03-06T13:10:00+00:00");
    app.sleep_until("Fri 14:12");
    // A form that comes back is still the one that was opened.
    assert_eq!(driss.submit(&TEXTS[..2]).await.is(422).field("opened"), "2026-03-06T13:10:00+00:00");
    driss.submit(&TEXTS[2..]).await.is(200);
    let noted = app.keys(opened).await;
    assert!(noted.first().unwrap().starts_with("2026-03-06 13:10:00"), "{noted:?}");
    app.sleep_until("Fri 14:20");
    driss.open(&format!("{link}?edit=1")).await;
    driss.submit(&[("priorities", "Autre")]).await.is(200);
    assert_eq!(app.keys(opened).await, noted);
    // With an account none is asked for, and what is said against all sense is none, or as near as it can be.
    let ada = app.browse_as("ada@cartobio.example").await;
    assert!(!ada.page().has("[name=opened]"));
    let link = app.inbox("chloe@karfur.example").has_one("reminder").link("/f/");
    let chloe = app.browser("fr");
    chloe.open(&link).await;
    chloe.submit(&[&TEXTS[..], &[("opened", "1970-01-01T00:00:00Z")]].concat()).await.is(200);
    let both = app.keys(opened).await;
    assert!(both.iter().any(|at| at.starts_with("2026-03-06 13:00:00")), "{both:?}");
    app.travel_to("Fri 15:05").await;
});

story!(what_an_open_form_tells_of_last_week_nobody_else_sees, "2026-03-04 09:00", |app| {
    let (ada, day) = last_week(app).await;
    let to = format!("{day}-to");
    ada.open(FORM).await;
    ada.submit(&[&TEXTS[..], &[("promise", "dropped"), (&day, "moved"), (&to, "2026-08-19")]].concat())
        .await
        .is(200);
    let mina = app.browse_as("mina@agence.example").await;
    let places =
        ["/projects/cartobio", "/projects/cartobio/bulletins/2026-W10", "/weeks/2026-W10", "/key-dates"];
    for place in places {
        let page = mina.open(place).await;
        page.is(200).says_not("19 August").says_not("Dropped").says("17 March");
    }
    app.travel_to("Fri 15:05").await;
    mina.open("/key-dates").await.is(200).says("19 August");
});

/// In a browser: what goes on stands in the field at once, and a slip is taken back.
#[actix_web::test]
async fn priorities_that_go_on_stand_in_the_field_at_once() {
    let Some(chromium) = Chromium::launch("fr").await else { return };
    let app = TestApp::on_sqlite("2026-03-04 09:00").await;
    let (_, day) = last_week(&app).await;
    app.travel_to("Fri 14:00").await;
    let link = app.inbox("ben@cartobio.example").latest_of("reminder").link("/f/");
    let page = &chromium.client;
    chromium.look(360, false).await;
    page.goto(&format!("{}{link}", app.base)).await.unwrap();
    let priorities = async || {
        let value = "return document.querySelector('#priorities').value";
        page.execute(value, vec![]).await.unwrap().as_str().unwrap().to_owned()
    };
    let is_shown =
        async |css: &str| page.find(Locator::Css(css)).await.unwrap().is_displayed().await.unwrap();
    let moved_to = format!("#{day}-to");
    assert!(!is_shown(&moved_to).await && !is_shown(".tap.none").await);
    chromium.click("[name=promise][value=goes-on]").await;
    assert_eq!(priorities().await, "Livrer");
    chromium.click("[name=promise][value=done]").await;
    assert_eq!(priorities().await, "");
    // What somebody writes is theirs.
    chromium.type_into("priorities", "Autre").await;
    chromium.click("[name=promise][value=goes-on]").await;
    assert_eq!(priorities().await, "Autre");
    chromium.click("[name=promise][value='']").await;
    assert!(!is_shown(".tap.none").await);
    chromium.click(&format!("[name={day}][value=moved]")).await;
    assert!(is_shown(&moved_to).await);
    chromium.close().await;
    app.travel_to("Fri 15:05").await;
    app.finish().await;
}
