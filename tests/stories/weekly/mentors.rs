//! What mentors get at the end of a week: a mail about each project that they follow, or a sheet about its month.

use bulletins::domain::filing::outcomes::{DayOutcome, PromiseOutcome};
use bulletins::domain::help::{Ending, RequestId};
use bulletins::domain::people::Role;
use bulletins::domain::people::preferences::{Every, Scope as Told};

use crate::story;
use crate::support::app::TestApp;
use crate::support::filing::{file, tell_day, tell_promise};
use crate::support::inbox::Mail;
use crate::support::requests::{ask, end, take};
use crate::support::wishes::{reads_all, wish};

const ADA: &str = "ada@cartobio.example";
const CHLOE: &str = "chloe@karfur.example";
const DRISS: &str = "driss@plume.example";
const MINA: &str = "mina@agence.example";
const MARC: &str = "marc@diair.example";

/// The mails of the last digest to that address, by subject.
fn last(app: &TestApp, address: &str, before: usize) -> Vec<Mail> {
    let mut mails: Vec<Mail> =
        app.inbox(address).of_kind("digest").into_iter().skip(before).cloned().collect();
    mails.sort_by(|one, other| one.subject.cmp(&other.subject));
    mails
}

fn subjects(mails: &[Mail]) -> Vec<&str> {
    mails.iter().map(|mail| mail.subject.as_str()).collect()
}

fn answered(mail: &Mail) -> String {
    let headers = mail.headers.replace("\r\n ", " ");
    let line = headers.lines().find_map(|line| line.strip_prefix("Reply-To: "));
    line.unwrap_or_default().to_owned()
}

story!(a_mentor_has_one_mail_about_their_project_that_says_what_changed, "2026-03-02 08:00", |app| {
    let demo = [("key_date", "2026-03-17"), ("key_date_description", "Démo")];
    file(app, ADA, "cartobio", 10, "3", &demo).await;
    file(app, CHLOE, "karfu-r", 10, "4", &[("priorities", "Un secret de Karfur")]).await;
    app.travel_by_day("2026-03-06 15:05").await;
    let good = app.inbox(MARC).has_one("digest").clone();
    assert_eq!(good.subject, "Karfu'R\u{a0}: humeur excellente");
    good.says("Un secret de Karfur").says("CartoBio").says("Plume").says_not("Relire");
    let good = app.inbox(MINA).has_one("digest").clone();
    assert_eq!(good.subject, "CartoBio: good mood");
    good.says("Mood: good").says("Relire").says("no bulletin").says_not("Un secret");
    assert!(good.text.contains("- Plume: no bulletin"), "{}", good.text);
    assert!(
        good.link("/r/").contains('.')
            && good.html.contains("mailto:ada@cartobio.example,ben@cartobio.example")
    );
    assert_eq!(answered(&good), "Ada <ada@cartobio.example>, Ben <ben@cartobio.example>");

    file(app, ADA, "cartobio", 11, "2", &[]).await;
    tell_day(app, "cartobio", 11, "2026-03-17", DayOutcome::Moved, Some("2026-03-24")).await;
    tell_promise(app, "cartobio", 11, 10, PromiseOutcome::Partly).await;
    app.travel_by_day("2026-03-13 15:05").await;
    let [moved] = &last(app, MINA, 1)[..] else { panic!("one a week") };
    assert_eq!(moved.subject, "CartoBio: mixed mood, “Démo” now on 24 March");
    moved
        .says("worse than last time (good)")
        .says("Last priorities: partly done (“Relire”)")
        .says_not("second time");

    file(app, ADA, "cartobio", 12, "2", &[("help", "Un·e **juriste** ?")]).await;
    tell_day(app, "cartobio", 12, "2026-03-17", DayOutcome::Moved, Some("2026-04-07")).await;
    app.travel_by_day("2026-03-20 15:05").await;
    let [help] = &last(app, MINA, 2)[..] else { panic!("one a week") };
    let again = "“Démo” now on 7 April (moved from 17 March, for the second time)";
    assert_eq!(help.subject, "CartoBio: mixed mood, asks for help, “Démo” now on 7 April");
    help.says(again).says("as last time").says("Un·e juriste ?");
    assert!(!help.text.contains("**") && help.text.contains("I’ll take it"), "{}", help.text);
    app.browser("en").open(&help.link("/h/")).await.is(200).says("juriste");

    app.travel_by_day("2026-03-27 15:05").await;
    let [silence] = &last(app, MINA, 3)[..] else { panic!("one a week") };
    assert_eq!(silence.subject, "CartoBio: no bulletin this week, still waits for help");
    silence.says("Last bulletin, week of 16 to 22 March 2026").says("Démo");
    silence.says("Un·e juriste ?").says_not("The bulletin");
    assert!(!silence.text.contains("/r/") && silence.html.contains("mailto:ada"), "{}", silence.text);

    // A bulletin that came late is told by the next.
    file(app, ADA, "cartobio", 13, "4", &[("priorities", "Avec retard")]).await;
    file(app, ADA, "cartobio", 14, "4", &[]).await;
    app.travel_by_day("2026-04-03 15:05").await;
    let [late] = &last(app, MINA, 4)[..] else { panic!("one a week") };
    assert_eq!(late.subject, "CartoBio: great mood, still waits for help");
    late.says("Came in after the last message").says("Avec retard");
    late.says("The bulletin of the week of 23 to 29 March 2026 came in late");
    assert!(late.text.contains("I’ve read the one for the week of 23 to 29 March 2026:"), "{}", late.text);

    // Also where there is nothing else to tell, with what is asked of its reader.
    file(app, ADA, "cartobio", 15, "4", &[]).await;
    app.travel_by_day("2026-04-10 15:05").await;
    app.travel_by_day("2026-04-17 15:05").await;
    let [none] = &last(app, MINA, 6)[..] else { panic!("one a week") };
    assert!(!none.text.contains("came in late"), "{}", none.text);
    file(app, ADA, "cartobio", 16, "2", &[("priorities", "Encore en retard")]).await;
    tell_day(app, "cartobio", 16, "2026-03-17", DayOutcome::Moved, None).await;
    app.travel_by_day("2026-04-24 15:05").await;
    let [short] = &last(app, MINA, 7)[..] else { panic!("one a week") };
    // There is no room in its subject for what came late.
    assert_eq!(short.subject, "CartoBio: no bulletin this week, still waits for help");
    short.says("The bulletin of the week of 13 to 19 April 2026 came in late").says("Encore en retard");
    short.says("date to be fixed").says("for the third time").says_not("Last bulletin");
    assert!(short.html.contains("/weeks/2026-W16#cartobio"), "{}", short.html);
    let mina = app.browser("en");
    mina.open(&short.link("/r/")).await.is(200).says("13 to 19 April 2026");
});

story!(another_project_asks_for_help_as_long_as_nobody_sees_to_it, "2026-03-02 08:00", |app| {
    file(app, CHLOE, "karfu-r", 10, "3", &[("help", "Un serveur ?")]).await;
    app.travel_by_day("2026-03-06 15:05").await;
    file(app, CHLOE, "karfu-r", 11, "3", &[]).await;
    app.travel_by_day("2026-03-13 15:05").await;
    // What the week itself asks for is said to be asked for, and what is older to be open still; each address has a line.
    let lines = |mail: &Mail, line: &str| {
        let from = mail.text.find(line).unwrap_or_else(|| panic!("{line:?} in {}", mail.text));
        let lines = mail.text[from..].lines().take(3);
        lines.map(|line| line.split("http").next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let [first, second] = &last(app, MINA, 0)[..] else { panic!("one a week") };
    for (mail, said) in [(first, "asks for help"), (second, "still waits for help")] {
        let line = format!("Karfu'R: 🙂 good, {said}");
        assert_eq!(lines(mail, "Karfu'R: "), [line.as_str(), "  See and answer: ", "  Read its bulletin: "]);
    }
    app.browser("en").open(&second.link("/h/")).await.is(200).says("Un serveur ?");
    let digest = app.inbox("camille@eig.example").latest_of("digest").clone();
    let said = ["Karfu'R\u{a0}: 🙂 bonne, attend encore de l’aide", "  Voir et répondre\u{a0}: "];
    assert_eq!(lines(&digest, "Karfu'R\u{a0}: ")[..2], said);
    // The weeks' pages say the same.
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/weeks/2026-W10").await.is(200).says("demande de l’aide");
    camille.open("/weeks/2026-W11").await.is(200).says_not("demande de l’aide");
    let request = app.keys("SELECT CAST(id AS TEXT) AS key FROM help_requests").await;
    let request: i64 = request.first().unwrap().parse().unwrap();
    take(app, RequestId(request), MARC, "2026-03-16 10:00").await;
    file(app, CHLOE, "karfu-r", 12, "3", &[]).await;
    app.travel_by_day("2026-03-20 15:05").await;
    let mail = &last(app, MINA, 2)[0];
    assert!(
        lines(mail, "Karfu'R: ")[0] == "Karfu'R: 🙂 good" && !mail.text.contains("for help"),
        "{}",
        mail.text
    );
    camille.open("/weeks/2026-W10").await.is(200).says_not("demande de l’aide").says("quelqu’un s’en occupe");
});

story!(what_waits_for_somebody_is_asked_before_what_is_taken, "2026-03-02 08:00", |app| {
    let taken = ask(app, ADA, "cartobio", "Une juriste ?", true, "2026-03-02 06:00").await;
    take(app, taken, MARC, "2026-03-02 06:30").await;
    ask(app, ADA, "cartobio", "Un serveur ?", true, "2026-03-02 07:00").await;
    file(app, ADA, "cartobio", 10, "3", &[]).await;
    app.travel_by_day("2026-03-06 15:05").await;
    let mail = &last(app, MINA, 0)[0];
    app.browser("en").open(&mail.link("/h/")).await.is(200).says("Un serveur ?").says_not("Une juriste ?");
});

/// Where the links of a mail that begin alike lead, in their order.
fn links<'a>(mail: &'a Mail, beginning: &str) -> Vec<&'a str> {
    mail.text.split_whitespace().filter(|word| word.contains(beginning)).collect()
}

story!(each_open_request_of_ones_own_project_has_its_own_way_to_answer, "2026-03-02 08:00", |app| {
    let mut asked = Vec::new();
    for (minute, text) in
        (1..).zip(["Une juriste ?", "Un serveur ?", "Une salle ?", "Une carte ?", "Un avis ?"])
    {
        asked.push(ask(app, ADA, "cartobio", text, true, &format!("2026-03-02 06:{minute:02}")).await);
    }
    ask(app, CHLOE, "karfu-r", "Un vélo ?", true, "2026-03-02 07:00").await;
    take(app, asked[0], MARC, "2026-03-02 06:30").await;
    file(app, ADA, "cartobio", 10, "3", &[]).await;
    app.travel_by_day("2026-03-06 15:05").await;
    let mail = &last(app, MINA, 0)[0];
    // The newest that waits for somebody has the button; the others have a line each, and lead to their own pages.
    mail.says("Un avis ?")
        .says("Une carte ?")
        .says("Une salle ?")
        .says("Un serveur ?")
        .says("Other open requests");
    let texts = ["Un avis ?", "Une carte ?", "Une salle ?", "Un serveur ?"];
    let browser = app.browser("en");
    for (link, text) in links(mail, "/h/").into_iter().zip(texts) {
        browser.open(&link[link.find("/h/").unwrap()..]).await.is(200).says(text);
    }
    // What is left is among that project's, rather than among all.
    mail.says("And one more request of this project").says_not("Une juriste ?");
    let mina = app.browse_in("en", MINA).await;
    mina.open(&mail.link("/help-requests")).await.is(200).says("Un vélo ?");
    let list = links(mail, "/help-requests?")[0];
    mina.open(&list[list.find("/help-requests").unwrap()..])
        .await
        .is(200)
        .says("Une juriste ?")
        .says_not("Un vélo ?");
});

story!(a_mentor_is_told_what_it_is_that_has_changed, "2026-03-02 08:00", |app| {
    let atelier = [("key_date", "2026-03-17"), ("key_date_description", "Atelier")];
    file(app, CHLOE, "karfu-r", 10, "4", &atelier).await;
    let asked = ask(app, ADA, "cartobio", "Une **juriste** ?", true, "2026-03-02 07:00").await;
    let other = ask(app, ADA, "cartobio", "Un serveur ?", true, "2026-03-02 07:30").await;
    app.travel_by_day("2026-03-06 15:05").await;
    file(app, CHLOE, "karfu-r", 11, "2", &[]).await;
    tell_day(app, "karfu-r", 11, "2026-03-17", DayOutcome::Moved, Some("2026-03-24")).await;
    end(app, asked, Ending::Solved, "", "2026-03-10 10:00").await;
    end(app, other, Ending::NotNeeded, "", "2026-03-10 10:00").await;
    app.travel_by_day("2026-03-13 15:05").await;
    let mail = &last(app, MINA, 1)[0];
    assert_eq!(mail.subject, "CartoBio: no bulletin this week");
    mail.says("One request for help is solved (“Une juriste ?”)");
    mail.says("One request for help is no longer needed (“Un serveur ?”)");
    let line = "Karfu'R: 😐 mixed (last time: great), “Atelier” now on 24 March (moved from 17 March)";
    assert!(mail.text.contains(line), "{}", mail.text);
});

story!(a_mentor_of_two_projects_has_two_mails_and_nothing_twice, "2026-03-02 08:00", |app| {
    app.give(MINA, Role::StrategicMentor, "plume", None).await;
    app.give(MARC, Role::Eig, "plume", None).await;
    file(app, ADA, "cartobio", 10, "3", &[("priorities", "Ce que fait CartoBio")]).await;
    file(app, CHLOE, "karfu-r", 10, "3", &[("priorities", "Ce que fait Karfu")]).await;
    file(app, DRISS, "plume", 10, "3", &[("priorities", "Ce que fait Plume")]).await;
    app.travel_by_day("2026-03-06 15:05").await;
    let mina = last(app, MINA, 0);
    assert_eq!(subjects(&mina), ["CartoBio: good mood", "Plume: good mood"]);
    mina[0].says("Ce que fait CartoBio").says_not("Ce que fait Plume");
    mina[1].says("Ce que fait Plume").says_not("Ce que fait CartoBio");
    assert!(answered(&mina[1]).contains("Driss") && answered(&mina[1]).contains("Marc"));
    assert!(!answered(&mina[0]).contains("Driss"));
    // Who is on the team of another reads of that in a digest beside.
    let marc = last(app, MARC, 0);
    assert_eq!(
        subjects(&marc),
        ["Bulletins de la semaine du 2 au 8 mars 2026", "Karfu'R\u{a0}: humeur bonne"]
    );
    marc[0].says("Ce que fait Plume").says_not("Ce que fait Karfu");
    marc[1].says("Ce que fait Karfu").says_not("Ce que fait Plume");
    // A run writes each of them once, whoever else tries.
    app.pass().await;
    app.replica().await.pass().await.unwrap();
    assert_eq!(last(app, MINA, 0).len(), 2);
    // Who wants all in full has all in one.
    reads_all(app, MINA).await;
    app.travel_by_day("2026-03-13 15:05").await;
    let all = last(app, MINA, 2);
    assert_eq!(subjects(&all), ["Bulletins of the week of 9 to 15 March 2026"]);
});

story!(a_stand_in_has_their_mentors_mail_and_why, "2026-03-02 08:00", |app| {
    let mina = app.browse_in("en", MINA).await;
    mina.open("/settings").await;
    let driss = [("stand_in_email", DRISS), ("stand_in_until", "2026-03-31")];
    mina.submit_form("form.stand-in", &driss).await.is(200);
    file(app, ADA, "cartobio", 10, "3", &[("priorities", "Ce que fait CartoBio")]).await;
    file(app, CHLOE, "karfu-r", 10, "3", &[("priorities", "Ce que fait Karfu")]).await;
    app.travel_by_day("2026-03-06 15:05").await;
    let said = "Mina vous a demandé d’assurer son remplacement jusqu’au 31 mars 2026.";
    let driss = last(app, DRISS, 0);
    assert_eq!(driss.len(), 2, "{:?}", subjects(&driss));
    driss[0]
        .says("Ce que fait Karfu")
        .says_not(said)
        .says_not("Ce que fait CartoBio")
        .says("Dans un message à part");
    assert_eq!(driss[1].subject, "CartoBio\u{a0}: humeur bonne");
    driss[1].says("Ce que fait CartoBio").says(said).says_not("Ce que fait Karfu");
    app.inbox(MINA).has_one("digest").says_not("stand in");
});

story!(a_strategic_mentor_has_a_sheet_a_month, "2026-03-02 08:00", |app| {
    let sabine = "sabine@agence.example";
    app.give(sabine, Role::StrategicMentor, "cartobio", None).await;
    wish(app, sabine, Told::Own, Every::Month).await;
    let demo = [("key_date", "2026-03-17"), ("key_date_description", "Démo"), ("help", "Un·e juriste ?")];
    file(app, ADA, "cartobio", 10, "3", &demo).await;
    let next = [("key_date", "2026-04-15"), ("key_date_description", "Comité")];
    file(app, ADA, "cartobio", 11, "2", &[("priorities", "Migrer **la base**"), next[0], next[1]]).await;
    tell_promise(app, "cartobio", 11, 10, PromiseOutcome::Done).await;
    tell_day(app, "cartobio", 11, "2026-03-17", DayOutcome::Moved, Some("2026-04-02")).await;
    let fair = [("key_date", "2026-04-20"), ("key_date_description", "Salon")];
    file(app, ADA, "cartobio", 12, "2", &fair).await;
    tell_day(app, "cartobio", 12, "2026-04-15", DayOutcome::Moved, None).await;
    app.travel_by_day("2026-03-26 15:05").await;
    app.inbox(sabine).has_none("digest");
    app.travel_by_day("2026-03-27 15:05").await;
    let sheet = app.inbox(sabine).has_one("digest").clone();
    assert_eq!(sheet.subject, "CartoBio\u{a0}: mars 2026 en une page");
    assert!(sheet.text.contains("Priorités\u{a0}: Migrer la base"), "{}", sheet.text);
    sheet.says("Priorités\u{a0}:").says("Hauts et bas\u{a0}:");
    sheet.says("bonne").says("tenues").says("Migrer la base").says("pas de bulletin");
    sheet.says("déplacée du 17 mars").says("Un·e juriste ?").says("À venir").says("lundi 20 avril");
    // What has no day is still to come.
    let (before, ahead) = sheet.text.split_once("À venir").expect("it has both headings");
    assert!(ahead.contains("Comité") && !before.contains("Comité"), "{}", sheet.text);
    assert!(answered(&sheet).contains("ada@cartobio.example"));
    // The page says the same, and the months around it are led to.
    let page = app.browse_as(sabine).await;
    page.open(&sheet.link("/projects/cartobio/sheets/2026-03")).await.is(200).says("Migrer la base");
    assert!(page.page().links().contains(&"/projects/cartobio/sheets/2026-02".to_owned()));
    page.open("/projects/cartobio").await.is(200);
    assert!(page.page().links().contains(&"/projects/cartobio/sheets/2026-03".to_owned()));
    for nothing in ["2026-04", "2025-12", "2026-3", "x"] {
        page.open(&format!("/projects/cartobio/sheets/{nothing}")).await.is(404);
    }
    // What is not published is on nobody's sheet but the team's.
    file(app, ADA, "cartobio", 14, "3", &[("priorities", "Pas encore dit")]).await;
    app.sleep_until("2026-04-01 09:00");
    page.open("/projects/cartobio/sheets/2026-04").await.is(404);
    let ada = app.browse_as(ADA).await;
    ada.open("/projects/cartobio/sheets/2026-04").await.is(200).says("Pas encore dit");
});

story!(new_mentors_read_of_their_projects_until_they_choose_otherwise, "2026-03-02 08:00", |app| {
    let scopes = "SELECT email || ' ' || digest_scope AS key FROM people WHERE digest_scope <> 'all'";
    assert_eq!(app.keys(scopes).await, [MINA, MARC].map(|mentor| format!("{mentor} own")).into());
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/people").await;
    let noe = [("lines", "Noé <noe@agence.example>"), ("post", "mentor"), ("project", "plume")];
    camille.submit_form("form.new", &noe).await.is(200);
    assert_eq!(app.keys(scopes).await.len(), 3);
    // Who files too keeps the whole week.
    camille.open("/admin/people").await;
    let ada = [("lines", ADA), ("post", "mentor"), ("project", "plume")];
    camille.submit_form("form.new", &ada).await.is(200);
    assert_eq!(app.keys(scopes).await.len(), 3);
    // Who looks from further away begins with a page a month; another role leaves that alone.
    let wishes = "SELECT digest_scope || ' ' || digest_every AS key FROM people WHERE name = 'Sabine'";
    for (post, project) in [("strategic-mentor", "plume"), ("mentor", "cartobio")] {
        camille.open("/admin/people").await;
        let sabine = [("lines", "Sabine <sabine@agence.example>"), ("post", post), ("project", project)];
        camille.submit_form("form.new", &sabine).await.is(200);
        assert_eq!(app.keys(wishes).await, ["own month".to_owned()].into());
    }
    // What a mentor chose stays, whatever they are given.
    reads_all(app, "sabine@agence.example").await;
    camille.open("/admin/people").await;
    let sabine =
        [("lines", "Sabine <sabine@agence.example>"), ("post", "strategic-mentor"), ("project", "karfu-r")];
    camille.submit_form("form.new", &sabine).await.is(200);
    assert_eq!(app.keys(wishes).await, ["all week".to_owned()].into());
    // An import brings them alike.
    let file = "promotion:\n  name: EIG 8\n  starts_on: 2026-01-05\n  ends_on: 2026-12-31\n\
        projects:\n  - name: Plume\n    administration: Cour des comptes\n    eigs: []\n    \
        mentors: [{ name: Sam, email: sam@agence.example, kind: strategic }]\n";
    app.import(file).await;
    let sam = "SELECT digest_scope || ' ' || digest_every AS key FROM people WHERE name = 'Sam'";
    assert_eq!(app.keys(sam).await, ["own month".to_owned()].into());
    app.settle().await;
});
