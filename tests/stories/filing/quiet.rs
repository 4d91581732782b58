//! A week of which there is nothing to say: one line and one button.

use fantoccini::Locator;

use crate::story;
use crate::support::app::TestApp;
use crate::support::chromium::Chromium;
use crate::support::filing::reminded;

const FORM: &str = "/projects/cartobio/bulletins/2026-W10";
const QUIET: (&str, &str) = ("quiet", "1");
const TEXTS: [(&str, &str); 3] = [("mood", "3"), ("priorities", "Livrer"), ("ups_and_downs", "Haut")];

/// How the bulletins stand: quiet or not, with which mood and line.
async fn filed(app: &TestApp) -> Vec<String> {
    let kept = "SELECT (CASE WHEN quiet THEN 'quiet' ELSE 'full' END) || ' ' ||
        COALESCE(CAST(mood AS VARCHAR(1)), '-') || ' ' || priorities AS key FROM bulletins";
    app.keys(kept).await.into_iter().collect()
}

story!(a_quiet_week_is_filed_by_one_button, "2026-03-06 13:55", |app| {
    app.travel_to("Fri 14:00").await;
    let link = app.inbox("driss@plume.example").has_one("reminder").link("/f/");
    let driss = app.browser("fr");
    driss.open(&link).await.is(200).says("Rien de neuf ?");
    driss.submit(&[QUIET]).await.is(200).says("Merci").says("Rien de neuf cette semaine.");
    assert_eq!(filed(app).await, ["quiet - Rien de neuf cette semaine."]);
    // In one's own language; a face that was tapped counts, and help goes along.
    let chloe = app.browse_in("en", "chloe@karfur.example").await;
    chloe.submit(&[QUIET, ("mood", "4"), ("help", "A room")]).await.is(200).says("Nothing new this week.");
    chloe.page().says("A room");
    let ben = app.browse_as("ben@cartobio.example").await;
    ben.submit(&[QUIET, ("quiet_line", "Vacances de **tous**")]).await.is(200);
    let expected = [
        "quiet - Rien de neuf cette semaine.",
        "quiet - Vacances de **tous**",
        "quiet 4 Nothing new this week.",
    ];
    assert_eq!(filed(app).await, expected);
    // It counts as filed: nobody is reminded, and nothing is missing from the digest.
    app.travel_to("Fri 15:05").await;
    let digest = app.inbox("liste@eig.example").latest_of("digest").clone();
    digest.says("Vacances de").says_not("Pas de bulletin");
});

story!(a_quiet_week_never_swallows_what_was_written, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let refused = ada.submit(&[QUIET, ("priorities", "Livrer"), ("quiet_line", "Calme")]).await;
    refused.is(422).says("Priorités : vous avez écrit quelque chose");
    assert!(refused.has("details.quiet-week[open]") && refused.has("#priorities[aria-invalid=true]"));
    assert_eq!((refused.field("priorities"), refused.field("quiet_line")), ("Livrer".into(), "Calme".into()));
    assert!(filed(app).await.is_empty());
    ada.submit(&[QUIET, ("priorities", "")]).await.is(200).says("Calme");
    // Revised into a whole one while the form is open, and back again.
    let form = ada.open(&format!("{FORM}?edit=1")).await;
    assert!(form.has("details.quiet-week[open]"));
    assert_eq!((form.field("priorities"), form.field("quiet_line")), (String::new(), "Calme".into()));
    // The line alone is a quiet week by whichever button; with a word beside it, what is missing is said.
    ada.submit(&[]).await.is(200).says("Calme");
    assert_eq!(filed(app).await, ["quiet - Calme"]);
    ada.open(&format!("{FORM}?edit=1")).await;
    ada.submit(&[("priorities", "Livrer")]).await.is(422).says("Choisissez l’humeur");
    ada.submit(&TEXTS).await.is(200).says("Livrer");
    assert_eq!(filed(app).await, ["full 3 Livrer"]);
    ada.open(&format!("{FORM}?edit=1")).await;
    ada.submit(&[QUIET]).await.is(422).says("Hauts et bas : vous avez écrit");
    ada.submit(&[QUIET, ("priorities", ""), ("ups_and_downs", "")]).await.is(200);
    assert_eq!(filed(app).await, ["quiet 3 Rien de neuf cette semaine."]);
    app.travel_by_day("Fri 15:05").await;
});

story!(a_quiet_week_promises_nothing_and_tells_of_the_week_before, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.submit(&TEXTS).await.is(200);
    app.travel_by_day("2026-03-09 09:00").await;
    // With a script, priorities that go on stand in the field already: nobody has written them.
    ada.open("/projects/cartobio/bulletins/2026-W11").await;
    ada.submit(&[QUIET, ("promise", "goes-on"), ("priorities", "Livrer")]).await.is(200).says("Merci");
    let told = "SELECT week || ' ' || told_week || ' ' || outcome AS key FROM promise_outcomes";
    assert_eq!(app.keys(told).await.first().unwrap(), "2026-W10 2026-W11 goes-on");
    app.travel_by_day("2026-03-16 09:00").await;
    let form = ada.open("/projects/cartobio/bulletins/2026-W12").await;
    assert!(!form.is(200).has("[name=promise]"));
});

/// In a browser: a quiet week in five taps, with scripts and without; Enter elsewhere never sends one.
#[actix_web::test]
async fn a_quiet_week_in_five_taps() {
    let Some(chromium) = Chromium::launch("fr").await else { return };
    let (app, form) = reminded().await;
    let link = |address: &str| {
        let link = app.inbox(address).has_one("reminder").link("/f/");
        format!("{}{link}", app.base)
    };
    let page = &chromium.client;
    chromium.look(360, false).await;
    page.goto(&form).await.unwrap();
    chromium.click(".key-date summary").await;
    let description = page.find(Locator::Id("key_date_description")).await.unwrap();
    description.send_keys("\u{e007}").await.unwrap();
    chromium.found(Locator::Css(".summary")).await;
    assert!(filed(&app).await.is_empty());
    chromium.click(".quiet-week summary").await;
    chromium.click("button[name=quiet]").await;
    chromium.sees("Merci").await;
    page.goto(&link("driss@plume.example")).await.unwrap();
    chromium.click(".quiet-week summary").await;
    chromium.type_into("quiet_line", "Calme\u{e007}").await;
    chromium.sees("Merci").await;
    chromium.without_scripts().await;
    let before = chromium.counted().await;
    page.goto(&link("chloe@karfur.example")).await.unwrap();
    chromium.click(".face:has([value='2'])").await;
    chromium.click(".quiet-week summary").await;
    chromium.click("button[name=quiet]").await;
    chromium.sees("Merci").await;
    let after = chromium.counted().await;
    assert_eq!((after.0 - before.0, after.1 - before.1), (3, 2), "taps, and pages: the form, and thanks");
    let lines =
        ["quiet - Calme", "quiet - Rien de neuf cette semaine.", "quiet 2 Rien de neuf cette semaine."];
    assert_eq!(filed(&app).await, lines);
    chromium.close().await;
    app.travel_to("Fri 15:05").await;
    app.finish().await;
}
