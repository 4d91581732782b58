//! Who gets in, and who gets where.

use crate::story;
use crate::support::browser::{Browser, Page};
use bulletins::web::{ROUTES, Route};

/// Who asks.
const ROLES: [&str; 7] =
    ["signed out", "with a filing link", "own EIG", "other EIG", "own mentor", "other mentor", "coordinator"];

/// What each role gets, in the order of [`ROLES`]; 303 to the sign-in page counts as 303, other redirects as 200.
const RIGHTS: &[(&str, &str, [u16; 7])] = &[
    ("get", "/", [200, 200, 200, 200, 200, 200, 200]),
    ("get", "/sign-in", [200, 200, 200, 200, 200, 200, 200]),
    ("post", "/sign-in", [422, 422, 422, 422, 422, 422, 422]),
    ("post", "/sign-in/links", [422, 422, 422, 422, 422, 422, 422]),
    // Whoever has not begun to sign in begins; who is in already is led on.
    ("get", "/sign-in/second-step", [303, 303, 200, 200, 200, 200, 200]),
    ("post", "/sign-in/second-step", [303, 303, 200, 200, 200, 200, 200]),
    ("post", "/sign-in/second-step/passkey", [303, 303, 200, 200, 200, 200, 200]),
    ("post", "/sign-in/second-step/passkey/new", [303, 303, 200, 200, 200, 200, 200]),
    ("post", "/sign-in/second-step/app", [400, 400, 400, 400, 400, 400, 400]),
    ("get", "/sign-in/{token}", [410, 410, 410, 410, 410, 410, 410]),
    ("post", "/sign-in/{token}", [410, 410, 410, 410, 410, 410, 410]),
    ("post", "/sign-out", [200, 200, 200, 200, 200, 200, 200]),
    ("get", "/invitations/{token}", [410, 410, 410, 410, 410, 410, 410]),
    ("post", "/invitations/{token}", [410, 410, 410, 410, 410, 410, 410]),
    ("post", "/locale", [200, 200, 200, 200, 200, 200, 200]),
    // The link itself is the right: here it is one of its owner, wherever it is opened.
    ("get", "/f/{token}", [410, 200, 410, 410, 410, 410, 410]),
    ("post", "/f/{token}", [410, 422, 410, 410, 410, 410, 410]),
    ("post", "/f/{token}/draft", [410, 409, 410, 410, 410, 410, 410]),
    ("get", "/h/{token}", [410, 410, 410, 410, 410, 410, 410]),
    ("post", "/h/{token}", [410, 410, 410, 410, 410, 410, 410]),
    ("get", "/h/offers/{token}", [410, 410, 410, 410, 410, 410, 410]),
    ("post", "/h/offers/{token}", [410, 410, 410, 410, 410, 410, 410]),
    ("get", "/r/{token}", [410, 410, 410, 410, 410, 410, 410]),
    ("post", "/r/{token}", [410, 410, 410, 410, 410, 410, 410]),
    ("get", "/help-requests/new", [303, 303, 200, 200, 403, 403, 200]),
    ("post", "/help-requests/new", [401, 401, 422, 422, 403, 403, 422]),
    // A request of this week: until it is published it is its team's, and the coordinators'.
    ("get", "/help-requests/{id}", [303, 303, 200, 404, 404, 404, 200]),
    ("post", "/help-requests/{id}/text", [401, 401, 422, 404, 404, 404, 422]),
    ("post", "/help-requests/{id}/taking", [401, 401, 403, 404, 404, 404, 200]),
    ("post", "/help-requests/{id}/end", [401, 401, 400, 400, 400, 400, 400]),
    ("get", "/unsubscribe/{token}", [410, 410, 410, 410, 410, 410, 410]),
    ("post", "/unsubscribe/{token}", [410, 410, 410, 410, 410, 410, 410]),
    // There is none without a secret, and no role has it.
    ("post", "/bounces", [404, 404, 404, 404, 404, 404, 404]),
    ("get", "/projects", [303, 303, 200, 200, 200, 200, 200]),
    ("get", "/projects/{slug}", [303, 303, 200, 200, 200, 200, 200]),
    ("get", "/projects/{slug}/bulletins/{week}", [303, 303, 200, 403, 403, 403, 200]),
    ("post", "/projects/{slug}/bulletins/{week}", [401, 401, 422, 403, 403, 403, 422]),
    ("post", "/projects/{slug}/bulletins/{week}/draft", [401, 401, 409, 403, 403, 403, 409]),
    // Of this week, which is not published yet; its team does not tell itself that it has read it.
    ("post", "/projects/{slug}/bulletins/{week}/reading", [401, 401, 403, 404, 404, 404, 200]),
    ("get", "/projects/{slug}/bulletins.csv", [303, 303, 200, 200, 200, 200, 200]),
    ("get", "/projects/{slug}/bulletins.md", [303, 303, 200, 200, 200, 200, 200]),
    ("get", "/projects/{slug}/help-requests.csv", [303, 303, 200, 200, 200, 200, 200]),
    ("get", "/projects/{slug}/shares", [303, 303, 200, 403, 200, 403, 200]),
    ("get", "/projects/{slug}/absences", [303, 303, 200, 403, 403, 403, 200]),
    // Twenty weeks ahead.
    ("post", "/projects/{slug}/absences", [401, 401, 409, 403, 403, 403, 409]),
    ("post", "/projects/{slug}/shares", [401, 401, 422, 403, 422, 403, 422]),
    ("post", "/projects/{slug}/shares/{id}", [401, 401, 404, 403, 404, 403, 404]),
    ("get", "/projects/{slug}/sheets/{month}", [303, 303, 200, 200, 200, 200, 200]),
    ("get", "/s/{token}", [410, 410, 410, 410, 410, 410, 410]),
    ("get", "/s/{token}/bulletins.csv", [410, 410, 410, 410, 410, 410, 410]),
    ("get", "/search", [303, 303, 200, 200, 200, 200, 200]),
    ("get", "/help-requests", [303, 303, 200, 200, 200, 200, 200]),
    ("get", "/key-dates", [303, 303, 200, 200, 200, 200, 200]),
    ("get", "/weeks", [303, 303, 200, 200, 200, 200, 200]),
    ("get", "/weeks/{week}", [303, 303, 200, 200, 200, 200, 200]),
    ("get", "/dashboard", [303, 303, 403, 403, 403, 403, 200]),
    ("get", "/admin/schedule", [303, 303, 403, 403, 403, 403, 200]),
    ("post", "/admin/schedule/pauses", [401, 401, 403, 403, 403, 403, 200]),
    ("post", "/admin/schedule/pauses/{week}", [401, 401, 403, 403, 403, 403, 200]),
    ("get", "/admin/mail", [303, 303, 403, 403, 403, 403, 200]),
    ("post", "/admin/mail/restore", [401, 401, 403, 403, 403, 403, 400]),
    ("get", "/admin/digest", [303, 303, 403, 403, 403, 403, 200]),
    ("get", "/admin/digest/{id}", [303, 303, 403, 403, 403, 403, 200]),
    ("get", "/admin/digest/{id}/html", [303, 303, 403, 403, 403, 403, 200]),
    ("post", "/admin/digest/{id}", [401, 401, 403, 403, 403, 403, 200]),
    ("post", "/admin/mail/{id}", [401, 401, 403, 403, 403, 403, 404]),
    ("post", "/admin/mail/runs/{id}", [401, 401, 403, 403, 403, 403, 400]),
    ("post", "/sign-in/codes", [422, 422, 422, 422, 422, 422, 422]),
    ("get", "/password-resets", [200, 200, 200, 200, 200, 200, 200]),
    ("post", "/password-resets", [422, 422, 422, 422, 422, 422, 422]),
    ("get", "/password-resets/{token}", [410, 410, 410, 410, 410, 410, 410]),
    ("post", "/password-resets/{token}", [410, 410, 410, 410, 410, 410, 410]),
    ("get", "/settings", [303, 303, 200, 200, 200, 200, 200]),
    ("post", "/settings/profile", [401, 401, 422, 422, 422, 422, 422]),
    ("post", "/settings/mails", [401, 401, 200, 200, 200, 200, 200]),
    ("get", "/settings/chats", [303, 303, 200, 200, 200, 200, 200]),
    ("post", "/settings/chats", [401, 401, 200, 200, 200, 200, 200]),
    ("post", "/settings/password", [401, 401, 422, 422, 422, 422, 422]),
    ("post", "/settings/sessions/{id}", [401, 401, 404, 404, 404, 404, 404]),
    ("post", "/settings/absences", [401, 401, 422, 422, 403, 403, 403]),
    ("post", "/settings/absences/{id}", [401, 401, 404, 404, 404, 404, 404]),
    ("post", "/settings/stand-in", [401, 401, 403, 403, 422, 422, 403]),
    ("post", "/settings/feed", [401, 401, 200, 200, 200, 200, 200]),
    ("get", "/settings/second-factor", [303, 303, 200, 200, 200, 200, 200]),
    ("post", "/settings/second-factor/codes", [401, 401, 409, 409, 409, 409, 409]),
    ("get", "/settings/second-factor/app", [303, 303, 200, 200, 200, 200, 200]),
    ("post", "/settings/second-factor/app", [401, 401, 400, 400, 400, 400, 400]),
    ("get", "/settings/second-factor/app/removal", [303, 303, 200, 200, 200, 200, 200]),
    ("post", "/settings/second-factor/app/removal", [401, 401, 404, 404, 404, 404, 404]),
    ("get", "/settings/second-factor/passkeys", [303, 303, 200, 200, 200, 200, 200]),
    ("post", "/settings/second-factor/passkeys", [401, 401, 422, 422, 422, 422, 422]),
    ("get", "/settings/second-factor/passkeys/{id}/removal", [303, 303, 404, 404, 404, 404, 404]),
    ("post", "/settings/second-factor/passkeys/{id}/removal", [401, 401, 404, 404, 404, 404, 404]),
    ("get", "/proof", [303, 303, 200, 200, 200, 200, 200]),
    ("post", "/proof", [401, 401, 422, 422, 422, 422, 422]),
    ("get", "/settings/data.json", [303, 303, 200, 200, 200, 200, 200]),
    ("get", "/settings/erasure", [303, 303, 200, 200, 200, 200, 200]),
    // The two that end one's own session are tried last.
    ("post", "/settings/sessions", [401, 401, 200, 200, 200, 200, 200]),
    ("post", "/settings/erasure", [401, 401, 401, 401, 401, 401, 401]),
    ("get", "/feeds/{token}/key-dates.ics", [410, 410, 410, 410, 410, 410, 410]),
    ("get", "/feeds/{token}/projects/{slug}.ics", [410, 410, 410, 410, 410, 410, 410]),
    ("get", "/admin", [303, 303, 403, 403, 403, 403, 200]),
    ("get", "/admin/promotions", [303, 303, 403, 403, 403, 403, 200]),
    ("post", "/admin/promotions", [401, 401, 403, 403, 403, 403, 422]),
    ("get", "/admin/promotions/{id}", [303, 303, 403, 403, 403, 403, 200]),
    ("post", "/admin/promotions/{id}", [401, 401, 403, 403, 403, 403, 422]),
    ("get", "/admin/promotions/{id}/stage", [303, 303, 403, 403, 403, 403, 200]),
    ("post", "/admin/promotions/{id}/stage", [401, 401, 403, 403, 403, 403, 400]),
    ("get", "/admin/promotions/{id}/removal", [303, 303, 403, 403, 403, 403, 409]),
    ("post", "/admin/promotions/{id}/removal", [401, 401, 403, 403, 403, 403, 409]),
    ("get", "/admin/promotions/{id}/export.csv", [303, 303, 403, 403, 403, 403, 200]),
    ("get", "/admin/promotions/{id}/export.json", [303, 303, 403, 403, 403, 403, 200]),
    ("get", "/admin/promotions/{id}/export.xlsx", [303, 303, 403, 403, 403, 403, 200]),
    ("get", "/admin/projects", [303, 303, 403, 403, 403, 403, 200]),
    ("post", "/admin/projects", [401, 401, 403, 403, 403, 403, 404]),
    ("get", "/admin/projects/{slug}", [303, 303, 403, 403, 403, 403, 200]),
    ("post", "/admin/projects/{slug}", [401, 401, 403, 403, 403, 403, 422]),
    ("get", "/admin/projects/{slug}/removal", [303, 303, 403, 403, 403, 403, 409]),
    ("post", "/admin/projects/{slug}/removal", [401, 401, 403, 403, 403, 403, 409]),
    ("post", "/admin/projects/{slug}/logo", [401, 401, 403, 403, 403, 403, 415]),
    ("get", "/admin/projects/{slug}/logo/removal", [303, 303, 403, 403, 403, 403, 200]),
    ("post", "/admin/projects/{slug}/logo/removal", [401, 401, 403, 403, 403, 403, 200]),
    ("post", "/admin/projects/{slug}/pauses", [401, 401, 403, 403, 403, 403, 200]),
    ("post", "/admin/projects/{slug}/pauses/{week}", [401, 401, 403, 403, 403, 403, 200]),
    ("get", "/admin/people", [303, 303, 403, 403, 403, 403, 200]),
    ("post", "/admin/people", [401, 401, 403, 403, 403, 403, 422]),
    ("get", "/admin/people/{id}", [303, 303, 403, 403, 403, 403, 200]),
    ("post", "/admin/people/{id}", [401, 401, 403, 403, 403, 403, 422]),
    ("post", "/admin/people/{id}/roles", [401, 401, 403, 403, 403, 403, 422]),
    ("get", "/admin/people/{id}/roles/{slug}/{role}", [303, 303, 403, 403, 403, 403, 404]),
    ("post", "/admin/people/{id}/roles/{slug}/{role}", [401, 401, 403, 403, 403, 403, 404]),
    ("post", "/admin/people/{id}/departure", [401, 401, 403, 403, 403, 403, 422]),
    ("get", "/admin/people/{id}/chats", [303, 303, 403, 403, 403, 403, 200]),
    ("post", "/admin/people/{id}/chats", [401, 401, 403, 403, 403, 403, 200]),
    ("get", "/admin/people/{id}/coordinator", [303, 303, 403, 403, 403, 403, 200]),
    ("post", "/admin/people/{id}/coordinator", [401, 401, 403, 403, 403, 403, 409]),
    ("get", "/admin/people/{id}/active", [303, 303, 403, 403, 403, 403, 200]),
    ("post", "/admin/people/{id}/active", [401, 401, 403, 403, 403, 403, 409]),
    ("post", "/admin/people/{id}/invitation", [401, 401, 403, 403, 403, 403, 200]),
    ("get", "/admin/people/{id}/second-factor", [303, 303, 403, 403, 403, 403, 404]),
    ("post", "/admin/people/{id}/second-factor", [401, 401, 403, 403, 403, 403, 404]),
    ("get", "/admin/people/{id}/erasure", [303, 303, 403, 403, 403, 403, 200]),
    ("post", "/admin/people/{id}/erasure", [401, 401, 403, 403, 403, 403, 409]),
    ("get", "/admin/invitations", [303, 303, 403, 403, 403, 403, 200]),
    ("post", "/admin/invitations", [401, 401, 403, 403, 403, 403, 200]),
    ("get", "/admin/import", [303, 303, 403, 403, 403, 403, 200]),
    ("post", "/admin/import", [401, 401, 403, 403, 403, 403, 415]),
    ("post", "/admin/import/preview", [401, 401, 403, 403, 403, 403, 415]),
    ("get", "/admin/measures", [303, 303, 403, 403, 403, 403, 200]),
    ("get", "/admin/audit", [303, 303, 403, 403, 403, 403, 200]),
    ("get", "/about", [200, 200, 200, 200, 200, 200, 200]),
    ("get", "/accessibility", [200, 200, 200, 200, 200, 200, 200]),
    ("get", "/legal", [200, 200, 200, 200, 200, 200, 200]),
    ("get", "/privacy", [200, 200, 200, 200, 200, 200, 200]),
    ("get", "/logos/{name}", [404, 404, 404, 404, 404, 404, 404]),
    ("get", "/static/{hash}/{name}", [404, 404, 404, 404, 404, 404, 404]),
    ("get", "/health/live", [200, 200, 200, 200, 200, 200, 200]),
    ("get", "/health/ready", [200, 200, 200, 200, 200, 200, 200]),
    ("get", "/metrics", [200, 200, 200, 200, 200, 200, 200]),
];

async fn ask(browser: &Browser, route: Route, filing_link: &str, csrf: &str) -> Page {
    let token = if route.path.starts_with("/f/") { filing_link } else { "x" };
    let path = route
        .path
        .replace("{slug}", "cartobio")
        .replace("{week}", "2026-W10")
        .replace("{month}", "2026-02")
        .replace("{role}", "eig")
        .replace("{token}", token)
        .replace("{hash}", "x")
        .replace("{name}", "app.css")
        .replace("/sessions/{id}", "/sessions/999999")
        .replace("{id}", "1");
    if route.method == "get" {
        return browser.open(&path).await;
    }
    let fields = [("csrf", csrf), ("locale", "fr"), ("week", "2026-W20"), ("mood", "9")];
    browser.post(&path, &fields).await
}

story!(every_route_opens_to_those_whom_it_is_for, "2026-03-06 13:55", |app| {
    for route in ROUTES {
        let rows =
            RIGHTS.iter().filter(|(method, path, _)| (*method, *path) == (route.method, route.path)).count();
        assert_eq!(rows, 1, "{route:?} has {rows} rows in RIGHTS");
    }
    assert_eq!(RIGHTS.len(), ROUTES.len(), "RIGHTS has rows of routes that are no more");
    app.travel_to("Fri 14:00").await;
    let link = app.inbox("ada@cartobio.example").latest().link("/f/").replace("/f/", "");
    let filed = [("mood", "3"), ("priorities", "P"), ("ups_and_downs", "U"), ("help", "Qui ?")];
    app.browse_as("ada@cartobio.example").await.submit(&filed).await.is(200);
    let people = [
        None,
        None,
        Some("ada@cartobio.example"),
        Some("chloe@karfur.example"),
        Some("mina@agence.example"),
        Some("marc@diair.example"),
        Some("camille@eig.example"),
    ];
    for (role, person) in people.into_iter().enumerate() {
        // What ends the session comes last; erasing oneself is tried when one is out already.
        let mut rights: Vec<_> = RIGHTS.to_vec();
        let last = ["/settings/sessions", "/settings/erasure", "/sign-out"];
        rights.sort_by_key(|(method, path, _)| {
            if *method == "post" {
                last.iter().position(|last| last == path).map_or(0, |at| at + 1)
            } else {
                0
            }
        });
        let browser = match person {
            Some(person) => app.browse_as(person).await,
            None => app.browser("fr"),
        };
        for (method, path, expected) in rights {
            let csrf = browser.open("/nowhere").await.body;
            let csrf =
                csrf.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
            let token = if role == 1 { link.as_str() } else { "x" };
            let page = ask(&browser, Route { method, path }, token, &csrf).await;
            let got = if page.path.starts_with("/sign-in?back=") { 303 } else { page.status };
            assert_eq!(got, expected[role], "{method} {path} for {}: {}", ROLES[role], page.text());
        }
    }
    app.travel_to("Fri 15:05").await;
});

story!(a_password_opens_and_a_wrong_one_does_not_tell_why, "2026-03-04 09:00", |app| {
    app.browse_as("ada@cartobio.example").await;
    let browser = app.browser("fr");
    browser.open("/projects/plume?x=1").await.says("Se connecter");
    let wrong =
        browser.submit(&[("email", "ada@cartobio.example"), ("password", "wrong horse battery")]).await;
    let unknown = {
        browser.open("/sign-in").await;
        browser.submit(&[("email", "nobody@cartobio.example"), ("password", "wrong horse battery")]).await
    };
    assert_eq!(wrong.is(422).text().replace("ada@", ""), unknown.is(422).text().replace("nobody@", ""));
    browser.open("/projects/plume?x=1").await;
    browser.submit(&[("email", "ADA@cartobio.example"), ("password", "correct horse battery")]).await.is(200);
    assert_eq!(browser.page().path, "/projects/plume?x=1");
    // Without a password, as most people come, a mail is asked for.
    let mina = app.browser("fr");
    mina.open("/sign-in").await;
    mina.submit(&[("email", "mina@agence.example")]).await.is(200).says("Regardez vos courriels");
    app.settle().await;
    app.inbox("mina@agence.example").has_one("sign-in");
    // Never to another place.
    let other = app.browser("fr");
    other.open("/sign-in?back=//evil.example/").await;
    other.submit(&[("email", "ada@cartobio.example"), ("password", "correct horse battery")]).await.is(200);
    assert!(other.page().path.starts_with("/projects/cartobio"), "{}", other.page().path);
});

fn set_cookie(page: &Page, name: &str) -> String {
    let mut all = page.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
    all.find(|cookie| cookie.starts_with(name)).expect("the cookie is set").to_owned()
}

story!(a_session_ends_where_it_was_ended, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    // A copy of her cookie is worth nothing once she signed out.
    let link = app.sign_up_link("chloe@karfur.example").await;
    let chloe = app.browser("fr");
    let csrf = chloe.open(&link).await.field("csrf");
    let browser_cookie = set_cookie(&chloe.page(), "browser=");
    let thief = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let signed_up = thief
        .post(format!("{}{link}", app.base))
        .header("cookie", browser_cookie.split(';').next().unwrap())
        .header("content-type", "application/x-www-form-urlencoded")
        .body(format!("csrf={csrf}&name=C&password=correct+horse+battery"))
        .send()
        .await
        .unwrap();
    let all: Vec<&str> =
        signed_up.headers().get_all("set-cookie").iter().map(|v| v.to_str().unwrap()).collect();
    let session = all.iter().find(|cookie| cookie.starts_with("session=")).expect("a session begins");
    assert!(
        session.contains("HttpOnly") && session.contains("SameSite=Lax") && session.contains("Path=/"),
        "{session}"
    );
    let session = session.split(';').next().unwrap().to_owned();
    let with_copy = || thief.get(format!("{}/weeks", app.base)).header("cookie", &session).send();
    assert_eq!(with_copy().await.unwrap().status(), 200);
    let page = with_copy().await.unwrap().text().await.unwrap();
    let csrf = page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let out = thief
        .post(format!("{}/sign-out", app.base))
        .header("cookie", &session)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(format!("csrf={csrf}"));
    assert_eq!(out.send().await.unwrap().status(), 303);
    assert_eq!(with_copy().await.unwrap().status(), 303);
    ada.open("/weeks").await.is(200);
    ada.submit_form("form[action='/sign-out']", &[]).await.is(200);
    ada.open("/weeks").await.says("Se connecter");
    // A month without a visit ends it too.
    let ben = app.browse_as("ben@cartobio.example").await;
    app.sleep_until("2026-04-02 09:00");
    ben.open("/weeks").await.is(200);
    app.sleep_until("2026-05-01 09:00");
    ben.open("/weeks").await.is(200);
    app.sleep_until("2026-06-01 09:00");
    ben.open("/weeks").await.says("Se connecter");
});

story!(guessing_is_slowed_down_and_locks_nobody_out, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.submit_form("form[action='/sign-out']", &[]).await.is(200);
    let stranger = app.browser("fr");
    let mut answers = Vec::new();
    for number in 0..12 {
        stranger.open("/sign-in").await;
        let guess = format!("guess number {number}");
        answers
            .push(stranger.submit(&[("email", "ada@cartobio.example"), ("password", &guess)]).await.status);
    }
    assert_eq!(answers[..10], [422; 10]);
    assert_eq!(answers[10..], [429; 2]);
    stranger.page().says("Trop d’essais").says("Réessayez à partir de").says("un lien par courriel");
    // Ada's own browser has signed in before, and is counted apart.
    ada.open("/sign-in").await;
    ada.submit(&[("email", "ada@cartobio.example"), ("password", "correct horse battery")]).await.is(200);
    // From one address, whatever the accounts, thirty in a row are too many.
    for number in 0..30 {
        stranger.open("/sign-in").await;
        let email = format!("somebody{number}@cartobio.example");
        stranger.submit(&[("email", &email), ("password", "x")]).await;
    }
    stranger.page().is(429);
    app.sleep_until("2026-03-04 10:00");
    stranger.open("/sign-in").await;
    stranger
        .submit(&[("email", "ada@cartobio.example"), ("password", "correct horse battery")])
        .await
        .is(200);
});

story!(a_link_by_mail_signs_in_once_and_tells_strangers_nothing, "2026-03-04 09:00", |app| {
    let mina = app.browser("fr");
    mina.open("/weeks/2026-W10").await.says("Se connecter");
    let csrf = mina.page().field("csrf");
    let known = mina.post("/sign-in/links", &[("csrf", &csrf), ("email", " Mina@agence.example")]).await;
    let unknown = mina.post("/sign-in/links", &[("csrf", &csrf), ("email", "nobody@agence.example")]).await;
    let nonsense = mina.post("/sign-in/links", &[("csrf", &csrf), ("email", "no address")]).await;
    assert_eq!(known.is(200).text(), unknown.is(200).text());
    nonsense.is(422);
    app.settle().await;
    let mail = app.inbox("mina@agence.example").has_one("sign-in").clone();
    mail.says("It works once, for 15 minutes");
    assert!(!mail.headers.contains("List-Unsubscribe"), "nobody unsubscribes from what they ask for");
    // Looking at it changes nothing; of many at once one is let in.
    let link = mail.link("/sign-in/");
    for _ in 0..3 {
        app.browser("en").open(&link).await.is(200).says("One click");
    }
    mina.open(&link).await.is(200);
    let csrf = mina.page().field("csrf");
    let fields = [("csrf", csrf.as_str())];
    let tries = (0..50).map(|_| mina.post(&link, &fields));
    let pages = futures_util::future::join_all(tries).await;
    assert_eq!(pages.iter().filter(|page| page.status == 410).count(), 49);
    mina.open("/weeks").await.is(200).says("Mina");
    app.browser("en").open(&link).await.is(410);
    // Nobody's inbox is flooded; a link that was not used in time has ended.
    let stranger = app.browser("fr");
    let csrf = stranger.open("/sign-in").await.field("csrf");
    for _ in 0..10 {
        stranger.post("/sign-in/links", &[("csrf", &csrf), ("email", "mina@agence.example")]).await.is(200);
    }
    app.settle().await;
    assert_eq!(app.inbox("mina@agence.example").of_kind("sign-in").len(), 3);
    let last = app.inbox("mina@agence.example").latest_of("sign-in").link("/sign-in/");
    app.sleep_until("2026-03-04 09:15");
    app.browser("fr").open(&last).await.is(410);
});
