//! The demo, as a newcomer finds it: one command, and the whole product is alive.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use bulletins::clock::{Clock, System};
use bulletins::domain::calendar::Week;
use bulletins::domain::identity::authenticator::Secret;
use chrono::{NaiveDate, TimeDelta};
use fantoccini::Locator;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

use crate::operations::command_line::{Program, bulletins};
use crate::support::app::moment;
use crate::support::browser::Browser;
use crate::support::chat::ChatServer;
use crate::support::chromium::Chromium;
use crate::support::demo::Demo;
use crate::support::smtp::Smtp;
use crate::support::{place, ports};

/// Somebody who was on a team, and is named in what they filed.
const LEFT: &str = "Noam Lévy";

/// Names of people on the demo's page, with the numbers by which one signs in as them.
fn people_on(page: &str) -> BTreeMap<String, String> {
    let (buttons, name) =
        (Selector::parse("button[name=person]").unwrap(), Selector::parse(".name").unwrap());
    let html = Html::parse_document(page);
    let read = |button: ElementRef<'_>| {
        (words(button.select(&name).next().unwrap()), button.attr("value").unwrap().to_owned())
    };
    html.select(&buttons).map(read).collect()
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

/// The strategic mentor.
const READS_MONTHLY: &str = "mentor3.leximpact@administration.example";

/// The EIGs of those projects.
fn eigs_on(page: &str, projects: &BTreeSet<String>) -> BTreeSet<String> {
    let [group, title, person, name, role] =
        [".cast-group", "h3", "li", ".name", "small"].map(|css| Selector::parse(css).unwrap());
    let html = Html::parse_document(page);
    let of_them =
        html.select(&group).filter(|group| projects.contains(&words(group.select(&title).next().unwrap())));
    of_them
        .flat_map(|group| group.select(&person))
        .filter(|person| person.select(&role).any(|role| words(role) == "EIG"))
        .map(|person| words(person.select(&name).next().unwrap()))
        .collect()
}

async fn mails(browser: &Browser, kind: &str) -> Vec<Value> {
    let all: Vec<Value> = serde_json::from_str(&browser.open("/demo/mailbox.json").await.body).unwrap();
    all.into_iter().filter(|mail| mail["kind"] == kind).collect()
}

fn recipients(mails: &[Value]) -> BTreeSet<String> {
    mails.iter().map(|mail| mail["to"].as_str().unwrap().to_owned()).collect()
}

/// Sponsors and helpers are told of their project alone.
fn reads_own_alone(digest: &Value) -> bool {
    let to = digest["to"].as_str().unwrap();
    to.starts_with("commanditaire.") || to.starts_with("renfort.")
}

/// Each role can be tried from the demo's page, which says what people are.
async fn try_roles(newcomer: &Browser, people: &BTreeMap<String, String>) {
    let page = newcomer.open("/demo").await;
    page.says("referent of 8 projects")
        .says("referent of 7 projects")
        .says("EIG, left on")
        .says("Mentor, left on");
    page.says("Strategic mentor").says("Sponsor").says("Helper").says("Former EIG");
    page.says("stands in for Stéphane Moulin until");
    // Who has left is named in what they filed, and in nothing that came after.
    newcomer.post("/demo/sign-in", &[("person", &people[LEFT])]).await.is(200);
    let theirs: Value =
        serde_json::from_str(&newcomer.open("/settings/data.json").await.is(200).body).unwrap();
    let last_day: NaiveDate = theirs["roles"][0]["until"].as_str().unwrap().parse().unwrap();
    let weeks = theirs["bulletins"].as_array().unwrap().iter();
    let weeks: Vec<Week> = weeks.map(|filed| filed["week"].as_str().unwrap().parse().unwrap()).collect();
    assert!(weeks.len() > 5 && weeks.iter().all(|week| week.monday() <= last_day), "{weeks:?}");
    newcomer.open("/projects/cibnav").await.is(200);
    newcomer.open("/projects/adler").await.is(404);
    newcomer.post("/demo/sign-in", &[("person", &people["Bernard Lacroix"])]).await.is(200);
    newcomer.open("/projects").await.is(200).says("LexImpact").says_not("CibNav");
    newcomer.post("/demo/sign-in", &[("person", &people["Odile Kervella"])]).await.is(200);
    newcomer.open("/projects").await.is(200).says("Karfu'R").says("CibNav");
}

/// As one does first of all: opens a mail, and follows its button.
async fn open_from_the_mailbox(base: &str, mail: &str) {
    let Some(chromium) = Chromium::launch("fr").await else { return };
    chromium.go(&format!("{base}/demo/mailbox/{mail}")).await;
    let frame = chromium.found(Locator::Css("iframe.mail")).await;
    frame.enter_frame().await.unwrap();
    chromium.follow("Déposer le bulletin").await;
    let deadline = Instant::now() + Duration::from_secs(30);
    let opened = loop {
        assert!(Instant::now() < deadline, "the link of the mail opens nothing");
        if let [_, opened] = &chromium.client.windows().await.unwrap()[..] {
            break opened.clone();
        }
    };
    chromium.client.switch_to_window(opened).await.unwrap();
    chromium.found(Locator::Css("form.bulletin")).await;
    chromium.close().await;
}

#[actix_web::test]
async fn a_newcomer_sees_a_whole_week_go_by() {
    let folder = place::folder();
    let address = ports::free();
    let base = format!("http://{address}");
    // Whoever tries it may have a real service set up: none of that is followed.
    let (smtp, chat) = (Smtp::start(), ChatServer::start());
    let file =
        "[database]\nurl = \"sqlite://real.sqlite\"\n[mail]\nfrom = \"nobody\"\n[log]\nfilter = \"warn\"\n";
    std::fs::write(folder.path().join("real.toml"), file).unwrap();
    let mut program = Program::start(
        bulletins(folder.path())
            .args(["demo", "--config", "real.toml"])
            .envs(chat.settings())
            .env("BULLETINS_MAIL__SMTP_URL", smtp.url())
            .env("BULLETINS_MAIL__DKIM_KEY_FILE", "missing.pem")
            .env("BULLETINS_DATABASE__URL", "sqlite://real.sqlite")
            .env("BULLETINS_SECURITY__KEY_FILE", "missing.key")
            .env("BULLETINS_PROGRAMME__LIST_ADDRESSES", "everybody@real.example")
            .env("BULLETINS_SCHEDULED", "no such setting")
            .env("BULLETINS_SERVER__LISTEN", address.to_string())
            .env("BULLETINS_SERVER__BASE_URL", &base)
            .env("TMPDIR", folder.path()),
    );
    let deadline = Instant::now() + Duration::from_secs(60);
    while std::net::TcpStream::connect(address).is_err() {
        assert!(Instant::now() < deadline, "the demo does not start");
        std::thread::sleep(Duration::from_millis(50));
    }
    let newcomer = Browser::at(&base, "en");
    let people = people_on(&newcomer.open("/demo").await.is(200).body);
    // Two have left, five have other roles.
    assert_eq!(people.len(), 32 + 32 + 2 + 2 + 5);
    try_roles(&newcomer, &people).await;

    // As an EIG: file.
    newcomer
        .post("/demo/sign-in", &[("person", &people["Léonie Masson"])])
        .await
        .is(200)
        .says("Bulletin of ADLER");
    newcomer.submit(&[("mood", "4"), ("priorities", "Ours"), ("ups_and_downs", "Up")]).await.is(200);
    let week = newcomer.page().path.split('/').nth(4).unwrap().split('?').next().unwrap().to_owned();

    // As a coordinator: who has filed?
    newcomer.post("/demo/sign-in", &[("person", &people["Claire Vidal"])]).await.is(200);
    let dashboard = newcomer.open("/dashboard").await;
    let missing: BTreeSet<String> = {
        let rows = Selector::parse("tbody tr").unwrap();
        let html = Html::parse_document(&dashboard.body);
        let name = Selector::parse("th a").unwrap();
        html.select(&rows)
            .filter(|row| row.html().contains("class=\"missing\""))
            .map(|row| row.select(&name).next().unwrap().text().collect())
            .collect()
    };
    assert!(!missing.contains("ADLER") && (5..15).contains(&missing.len()), "{missing:?}");

    // The reminder goes to exactly the EIGs of projects without a bulletin, and its link files theirs.
    newcomer.post("/demo/clock", &[("to", "reminder")]).await.is(200);
    let reminders = mails(&newcomer, "reminder").await;
    let expected = eigs_on(&newcomer.open("/demo").await.body, &missing);
    let greeted: BTreeSet<String> = reminders
        .iter()
        .map(|mail| mail["text"].as_str().unwrap().lines().next().unwrap())
        .map(|line| {
            line.trim_start_matches("Bonjour ").trim_start_matches("Hello ").trim_end_matches(',').to_owned()
        })
        .collect();
    assert_eq!(greeted, expected);
    open_from_the_mailbox(&base, reminders[0]["message_id"].as_str().unwrap()).await;
    let text = reminders[0]["text"].as_str().unwrap();
    let link =
        text.split_whitespace().find(|word| word.contains("/f/")).unwrap().strip_prefix(&base).unwrap();
    let phone = Browser::at(&base, "fr");
    phone.open(link).await.is(200);
    phone.submit(&[("mood", "1"), ("priorities", "From the mail"), ("ups_and_downs", "Down")]).await.is(200);

    // Nobody is left out, and a digest has all texts and the names of those not heard of.
    newcomer.post("/demo/clock", &[("to", "digest")]).await.is(200);
    let all = mails(&newcomer, "digest").await;
    let mut reached = recipients(&all);
    // A month ends with some of the weeks in which this story may be told.
    reached.remove(READS_MONTHLY);
    assert_eq!(reached.len(), 71);
    let is_whole = |mail: &Value| mail["subject"].as_str().unwrap().starts_with("Bulletins");
    let (digests, of_projects): (Vec<Value>, Vec<Value>) = all.into_iter().partition(is_whole);
    assert_eq!(recipients(&digests).len(), digests.len());
    assert!(of_projects.len() > 15, "each project has a mentor who reads of it: {}", of_projects.len());
    let (own, all): (Vec<_>, Vec<_>) = digests.iter().partition(|digest| reads_own_alone(digest));
    assert_eq!(own.len(), 2);
    for digest in all {
        let text = digest["text"].as_str().unwrap();
        assert!(text.contains("Ours") && text.contains("From the mail"), "{text}");
        // Each once: the reader's own first, in a sentence, and all others in a list, for coordinators with a mail to the team.
        let is_named = |name: &&String| {
            let said = [
                format!("{name} n’a pas déposé de bulletin cette semaine."),
                format!("{name} filed no bulletin this week."),
                format!("- {name}"),
            ];
            let is_listed = |line: &str| line.starts_with(&format!("- {name}")) && line.contains(": mailto:");
            text.lines().map(str::trim).any(|line| said.iter().any(|said| said == line) || is_listed(line))
        };
        let filed = missing.len() - missing.iter().filter(is_named).count();
        assert_eq!(filed, 1, "all but one of {missing:?} were not heard of: {text}");
    }
    newcomer.open(&format!("/weeks/{week}")).await.is(200).says("Ours").says("From the mail");
    newcomer.post("/demo/clock", &[("to", "monday")]).await.is(200);
    newcomer.post("/demo/clock", &[("to", "closing")]).await.is(200);
    newcomer.post("/demo/clock", &[("to", "yesterday")]).await.is(400);
    newcomer.open("/demo/mailbox").await.is(200).says("Reminder").says_not("sign-in");
    Browser::at(&base, "fr").open("/demo/mailbox").await.is(200).says("Rappel").says_not("reminder");

    assert!(program.stop().success());
    assert!(smtp.told().is_empty() && chat.requests() == 0);
    std::fs::remove_file(folder.path().join("real.toml")).unwrap();
    let left: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().flatten().map(|entry| entry.path()).collect();
    assert!(left.is_empty(), "the demo leaves nothing behind: {left:?}");
}

#[actix_web::test]
async fn the_clock_moves_only_after_what_was_due_and_while_the_worker_stands_still() {
    for _ in 0..10 {
        let demo = Demo::begin("2026-03-06 13:30").await;
        // The worker's pass begins at the moment of a reminder, and so does the click.
        demo.clock.advance(moment("2026-03-06 14:00"));
        let click = demo.newcomer.post("/demo/clock", &[("to", "digest")]);
        let (passed, page) = futures_util::future::join(demo.app.pass(), click).await;
        passed.unwrap();
        page.is(200);
        // Four EIGs who never file are reminded twice; seven people and a list read of it.
        assert_eq!(demo.kinds().await, [&["reminder"; 8][..], &["digest"; 8]].concat());
        assert_eq!(demo.failed().await, 0);
    }
}

/// One button a step, on the page or in the bar above it, whatever the clock shows.
#[actix_web::test]
async fn a_tour_goes_through_a_week_by_one_button_a_step() {
    let demo = Demo::begin("2026-03-05 10:00").await;
    let newcomer = &demo.newcomer;
    newcomer.open("/demo").await.is(200).says("As an EIG").says("Ada, CartoBio").says("As a coordinator");
    let step = async |guide: &str, number: &str| {
        newcomer.post("/demo/tour", &[("guide", guide), ("step", number)]).await.is(200);
        newcomer.page()
    };
    let mail = step("eig", "1").await;
    assert!(mail.path.starts_with("/demo/mailbox/"), "{}", mail.path);
    mail.says("CartoBio").says("Next: 2 of 5");
    let form = newcomer.submit_form(".demo-bar form", &[]).await;
    assert_eq!(form.path, "/projects/cartobio/bulletins/2026-W10");
    newcomer.submit(&[("mood", "4"), ("priorities", "Ours"), ("ups_and_downs", "Up")]).await.is(200);
    assert_eq!(demo.kinds().await, ["announcement"; 5]);
    step("eig", "3").await.says("Reminder");
    step("eig", "4").await.says("Ours").says_not("Step 4");
    assert_eq!(newcomer.submit_form(".demo-bar form", &[]).await.path, "/projects/cartobio");
    newcomer.page().says("End of the tour");
    let kinds = demo.kinds().await;
    // The week is over: what it brought is there already, and a mentor reads the same one.
    step("mentor", "1").await.says("Mina");
    assert_eq!(step("mentor", "2").await.path, "/weeks/2026-W10");
    step("mentor", "5").await.says("February 2026");
    assert_eq!(demo.kinds().await, kinds);
    // To see who is missing one goes on to the next week.
    assert_eq!(step("coordinator", "1").await.path, "/dashboard");
    assert!(demo.kinds().await.len() > kinds.len());
    newcomer.post("/demo/tour", &[("guide", "eig"), ("step", "6")]).await.is(400);
    let camille = people_on(&newcomer.open("/demo").await.body)["Camille"].clone();
    newcomer.post("/demo/sign-in", &[("person", &camille)]).await.is(200).says_not("Step ");
}

#[actix_web::test]
async fn a_mentor_names_somebody_of_the_programme_and_the_demo_says_until_when() {
    let demo = Demo::begin("2026-03-04 09:00").await;
    let newcomer = &demo.newcomer;
    let people = people_on(&newcomer.open("/demo").await.is(200).body);
    newcomer.post("/demo/sign-in", &[("person", &people["Marc"])]).await.is(200);
    newcomer.open("/settings").await.is(200);
    // Who has roles without a last day stands in like anybody else.
    let driss = [("stand_in_email", "driss@plume.example"), ("stand_in_until", "2026-03-31")];
    newcomer.submit_form("form.stand-in", &driss).await.is(200).says("If you name somebody else");
    newcomer.open("/demo").await.is(200).says("stands in for Marc until 31 March 2026");
}

#[actix_web::test]
async fn each_moment_on_the_way_is_ticked_in_order() {
    let demo = Demo::begin("2026-03-02 09:00").await;
    for week in 1..=4 {
        demo.newcomer.post("/demo/clock", &[("to", "digest")]).await.is(200);
        let of_a_week = [&["announcement"; 5][..], &["reminder"; 8], &["digest"; 8]].concat();
        assert_eq!(demo.kinds().await, of_a_week.repeat(week), "week {week}");
    }
    assert_eq!(demo.failed().await, 0);
}

/// All coordinators are told the next morning, and the referent after two working days.
#[actix_web::test]
async fn the_clock_stops_at_the_mornings_on_which_requests_are_nagged_about() {
    let demo = Demo::begin("2026-03-02 10:00").await;
    let newcomer = &demo.newcomer;
    let ada = people_on(&newcomer.open("/demo").await.is(200).body)["Ada"].clone();
    newcomer.post("/demo/sign-in", &[("person", &ada)]).await.is(200);
    newcomer.open("/help-requests/new").await.is(200);
    newcomer.submit(&[("help", "Who knows a lawyer?")]).await.is(200);
    newcomer.open("/demo").await.says("Requests that nobody has taken, to their referents");
    newcomer.post("/demo/clock", &[("to", "referents")]).await.is(200);
    newcomer.post("/demo/clock", &[("to", "referents")]).await.is(200);
    assert_eq!(demo.kinds().await, ["help-asked", "help-overview"]);
    newcomer.post("/demo/clock", &[("to", "referents")]).await.is(200);
    assert_eq!(demo.kinds().await, ["help-asked", "help-overview", "help-referent"]);
    let mailbox = newcomer.open("/demo/mailbox").await;
    mailbox.is(200).says("3 March, 09:00").says("5 March, 09:00");
    newcomer.post("/demo/clock", &[("to", "overview")]).await.is(200);
    assert_eq!(demo.kinds().await.last().map(String::as_str), Some("help-overview"));
    assert_eq!(demo.failed().await, 0);
}

/// Apps go by the time of day, wherever the demo's clock is.
#[actix_web::test]
async fn a_newcomers_own_app_sets_up_a_second_factor() {
    let demo = Demo::begin("2026-03-02 09:00").await;
    let newcomer = &demo.newcomer;
    let camille = people_on(&newcomer.open("/demo").await.is(200).body)["Camille"].clone();
    newcomer.post("/demo/sign-in", &[("person", &camille)]).await.is(200);
    newcomer.open("/settings/second-factor/app").await.is(200);
    let secret = Secret::read(&newcomer.page().field("secret")).unwrap();
    newcomer.submit(&[("code", &secret.code_at(System.now()))]).await.is(200).says("Recovery codes");
    newcomer.post("/demo/clock", &[("to", "digest")]).await.is(200);
    // The next step of the app's: a code works once.
    let later = secret.code_at(System.now() + TimeDelta::seconds(30));
    newcomer.open("/proof").await.is(200);
    newcomer.submit_form("form.proof", &[("proof_code", &later)]).await.is(200);
    assert_ne!(newcomer.page().path, "/proof");
}
