//! What strangers try.

use crate::story;
use crate::support::app::TestApp;

/// 10,000 guesses at one account, each from an address of its own, and its owner gets in all the while.
#[actix_web::test]
async fn ten_thousand_guesses_from_many_addresses_stay_within_the_budget() {
    use bulletins::services::Refusal;
    use bulletins::services::identity::sessions::Browser;
    use bulletins::services::identity::signing_in::{Attempt, sign_in};
    use futures_util::StreamExt;
    let app = TestApp::on_sqlite("2026-03-04 09:00").await;
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.submit_form("form[action='/sign-out']", &[]).await.is(200);
    let services = &app.app.services;
    let guess = |number: u32| async move {
        let attempt = Attempt {
            email: "ada@cartobio.example".into(),
            password: format!("guess {number}").into(),
            from: Some(std::net::Ipv4Addr::from(0x0a00_0000 + number).into()),
            device: None,
        };
        let browser = Browser::default();
        sign_in(services, attempt, browser).await.err().unwrap()
    };
    let refusals: Vec<Refusal> =
        futures_util::stream::iter((0..10_000).map(guess)).buffer_unordered(8).collect().await;
    let looked_at = refusals.iter().filter(|refusal| matches!(refusal, Refusal::Faults(_))).count();
    assert_eq!(looked_at, 10, "ten at once, then one each five minutes");
    // The owner's browser is known, and an unknown one gets in by mail.
    ada.open("/sign-in").await;
    ada.submit(&[("email", "ada@cartobio.example"), ("password", "correct horse battery")]).await.is(200);
    let elsewhere = app.browser("fr");
    let csrf = elsewhere.open("/sign-in").await.field("csrf");
    elsewhere.post("/sign-in/links", &[("csrf", &csrf), ("email", "ada@cartobio.example")]).await.is(200);
    app.settle().await;
    let link = app.inbox("ada@cartobio.example").has_one("sign-in").link("/sign-in/");
    elsewhere.open(&link).await.is(200);
    elsewhere.submit(&[]).await.is(200).says("Ada");
    app.finish().await;
}

story!(headers_that_anybody_can_forge_change_nothing, "2026-03-06 13:55", |app| {
    let stranger = app.browser("fr");
    let csrf = stranger.open("/sign-in").await.field("csrf");
    // A forged Host: links in mails and redirects come from the settings alone.
    let asked = stranger
        .send(|client, base| {
            client
                .post(format!("{base}/sign-in/links"))
                .header("host", "evil.example")
                .header("x-forwarded-host", "evil.example")
                .header("content-type", "application/x-www-form-urlencoded")
                .body(format!("csrf={csrf}&email=ada%40cartobio.example"))
        })
        .await;
    asked.is(200);
    app.settle().await;
    let mail = app.inbox("ada@cartobio.example").has_one("sign-in").clone();
    assert!(!mail.text.contains("evil") && mail.text.contains(&app.base), "{}", mail.text);
    let redirect = stranger
        .send(|client, base| client.get(format!("{base}/weeks")).header("host", "evil.example"))
        .await;
    assert!(redirect.path.starts_with("/sign-in?back=%2Fweeks"), "{}", redirect.path);
    // Without a trusted proxy X-Forwarded-For does not count: a new address a guess does not help.
    let mut last = 0;
    for number in 0..40 {
        let page = stranger
            .send(|client, base| {
                client
                    .post(format!("{base}/sign-in"))
                    .header("x-forwarded-for", format!("203.0.113.{number}"))
                    .header("content-type", "application/x-www-form-urlencoded")
                    .body(format!("csrf={csrf}&email=somebody{number}%40x.example&password=x"))
            })
            .await;
        last = page.status;
    }
    assert_eq!(last, 429);
    app.travel_to("Fri 15:05").await;
});

story!(what_a_browser_kept_goes_with_the_session, "2026-03-04 09:00", |app| {
    let leave = reqwest::redirect::Policy::none();
    let client = reqwest::Client::builder().redirect(leave).build().unwrap();
    for (form, path) in [
        ("form[action='/sign-out']", "/sign-out"),
        ("form[action='/settings/sessions']", "/settings/sessions"),
        ("main form", "/settings/erasure"),
    ] {
        let ada = app.browse_as("ada@cartobio.example").await;
        ada.open(if path == "/settings/erasure" { path } else { "/settings" }).await.is(200);
        let (_, fields) = ada.page().form(form, &[]);
        let answer = client.post(format!("{}{path}", app.base)).header("cookie", ada.cookies());
        let answer = answer.form(&fields).send().await.unwrap();
        assert_eq!(answer.status(), 303, "{path}");
        assert_eq!(answer.headers()["clear-site-data"], "\"storage\"", "{path}");
    }
});

story!(a_session_that_somebody_planted_is_not_the_one_that_signs_in, "2026-03-04 09:00", |app| {
    let planted = "session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let link = app.sign_up_link("ada@cartobio.example").await;
    let page = client.get(format!("{}{link}", app.base)).header("cookie", planted).send().await.unwrap();
    let browser = page.headers().get_all("set-cookie").iter().find_map(|value| {
        let value = value.to_str().ok()?;
        value.starts_with("browser=").then(|| value.split(';').next().unwrap().to_owned())
    });
    let cookies = format!("{planted}; {}", browser.unwrap());
    let body = page.text().await.unwrap();
    let csrf = body.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let entered = client
        .post(format!("{}{link}", app.base))
        .header("cookie", &cookies)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(format!("csrf={csrf}&name=Ada&password=correct+horse+battery"))
        .send()
        .await
        .unwrap();
    assert_eq!(entered.status(), 303);
    let all = entered.headers().get_all("set-cookie");
    assert!(all.iter().any(|value| value.to_str().unwrap().starts_with("session=")
        && !value.to_str().unwrap().starts_with(planted)));
    let with_planted =
        client.get(format!("{}/weeks", app.base)).header("cookie", planted).send().await.unwrap();
    assert_eq!(with_planted.status(), 303);
});
