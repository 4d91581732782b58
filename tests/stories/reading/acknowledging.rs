//! What was written is seen to have been read: by a button, and by nothing else.

use bulletins::domain::people::Role;
use bulletins::services::privacy::erasing;
use bulletins::store::privacy::audit::Actor;

use crate::story;
use crate::support::app::TestApp;
use crate::support::help::person;
use crate::support::readings::{read, read_link};
use crate::support::wishes::speaks;

const BULLETIN: &str = "/projects/cartobio/bulletins/2026-W10";
const TEXTS: [(&str, &str); 3] = [("mood", "3"), ("priorities", "Publier"), ("ups_and_downs", "Bas")];
/// More than a look at the link's page tells.
const LONG: &str = "Publier la carte des parcelles, puis la relire avec les contrôleurs de toutes les régions, enfin fêter cela";

/// Who has read, and when.
async fn said(app: &TestApp) -> Vec<String> {
    let query = "SELECT email || ' ' || CAST(at AS TEXT) AS key FROM acknowledgements
        JOIN people ON people.id = person_id";
    app.keys(query).await.into_iter().collect()
}

story!(a_link_says_that_its_owner_has_read_and_looking_at_it_does_nothing, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.submit(&[&[("priorities", LONG)], &TEXTS[..]].concat()).await.is(200);
    app.travel_to("Fri 15:05").await;
    let link = read_link(app, "cartobio", "2026-W10", "mina@agence.example").await;
    // A scanner looks at all links, in whatever way it likes.
    let scanner = app.browser("en");
    for _ in 0..3 {
        scanner.open(&link).await.is(200).says("CartoBio").says("I’ve read it");
        scanner.send(|client, base| client.head(format!("{base}{link}"))).await.is(200);
    }
    assert!(!scanner.page().body.contains("onload"));
    let foreign = scanner.send(|client, base| {
        let sent = client.post(format!("{base}{link}")).header("sec-fetch-site", "cross-site");
        sent.header("content-type", "application/x-www-form-urlencoded").body("")
    });
    foreign.await.is(403);
    assert!(said(app).await.is_empty());
    speaks(app, "mina@agence.example", "fr").await;
    // Said on a phone without an account; said twice, it is from the first time.
    let phone = app.browser("fr");
    phone.open(&link).await.is(200).says("du 2 au 8 mars 2026").says("J’ai lu");
    // They know what they say it of, and read on with their account.
    phone.page().says("bonne").says("Publier la carte").says("Bas").says_not("fêter cela").says("en entier");
    phone.submit_form("form.reading", &[]).await.is(200).says("C’est noté").says("Vous avez dit l’avoir lu");
    let first = said(app).await;
    assert_eq!(first.len(), 1);
    app.sleep_until("2026-03-06 15:30");
    phone.post(&link, &[]).await.is(200).says("vendredi 6 mars à 15 h 05");
    assert_eq!(said(app).await, first);
    // It signs nobody in.
    phone.open("/projects").await.says("Se connecter");
    // By mistake? It is taken back on the same page, and said again.
    phone.open(&link).await;
    phone.submit_form("form.reading", &[("take_back", "1")]).await.is(200).says("C’est annulé");
    assert!(said(app).await.is_empty());
    phone.submit_form("form.reading", &[]).await.is(200).says("à 15 h 30");
    // The next form begins with it, as does the one behind a reminder.
    app.travel_to("Mon 09:00").await;
    let form = "/projects/cartobio/bulletins/2026-W11";
    ada.open(form)
        .await
        .says("Mina a lu votre dernier bulletin (semaine du 2 au 8 mars 2026) vendredi 6 mars.");
    read(app, "cartobio", "2026-W10", "marc@diair.example", "2026-03-09 08:00").await;
    ada.open(form).await.says("Lu par Mina, Marc").says("Mina (vendredi 6 mars)").says("Marc (lundi 9 mars)");
    app.travel_to("Fri 14:00").await;
    let reminder = app.inbox("ada@cartobio.example").latest_of("reminder").link("/f/");
    app.browser("fr").open(&reminder).await.is(200).says("Lu par Mina");
    app.travel_to("Fri 15:05").await;
    // Until the end of the week after next.
    let camille = read_link(app, "cartobio", "2026-W10", "camille@eig.example").await;
    app.sleep_until("2026-03-22 23:59");
    phone.open(&camille).await.is(200).says("J’ai lu");
    app.sleep_until("2026-03-23 00:00");
    phone.post(&camille, &[]).await.is(410).says("jusqu’au dimanche 22 mars");
    phone.open(&link).await.is(410).says("Vous avez dit l’avoir lu").says_not("Publier");
    phone.post(&link, &[("take_back", "1")]).await.is(410);
    assert_eq!(said(app).await.len(), 2);
    assert!(!phone.page().has("form.reading"));
});

story!(what_a_link_shows_whole_keeps_its_lists_and_is_not_offered_again, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let listed = ("priorities", "- Livrer\n  - la carte\n  - le fond\n- Relire");
    ada.submit(&[&[listed], &TEXTS[..]].concat()).await.is(200).says("Dès que quelqu’un l’aura lu");
    app.travel_to("Fri 15:05").await;
    let link = read_link(app, "cartobio", "2026-W10", "marc@diair.example").await;
    let phone = app.browser("fr");
    phone.open(&link).await.is(200).says("J’ai lu").says_not("en entier");
    assert!(phone.page().has("article li li"), "{}", phone.page().body);
    // Its team no longer waits for what has come.
    phone.submit_form("form.reading", &[]).await.is(200);
    ada.open(BULLETIN).await.says("Marc").says_not("Dès que quelqu’un");
    // Their last one is the next, once that is filed.
    app.travel_to("Mon 09:00").await;
    let form = "/projects/cartobio/bulletins/2026-W11";
    ada.open(form).await.says("Marc a lu votre dernier bulletin (semaine du 2 au 8 mars 2026)");
    ada.submit(&TEXTS).await.is(200);
    for page in ["/", "/projects/cartobio/bulletins/2026-W11?edit=1"] {
        ada.open(page)
            .await
            .is(200)
            .says_not("a lu votre dernier bulletin")
            .says_not("Votre dernier bulletin");
        ada.page().says("Marc a lu votre bulletin précédent (semaine du 2 au 8 mars 2026) vendredi 6 mars.");
    }
    app.settle().await;
});

story!(a_link_that_says_nothing_any_more_tells_why, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.submit(&TEXTS).await.is(200);
    app.give("sam@agence.example", Role::Sponsor, "cartobio", Some("2026-03-08")).await;
    app.travel_to("Fri 15:05").await;
    let browser = app.browser("fr");
    let mut links = Vec::new();
    for reader in ["sam@agence.example", "marc@diair.example", "mina@agence.example", "ada@cartobio.example"]
    {
        links.push(read_link(app, "cartobio", "2026-W10", reader).await);
    }
    let [sam, marc, mina, own] = &links[..] else { unreachable!() };
    for link in [sam, marc, mina] {
        browser.open(link).await.is(200);
        browser.submit_form("form.reading", &[]).await.is(200);
    }
    assert_eq!(said(app).await.len(), 3);
    // The team does not tell itself.
    browser.open(own).await.is(410).says("Ce lien ne fonctionne plus").says_not("CartoBio");
    browser.post(own, &[]).await.is(410);
    // Of another bulletin or reader it is no link at all.
    let forged = mina.replacen("/r/", "/r/9", 1);
    for wrong in [forged.as_str(), "/r/x", "/r/1.2.AAAA"] {
        browser.open(wrong).await.is(410).says("Ce lien n’est pas complet");
        browser.post(wrong, &[]).await.is(410);
    }
    // Whose role has ended, and who was erased; what the latter said goes with them, and is nowhere named.
    app.sleep_until("2026-03-09 09:00");
    browser.open(sam).await.is(410).says("Ce lien ne fonctionne plus").says_not("CartoBio");
    browser.post(sam, &[("take_back", "1")]).await.is(410);
    let id = person(app, "marc@diair.example").await;
    app.app.services.write(move |scope| erasing::erase(scope, Actor::CommandLine, id)).await.unwrap();
    browser.open(marc).await.is(410).says("Ce lien ne fonctionne plus");
    browser.post(marc, &[]).await.is(410);
    assert_eq!(said(app).await.len(), 2);
    ada.open(BULLETIN).await.says("Mina").says_not("Marc (");
    app.settle().await;
});

story!(whoever_reads_a_bulletin_says_so_on_its_page_and_its_team_does_not, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.submit(&TEXTS).await.is(200);
    ada.open("/projects/cartobio/shares").await;
    ada.submit_form("form.new", &[("label", "Cabinet")]).await.is(200);
    let share = ada.page().addresses(&app.base).into_iter().find(|link| link.starts_with("/s/")).unwrap();
    let reading = format!("{BULLETIN}/reading");
    let (mina, driss) =
        (app.browse_as("mina@agence.example").await, app.browse_as("driss@plume.example").await);
    let camille = app.browse_as("camille@eig.example").await;
    // What is not published is told to nobody; a coordinator has it already.
    let csrf = mina.open("/nowhere").await.form_token();
    mina.post(&reading, &[("csrf", &csrf)]).await.is(404);
    camille.open(BULLETIN).await.is(200);
    assert!(camille.page().has("form.reading"));
    app.travel_to("Fri 15:05").await;
    // Opening it says nothing.
    mina.open(BULLETIN).await.is(200).says("I’ve read it");
    driss.open(BULLETIN).await.is(200).says("J’ai lu");
    assert!(said(app).await.is_empty());
    mina.post(&reading, &[]).await.is(403);
    assert!(said(app).await.is_empty(), "no form of ours");
    mina.open(BULLETIN).await;
    // A mentor begins on the week's page, with the button at what their team filed; who is on no team has none there.
    let week = mina.open("/").await;
    assert!(
        week.path == "/weeks/2026-W10" && week.count("form.own-reading button", "I’ve read it") == 1,
        "{}",
        week.path
    );
    assert!(!driss.open("/weeks/2026-W10").await.is(200).has("form.own-reading"));
    assert!(!camille.open("/weeks/2026-W10").await.is(200).has("form.own-reading"));
    assert!(!ada.open("/weeks/2026-W10").await.is(200).has("form.own-reading"));
    let said_there = mina.submit_form("form.own-reading", &[]).await;
    said_there.is(200).says("Noted");
    assert!(said_there.path.starts_with("/weeks/2026-W10"), "{}", said_there.path);
    // It stays told there, and can be taken back.
    mina.open("/weeks/2026-W10").await.says("You said on Friday 6 March").says_not("I’ve read it");
    mina.submit_form("form.own-reading", &[("take_back", "1")]).await.is(200).says("I’ve read it");
    mina.submit_form("form.own-reading", &[]).await.is(200).says("You said on");
    mina.open(BULLETIN).await.is(200).says("Read by you (6 March)");
    driss.open(BULLETIN).await;
    driss.submit_form("form.reading", &[]).await.is(200).says("Lu par Mina (6 mars), vous (6 mars)");
    driss.submit_form("form.reading", &[("take_back", "1")]).await.is(200).says_not("Driss (");
    // Its team reads who; it has no button.
    ada.open(BULLETIN).await.says("Lu par Mina (6 mars)");
    assert!(!ada.page().has("form.reading"));
    let csrf = ada.open("/nowhere").await.form_token();
    ada.post(&reading, &[("csrf", &csrf)]).await.is(403);
    camille.open("/projects/cartobio").await.says("Lu par Mina (6 mars)");
    // Whoever reads by a link that was shared is told of no reader, and no file names any.
    app.browser("fr").open(&share).await.is(200).says("Publier").says_not("Mina");
    assert!(!driss.open("/projects/cartobio/bulletins.csv").await.body.contains("Mina"));
    // Who has said so takes it along.
    let data = mina.open("/settings/data.json").await;
    let data: serde_json::Value = serde_json::from_str(&data.is(200).body).unwrap();
    assert_eq!(data["read_bulletins"][0]["week"], "2026-W10");
    assert_eq!(data["read_bulletins"][0]["project"], "CartoBio");
    // Of a bulletin of long ago nothing is asked any more.
    app.sleep_until("2026-03-23 00:00");
    driss.open(BULLETIN).await.is(200).says("Lu par Mina");
    assert!(!driss.page().has("form.reading"));
});
