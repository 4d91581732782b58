//! Whatever anybody sends is answered, and never by a fault of ours: every route, with anything in its address, its
//! query and its fields, by each who can ask.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use bulletins::clock::Clock;
use bulletins::services::help::links::Holder;
use bulletins::store::people::{self, NewPerson};
use bulletins::store::{self, Conn};
use bulletins::web::ROUTES;
use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use url::form_urlencoded;

use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::help::{ask_for_help, link_for};

/// How often each route is tried by a coordinator, and by each of the others.
const TRIES: (usize, usize) = (8, 2);

/// What ends the session that goes on trying.
const ENDS: [&str; 3] = ["/sign-out", "/settings/sessions", "/settings/erasure"];

/// How those end that take away what others are tried on, and hold no text.
const TAKES_AWAY: [&str; 6] = ["/removal", "/erasure", "/stage", "/active", "/coordinator", "/departure"];

/// What forms and addresses were not made for.
const ODD: &[&str] = &[
    "",
    " ",
    "\0",
    "a\0b",
    "\u{b}",
    "/\u{b}",
    "\r",
    "a\rb",
    "a\r\nb: c",
    "é",
    "/é",
    "\u{202e}",
    "\u{200b}",
    "\u{feff}",
    "\u{fffd}",
    "👩‍👩‍👧‍👦",
    "-1",
    "0",
    "1e999",
    "NaN",
    "2147483648",
    "9223372036854775807",
    "-9223372036854775808",
    "99999999999999999999",
    "+10000-01-01",
    "-262143-01-01",
    "262142-12-31",
    "0000-01-01",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "0001-W01",
    "9999-W52",
    "9999-W53",
    "10000-W01",
    "2025-W53",
    "' OR 1=1 --",
    "%",
    "%00",
    "{{x}}",
    "{{{x}}}",
    "../../etc/passwd",
    "//evil.example",
    "/\\evil.example",
    "\\",
    "p@[127.0.0.1]",
    "\"a b\"@x.example",
    "é@é.example",
    "a@x.example\r\nBcc: b@x.example",
    "$(id)",
    "<script>",
    "javascript:alert(1)",
    "=1+1",
    "*",
    "null",
];

/// Of what broke once, each stays: a request, as its method, its address and its fields.
const BROKE: &[(&str, &str, &str)] = &[
    ("get", "/logos/a%00b", ""),
    ("get", "/projects/a%00b", ""),
    ("get", "/projects/a%00b/bulletins/2026-W10", ""),
    ("get", "/admin/projects/a%00b", ""),
    ("post", "/admin/people", "lines=a%40x.example&post=eig&project=a%00b"),
    ("post", "/admin/people/1/roles", "role=eig&project=a%00b"),
    ("get", "/sign-in?back=%2F%0B", ""),
    ("post", "/locale", "locale=fr&back=%2F%0B"),
    ("post", "/locale", "locale=fr&back=%2F%C3%A9"),
    ("get", "/admin/audit?from=-262143-01-01", ""),
    ("get", "/admin/audit?to=%2B262142-12-31", ""),
    ("get", "/admin/audit?from=%2B10000-01-01", ""),
    ("get", "/search?q=a&from=-262143-01-01&to=%2B262142-12-31", ""),
    ("post", "/projects/cartobio/shares", "label=x&expires_on=%2B10000-01-01"),
    ("get", "/projects/cartobio/shares", ""),
    ("post", "/admin/promotions", "name=x&starts_on=0001-01-01&ends_on=9999-12-31"),
    ("get", "/admin/promotions", ""),
    ("post", "/help-requests/new", "project=cartobio&help=a%00b"),
    ("post", "/help-requests/1/text", "help=a%00b&version=1"),
    ("post", "/help-requests/1/end", "ending=solved&word=a%00b"),
];

/// One request.
#[derive(Debug, Clone)]
struct Case {
    method: &'static str,
    path: String,
    fields: Vec<(String, String)>,
    /// Sent in parts, as forms with files are; with what in the place of the file.
    file: Option<Vec<u8>>,
}

/// The names of fields and of parts of a query, as the templates know them.
fn names() -> Vec<String> {
    fn read(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() {
                read(&entry.path(), found);
            } else if let Ok(text) = std::fs::read_to_string(entry.path()) {
                let named = text.split("name=\"").skip(1).filter_map(|rest| rest.split('"').next());
                found.extend(named.filter(|name| !name.contains('{')).map(str::to_owned));
            }
        }
    }
    let more = ["page", "done", "edit", "filed", "slack", "matrix", "priorities", "help", "ups_and_downs"];
    let mut found: BTreeSet<String> = more.map(str::to_owned).into();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"), &mut found);
    found.remove("csrf");
    found.into_iter().collect()
}

/// What that name is for.
fn meant(name: &str) -> &'static [&'static str] {
    match name {
        "email" => &["ada@cartobio.example", "zoe@x.example"],
        "week" => &["2026-W10", "2026-W20"],
        "starts_on" => &["2026-01-05", "2025-01-06"],
        "ends_on" => &["2026-12-31"],
        "key_date" | "expires_on" | "from" | "to" => &["2026-03-20", "2026-03-04"],
        "mood" | "version" | "draft" | "page" => &["0", "1", "3"],
        "ending" => &["solved", "not-needed", "reopen"],
        "locale" => &["fr", "en"],
        "role" | "post" => &["eig", "mentor", "none"],
        "project" | "slug" => &["cartobio", "plume"],
        "person" | "promotion" | "id" => &["1", "2", "3"],
        "stage" => &["open", "closed", "archived", "draft"],
        "notification" => &["email", "slack", "none"],
        "lines" => &["Zoé <zoe@x.example>", "a@x.example\nb@x.example"],
        "text" => &["promotion:\n  name: X\n  starts_on: 2027-01-04\n  ends_on: 2027-12-31\nprojects: []"],
        "back" => &["/weeks"],
        "digest" => &["all", "own"],
        "every" => &["week", "month"],
        "password" | "present" => &["correct horse battery"],
        _ => ANYTHING,
    }
}

/// What is typed where nothing in particular is meant.
const ANYTHING: &[&str] = &["x", "1", "Plume"];

/// Every form with what no text may hold in each of its texts, and with more than any takes.
fn spoilt(names: &[String], token: &str) -> Vec<Case> {
    // As much as a form may hold in all.
    let long = "x".repeat(60_000 / names.len());
    let takes_away = |path: &str| ENDS.contains(&path) || TAKES_AWAY.iter().any(|end| path.ends_with(end));
    let posts = || ROUTES.iter().filter(|route| route.method == "post" && !takes_away(route.path));
    let filled = |route: &str| -> String {
        let place = |part: &str| match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            Some("token") => token.to_owned(),
            Some(name) => meant(name)[0].to_owned(),
            None => part.to_owned(),
        };
        route.split('/').map(place).collect::<Vec<_>>().join("/")
    };
    let case = |path: &str, odd: &str| {
        let typed = |name: &String| if meant(name) == ANYTHING { odd } else { meant(name)[0] }.to_owned();
        let fields = names.iter().map(|name| (name.clone(), typed(name))).collect();
        Case { method: "post", path: filled(path), fields, file: None }
    };
    ["a\0b", &long].into_iter().flat_map(|odd| posts().map(move |route| case(route.path, odd))).collect()
}

fn value(name: &str) -> BoxedStrategy<String> {
    prop_oneof![
        4 => select(meant(name)).prop_map(str::to_owned),
        4 => select(ODD).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[\\PC\\n]{0,400}",
        1 => select(ODD).prop_map(|odd| odd.repeat(300)),
    ]
    .boxed()
}

/// Some of those names, each with something.
fn pairs(names: &[String]) -> BoxedStrategy<Vec<(String, String)>> {
    let each: Vec<_> =
        names.iter().map(|name| (Just(name.clone()), prop::option::weighted(0.7, value(name)))).collect();
    each.prop_map(|all| all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()).boxed()
}

/// An address of that route: in its places what is meant, or anything.
fn address(route: &'static str, token: &'static str) -> BoxedStrategy<String> {
    let parts: Vec<_> = route
        .split('/')
        .map(|part| {
            let Some((name, end)) = part.strip_prefix('{').and_then(|part| part.split_once('}')) else {
                return Just(part.to_owned()).boxed();
            };
            let right = if name == "token" { Just(token.to_owned()).boxed() } else { value(name) };
            prop_oneof![2 => right, 1 => value(name)]
                .prop_map(move |text| format!("{}{end}", percent_encode(text.as_bytes(), NON_ALPHANUMERIC)))
                .boxed()
        })
        .collect();
    let raw = select(&["", "%00", "%ff", "%c3%28", "%2f%2e%2e", "%0d%0a"][..]);
    let end = prop_oneof![9 => Just(""), 1 => raw];
    (parts, end).prop_map(|(parts, end)| format!("{}{end}", parts.join("/"))).boxed()
}

fn case(
    method: &'static str,
    route: &'static str,
    token: &'static str,
    names: &[String],
) -> BoxedStrategy<Case> {
    let file = route.contains("/import") || route.ends_with("/logo");
    let file =
        prop::option::weighted(if file { 0.9 } else { 0.02 }, prop::collection::vec(any::<u8>(), 0..300));
    let query = prop_oneof![1 => Just(Vec::new()), 2 => pairs(names)];
    (address(route, token), query, pairs(names), file)
        .prop_map(move |(path, query, fields, file)| {
            let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&query).finish();
            // A head may hold no more.
            let query = query.get(..4000).unwrap_or(&query);
            let path = if query.is_empty() { path } else { format!("{path}?{query}") };
            Case { method, path, fields, file: file.filter(|_| method == "post") }
        })
        .boxed()
}

/// The status, or why there is none. Redirects are not followed: where they lead is another case.
async fn answer(
    client: &reqwest::Client,
    base: &str,
    cookies: &str,
    csrf: &str,
    case: &Case,
) -> Result<u16, String> {
    let address = format!("{base}{}", case.path.get(..16_000).unwrap_or(&case.path));
    let mut request = match case.method {
        "get" => client.get(address),
        _ => client.post(address),
    };
    request = request.header("cookie", cookies);
    if case.method == "post" {
        let mut fields = vec![("csrf".to_owned(), csrf.to_owned())];
        fields.extend(case.fields.clone());
        request = match &case.file {
            Some(file) => parts(request, &fields, file),
            None => {
                let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
                request.header("content-type", "application/x-www-form-urlencoded").body(body)
            }
        };
    }
    let response = request.send().await.map_err(|error| format!("{error:?}"))?;
    let status = response.status().as_u16();
    response.bytes().await.map_err(|error| format!("broken off: {error:?}"))?;
    Ok(status)
}

fn parts(
    request: reqwest::RequestBuilder,
    fields: &[(String, String)],
    file: &[u8],
) -> reqwest::RequestBuilder {
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("--part\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
        body.extend_from_slice(format!("{head}{value}\r\n").as_bytes());
    }
    body.extend_from_slice(
        b"--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n",
    );
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--part--\r\n");
    request.header("content-type", "multipart/form-data; boundary=part").body(body)
}

fn broke() -> impl Iterator<Item = Case> {
    BROKE.iter().map(|(method, path, fields)| Case {
        method,
        path: (*path).to_owned(),
        fields: form_urlencoded::parse(fields.as_bytes()).into_owned().collect(),
        file: None,
    })
}

/// A browser of that person, with all their rights; of nobody's, where that is no address.
async fn come_as(app: &TestApp, who: &str) -> Browser {
    if !who.contains('@') {
        return app.browser("fr");
    }
    let (email, coordinator, now) = (who.parse().unwrap(), who.starts_with("camille"), app.clock.now());
    let restore = move |conn: &mut Conn| -> store::Result<()> {
        let id = match people::by_email(conn, &email)? {
            Some(person) => person.id,
            None => people::insert(
                conn,
                &NewPerson { name: "Anew", email: &email, locale: None, coordinator },
                now,
            )?,
        };
        people::set_active(conn, id, true, now)?;
        people::set_coordinator(conn, id, coordinator)?;
        Ok(())
    };
    app.app.services.db.write(restore).await.unwrap();
    app.browse_as(who).await
}

/// A link that was posted in a channel, of a request that nobody has taken or closed yet.
async fn some_help_link(app: &TestApp) -> String {
    let request = ask_for_help(app, "karfu-r", "Qui connaît un·e juriste ?").await;
    link_for(app, request, Holder::Anybody).replace("/h/", "")
}

async fn try_all(app: &TestApp, who: &str, token: &'static str, tries: usize) -> Vec<String> {
    let mut browser = come_as(app, who).await;
    let mut csrf = browser.open("/nowhere").await.form_token();
    let names = names();
    // The same cases each time: a fault that was seen is seen again.
    let mut runner = TestRunner::deterministic();
    let help: &'static str = some_help_link(app).await.leak();
    let mut cases: Vec<Case> = broke().chain(spoilt(&names, token)).collect();
    for route in ROUTES.iter().filter(|route| !(route.method == "post" && ENDS.contains(&route.path))) {
        let token = if route.path == "/h/{token}" { help } else { token };
        let any = case(route.method, route.path, token, &names);
        cases.extend((0..tries).map(|_| any.new_tree(&mut runner).unwrap().current()));
    }
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    // No answer at all is a fault too.
    let client = client.timeout(Duration::from_secs(30)).build().unwrap();
    let mut faults = Vec::new();
    let mut was_sent = false;
    for case in cases {
        // Some forms sign out who sends them; what follows is tried as that person all the same.
        if was_sent && who.contains('@') && browser.open("/settings").await.status != 200 {
            browser = come_as(app, who).await;
            csrf = browser.open("/nowhere").await.form_token();
        }
        was_sent = case.method == "post";
        match answer(&client, &app.base, &browser.cookies(), &csrf, &case).await {
            Ok(status) if status < 500 => {}
            fault => faults.push(format!("{who}: {fault:?} to {case:?}")),
        }
    }
    faults
}

story!(nothing_that_anybody_sends_is_a_fault_of_ours, "2026-03-06 13:55", |app| {
    app.travel_to("Fri 14:00").await;
    let link = app.inbox("ada@cartobio.example").latest().link("/f/").replace("/f/", "");
    let link: &'static str = link.leak();
    let mut faults = try_all(app, "signed out", "x", TRIES.1).await;
    faults.extend(try_all(app, "with a filing link", link, TRIES.1).await);
    for (address, tries) in [
        ("ada@cartobio.example", TRIES.1),
        ("mina@agence.example", TRIES.1),
        ("camille@eig.example", TRIES.0),
    ] {
        faults.extend(try_all(app, address, link, tries).await);
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    app.settle().await;
});
