//! What the log tells of those who are refused, in both of its formats, and what Fail2Ban makes of it.

use std::borrow::Cow;
use std::path::Path;

use bulletins::clock::{Clock, System};
use bulletins::domain::calendar::Week;
use chrono::TimeDelta;
use chrono_tz::Tz;
use regex::Regex;

use super::command_line::{Program, bulletins};
use crate::support::browser::{Browser, Page};
use crate::support::ports;

const FORMATS: [&str; 2] = ["text", "json"];

/// The filter that ships, as Fail2Ban reads it (`server/failregex.py`, `server/datetemplate.py`).
struct Filter {
    refusals: Vec<Regex>,
    date: Regex,
}

impl Filter {
    fn shipped() -> Filter {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/fail2ban/filter.d/bulletins.conf");
        let text = std::fs::read_to_string(path).unwrap();
        let value =
            |name: &str| text.split(&format!("\n{name} = ")).nth(1).unwrap().split("\n\n").next().unwrap();
        let refusal = value("refusal");
        let subnet = r"\[?(?P<address>[0-9a-fA-F.:]+)/(?P<cidr>\d+)\]?";
        let regex =
            |line: &str| Regex::new(&line.replace("<refusal>", refusal).replace("<SUBNET>", subnet)).unwrap();
        let mut date = value("datepattern").lines().next().unwrap().to_owned();
        let digits = [("%%Y", r"\d{4}"), ("%%f", r"\d+"), ("%%z", "Z")];
        for (tag, meaning) in
            digits.into_iter().chain(["%%m", "%%d", "%%H", "%%M", "%%S"].map(|tag| (tag, r"\d\d")))
        {
            date = date.replace(tag, meaning);
        }
        let refusals = value("failregex").lines().map(str::trim).map(regex).collect();
        Filter { refusals, date: Regex::new(&date).unwrap() }
    }

    /// The networks that it counts, in their order.
    fn counts<'a>(&self, lines: impl Iterator<Item = Cow<'a, str>>) -> Vec<String> {
        let network = |line: Cow<'a, str>| {
            let found = self.refusals.iter().find_map(|regex| regex.captures(&line))?;
            Some(format!("{}/{}", &found["address"], &found["cidr"]))
        };
        lines.filter_map(network).collect()
    }
}

/// The networks that are counted in a log, read from a file or from the journal.
fn counted(log: &str) -> Vec<String> {
    let filter = Filter::shipped();
    let from_file = filter.counts(log.lines().map(|line| filter.date.replace(line, "")));
    let from_journal = filter.counts(log.lines().map(|line| format!("host bulletins[7]: {line}").into()));
    assert_eq!(from_file, from_journal, "{log}");
    from_file
}

/// A program that serves people behind so many proxies, with its log in a file.
struct Served {
    program: Program,
    base: String,
    folder: tempfile::TempDir,
}

impl Served {
    async fn start(format: &str, proxies: u8) -> Served {
        let folder = tempfile::tempdir().unwrap();
        let free = ports::free().to_string();
        let mut command = bulletins(folder.path());
        command
            .env("BULLETINS_LOG__FORMAT", format)
            .env("BULLETINS_LOG__FILTER", "info")
            .env("BULLETINS_SERVER__LISTEN", &free)
            .env("BULLETINS_SERVER__TRUSTED_PROXIES", proxies.to_string())
            .stderr(std::fs::File::create(folder.path().join("log")).unwrap());
        let (mut program, base) = (Program::start(&mut command), format!("http://{free}"));
        while reqwest::get(format!("{base}/health/live")).await.is_err() {
            assert!(program.is_running(), "it does not start");
        }
        Served { program, base, folder }
    }

    /// What the command line prints where it adds somebody: their link.
    fn link_of(&self, address: &str, more: &[&str]) -> String {
        let mut command = bulletins(self.folder.path());
        let output = command.args(["people", "add", address, "--name", "Zoé"]).args(more).output().unwrap();
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let (_, token) = told.split_once("/invitations/").unwrap_or_else(|| panic!("{told}"));
        format!("/invitations/{}", token.split_whitespace().next().unwrap())
    }

    async fn browser_of(&self, address: &str, more: &[&str]) -> Browser {
        let browser = Browser::at(&self.base, "en");
        browser.open(&self.link_of(address, more)).await.is(200);
        browser.submit(&[("password", "correct horse battery")]).await.is(200);
        browser
    }

    /// Brings in a promotion that is under way, with that project.
    fn import(&self, project: &str) {
        let [starts_on, ends_on] = [-60, 60].map(|days| System.now().date_naive() + TimeDelta::days(days));
        let promotion = format!("promotion: {{ name: EIG 8, starts_on: {starts_on}, ends_on: {ends_on} }}");
        let file = self.folder.path().join("promotion.yml");
        std::fs::write(&file, format!("{promotion}\nprojects:\n  - {project}\n")).unwrap();
        let output = bulletins(self.folder.path()).args(["import", "promotion"]).arg(&file).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    fn log(mut self) -> String {
        self.program.stop();
        std::fs::read_to_string(self.folder.path().join("log")).unwrap()
    }
}

/// Sends a form from an address, through the proxy that tells it.
async fn post_from(browser: &Browser, address: &str, path: &str, body: String) -> Page {
    let send = |client: &reqwest::Client, base: &str| {
        let request = client.post(format!("{base}{path}")).header("x-forwarded-for", address);
        request.header("content-type", "application/x-www-form-urlencoded").body(body)
    };
    browser.send(send).await
}

#[actix_web::test]
async fn who_is_refused_is_told_to_the_log_and_found_there_by_fail2ban() {
    for format in FORMATS {
        let served = Served::start(format, 1).await;
        let stranger = Browser::at(&served.base, "en");
        let csrf = stranger.open("/sign-in").await.field("csrf");
        let guess = |address: &'static str, name: String| {
            let body = format!("csrf={csrf}&email={name}&password=wrong+secret");
            post_from(&stranger, address, "/sign-in", body)
        };
        guess("192.0.2.77", "zoe%40eig.example".into()).await.is(422);
        // What somebody types stands in no line.
        let forged =
            "x%0A2026-03-06T09:00:00.000000Z++WARN+security+event%3Dforbidden+network%3D8.8.8.0/24+method%3D";
        guess("2001:db8:1:2:3:4:5:6", forged.into()).await.is(422);
        let code = format!("csrf={csrf}&code=123456");
        post_from(&stranger, "198.51.100.1", "/sign-in/codes", code).await.is(422);
        let link = format!("/sign-in/{}", "A".repeat(43));
        post_from(&stranger, "198.51.101.1", &link, format!("csrf={csrf}")).await.is(410);
        // What other sites can have anybody's browser do shuts nobody out.
        let loaded = |client: &reqwest::Client, base: &str| {
            let request = client.get(format!("{base}{link}")).header("x-forwarded-for", "198.51.104.1");
            request.header("sec-fetch-dest", "image")
        };
        stranger.send(loaded).await.is(410);
        post_from(&stranger, "198.51.102.1", "/sign-in", "csrf=AAAA&email=x&password=x".into()).await.is(403);
        let foreign = |client: &reqwest::Client, base: &str| {
            let request = client.post(format!("{base}/sign-out")).header("x-forwarded-for", "198.51.103.1");
            request.header("sec-fetch-site", "cross-site")
        };
        let page = stranger.send(foreign).await;
        page.is(403).says("We could not check where this came from");
        assert!(page.headers.contains_key("content-security-policy"));
        let mut last = 0;
        for number in 0..31 {
            last = guess("203.0.113.9", format!("somebody{number}%40x.example")).await.status;
        }
        assert_eq!(last, 429);
        let somebody = served.browser_of("zoe@eig.example", &[]).await;
        somebody.open("/admin/audit").await.is(403);
        somebody.open("/proof").await.is(200);
        somebody.submit_form("form[action='/proof']", &[("proof_password", "wrong secret")]).await;
        let log = served.log();
        let counted = counted(&log);
        let (once, often) = counted.split_at(4);
        assert_eq!(
            once,
            ["192.0.2.0/24", "2001:db8:1:2::/64", "198.51.100.0/24", "198.51.101.0/24"],
            "{log}"
        );
        let (guesses, own) = often.split_at(31);
        assert!(guesses.iter().all(|network| network == "203.0.113.0/24"), "{log}");
        assert_eq!(own, ["127.0.0.0/24"; 2], "what is for others, and a proof that is none: {log}");
        for secret in ["192.0.2.77", "zoe@", "@x.example", "wrong", "AAAA", "8.8.8.0", "\u{1b}"] {
            assert!(!log.contains(secret), "{secret}: {log}");
        }
    }
}

#[actix_web::test]
async fn the_rights_that_somebody_used_are_told_to_the_log() {
    for format in FORMATS {
        let served = Served::start(format, 1).await;
        let camille = served.browser_of("camille@eig.example", &["--coordinator"]).await;
        camille.open("/admin/promotions").await.is(200);
        let promotion = [("name", "EIG 9"), ("starts_on", "2095-01-05"), ("ends_on", "2099-12-31")];
        camille.submit_form("main form[action='/admin/promotions']", &promotion).await.is(200);
        camille.open("/settings/data.json").await.is(200);
        served
            .import("{ name: CartoBio, administration: A, eigs: [{ name: Z, email: camille@eig.example }] }");
        camille.open("/projects/cartobio/bulletins.csv").await.is(200);
        // Filed on the day on which this runs, for its week.
        let week = Week::of(System.now().with_timezone(&Tz::Europe__Paris).date_naive());
        camille.open(&format!("/projects/cartobio/bulletins/{week}")).await.is(200);
        let typed = [("mood", "3"), ("priorities", "Relire"), ("ups_and_downs", "Rien")];
        assert!(camille.submit_form("form.bulletin", &typed).await.is(200).path.ends_with("filed=1"));
        let log = served.log();
        let told = |event: &str, method: &str, route: &str| {
            let [text, json] = [
                format!(
                    " INFO security event={event} network=127.0.0.0/24 method={method} route={route} person=1"
                ),
                format!(
                    "\"event\":\"{event}\",\"network\":\"127.0.0.0/24\",\"method\":\"{method}\",\"route\":\"{route}\",\"person\":1"
                ),
            ];
            assert!(log.contains(if format == "text" { &text } else { &json }), "{event} {route}: {log}");
        };
        told("signed-in", "POST", "/invitations/{token}");
        told("right-used", "POST", "/admin/promotions");
        told("right-used", "GET", "/settings/data.json");
        told("right-used", "GET", "/projects/{slug}/bulletins.csv");
        told("right-used", "POST", "/projects/{slug}/bulletins/{week}");
        assert!(counted(&log).is_empty() && !log.contains("camille"), "{log}");
    }
}

#[actix_web::test]
async fn the_log_tells_once_of_a_proxy_that_the_settings_do_not_count() {
    for (proxies, times) in [(0, 1), (1, 0)] {
        let served = Served::start("text", proxies).await;
        let browser = Browser::at(&served.base, "en");
        browser.open("/sign-in").await.is(200);
        for _ in 0..3 {
            let ask = |client: &reqwest::Client, base: &str| {
                client.get(format!("{base}/sign-in")).header("x-forwarded-for", "192.0.2.1")
            };
            browser.send(ask).await.is(200);
        }
        let log = served.log();
        assert_eq!(log.matches("a proxy stands before this server").count(), times, "{proxies}: {log}");
    }
}
