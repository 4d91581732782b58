//! What strangers send in the place of a form, and what every answer carries whatever was asked.

use std::io::Write;

use bulletins::web::ROUTES;

use crate::story;
use crate::support::browser::{Browser, Page};
use crate::support::raw::{ask, statuses};

const FORM: &str = "application/x-www-form-urlencoded";
const PARTS: &str = "multipart/form-data; boundary=a-boundary";

async fn send(browser: &Browser, path: &str, kind: &str, body: impl Into<Vec<u8>>) -> Page {
    let body: Vec<u8> = body.into();
    browser
        .send(|client, base| client.post(format!("{base}{path}")).header("content-type", kind).body(body))
        .await
}

/// An address of that route, with something in each of its places.
fn filled(route: &str) -> String {
    let places = [("{slug}", "cartobio"), ("{week}", "2026-W10"), ("{id}", "1")];
    let filled = places.iter().fold(route.to_owned(), |path, (place, value)| path.replace(place, value));
    filled.replace("{token}", "x").replace("{hash}", "x").replace("{name}", "x")
}

/// Eight megabytes of a form in some bytes.
fn bomb() -> Vec<u8> {
    let mut packed = brotli::CompressorWriter::new(Vec::new(), 4096, 5, 22);
    packed.write_all(b"csrf=").unwrap();
    packed.write_all(&vec![b'0'; 8 * 1024 * 1024]).unwrap();
    packed.into_inner()
}

story!(what_is_encoded_is_refused_on_every_route_before_it_is_decoded, "2026-03-04 09:00", |app| {
    let bomb = bomb();
    assert!(bomb.len() < 2000);
    for browser in [app.browser("fr"), app.browse_as("camille@eig.example").await] {
        let encoded = async |method: &str, path: &str, encoding: &str| {
            let method = reqwest::Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            browser
                .send(|client, base| {
                    let request = client.request(method, format!("{base}{path}"));
                    let request = request.header("content-type", FORM).header("content-encoding", encoding);
                    request.body(bomb.clone())
                })
                .await
        };
        for route in ROUTES {
            let page = encoded(route.method, &filled(route.path), "br").await;
            assert_eq!(page.status, 415, "{route:?}");
            assert_eq!(page.headers["accept-encoding"], "identity", "{route:?}");
        }
        for encoding in ["gzip", "deflate", "zstd", "BR", "identity, br", "x-unheard-of"] {
            encoded("post", "/sign-in", encoding).await.is(415).says("illisible");
        }
        assert_ne!(encoded("post", "/sign-in", " Identity ").await.status, 415);
    }
});

story!(what_is_no_form_of_ours_gets_a_clear_answer, "2026-03-04 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    let csrf = camille.open("/admin/import").await.form_token();
    let people = app.keys("SELECT email AS key FROM people").await;
    // A password of a megabyte, a hundred thousand fields, and as many as fit.
    let password = format!("csrf={csrf}&email=ada%40cartobio.example&password={}", "x".repeat(1024 * 1024));
    send(&camille, "/sign-in", FORM, password).await.is(413).says("trop grand");
    send(&camille, "/settings/profile", FORM, "a=&".repeat(100_000)).await.is(413);
    assert!(
        (400..500).contains(&send(&camille, "/settings/profile", FORM, "a=&".repeat(20_000)).await.status)
    );
    // A field twice, and one that is missing.
    let twice = format!("csrf={csrf}&csrf={csrf}&name=Ada&name=Ben");
    send(&camille, "/settings/profile", FORM, twice).await.is(400);
    send(&camille, "/settings/profile", FORM, format!("csrf={csrf}")).await.is(422);
    // What is answered by "nothing was changed" has changed nothing.
    let name = "SELECT name AS key FROM people WHERE email = 'camille@eig.example'";
    let page =
        send(&camille, "/settings/profile", FORM, format!("csrf={csrf}&name=Camille+R&locale=xx")).await;
    assert_eq!(page.status == 200, app.keys(name).await.contains("Camille R"), "{}", page.text());
    // Other kinds of bodies, also where they hold the very fields.
    for kind in
        ["application/json", "text/plain", "", "multipart/form-data", "multipart/form-data; boundary=x"]
    {
        for path in ["/settings/profile", "/admin/import"] {
            send(&camille, path, kind, format!("csrf={csrf}&name=Ben")).await.is(415);
        }
    }
    // With a file: fields without end, a field twice, heads without end, a file that is too large, none of its ends.
    let part = |name: &str, value: &str| {
        format!("--a-boundary\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let many: String = (0..5000).map(|number| part(&format!("f{number}"), "x")).collect();
    let head = format!("--a-boundary\r\nX: {}", "x".repeat(2 * 1024 * 1024));
    let large = part("file", &"x".repeat(1024 * 1024 + 1));
    for (body, status) in [
        (many, 400),
        (part("csrf", &csrf).repeat(2), 400),
        (head, 413),
        (large, 413),
        (part("csrf", &csrf), 400),
        ("--a-boundary".into(), 400),
        ("\n".repeat(1000), 400),
    ] {
        let start: String = body.chars().take(80).collect();
        let page = send(&camille, "/admin/import", PARTS, body).await;
        assert_eq!(page.status, status, "{start}: {}", page.text());
    }
    // What a framework may take for another method is none here.
    for name in ["x-http-method-override", "x-method-override", "x-http-method"] {
        let page = camille
            .send(|client, base| {
                client.get(format!("{base}/settings/erasure?_method=POST&csrf={csrf}")).header(name, "POST")
            })
            .await;
        page.is(200);
        let page = camille
            .send(|client, base| {
                let body = format!("_method=DELETE&csrf={csrf}&name=");
                let request = client.post(format!("{base}/settings/profile")).header(name, "DELETE");
                request.header("content-type", FORM).body(body)
            })
            .await;
        page.is(422);
    }
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "X"] {
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        camille.send(|client, base| client.request(method, format!("{base}/settings"))).await.is(405);
    }
    assert_eq!(app.keys("SELECT email AS key FROM people").await, people);
});

story!(bytes_that_no_browser_sends_are_refused, "2026-03-04 09:00", |app| {
    let head = |more: &str, body: &str| {
        format!("POST /sign-in HTTP/1.1\r\nhost: x\r\ncontent-type: {FORM}\r\n{more}\r\n\r\n{body}")
            .into_bytes()
    };
    let smuggled = "0\r\n\r\nGET /about HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    let flood: String = (0..20_000).map(|number| format!("x-{number}: {number}\r\n")).collect();
    for (what, request) in [
        ("length and chunks", head("content-length: 3\r\ntransfer-encoding: chunked", smuggled)),
        ("chunks and length", head("transfer-encoding: chunked\r\ncontent-length: 3", smuggled)),
        ("two lengths", head("content-length: 3\r\ncontent-length: 60", smuggled)),
        ("a signed length", head("content-length: +3", smuggled)),
        ("chunks by another name", head("transfer-encoding: xchunked", smuggled)),
        ("a lone line end in a header", head("x: a\rtransfer-encoding: chunked", smuggled)),
        ("a header that goes on", head("x: a\r\n b: c", smuggled)),
        ("NUL in a header", head("x: a\0b", smuggled)),
        ("NUL in the address", b"GET /a\0b HTTP/1.1\r\nhost: x\r\n\r\n".to_vec()),
        ("headers without number", head(&flood, "")),
        ("a header without end", head(&format!("x: {}", "x".repeat(1024 * 1024)), "")),
    ] {
        let answers = ask(&app.base, request).await;
        let statuses = statuses(&answers);
        assert!(statuses.len() <= 1, "{what}: {answers}");
        assert!(statuses.iter().all(|status| [400, 431].contains(status)), "{what}: {answers}");
    }
    // A line end of old in a text is a line end, and in a name it is told.
    let ada = app.browse_as("ada@cartobio.example").await;
    let csrf = ada.page().form_token();
    let text = format!("csrf={csrf}&mood=3&priorities=a%0Db&ups_and_downs=c");
    send(&ada, "/projects/cartobio/bulletins/2026-W10", FORM, text).await.is(200);
    assert!(app.keys("SELECT priorities AS key FROM bulletins").await.contains("a\nb"));
    send(&ada, "/settings/profile", FORM, format!("csrf={csrf}&name=a%0Db&email=ada%40x.example"))
        .await
        .is(422);
    app.travel_by_day("Fri 15:05").await;
});

/// A mail as its reader sees it, in the frame of a page of ours.
const FRAMED: &str = "/html";

story!(every_answer_is_kept_by_no_cache_and_in_no_foreign_frame, "2026-03-04 09:00", |app| {
    for browser in [app.browser("fr"), app.browse_as("camille@eig.example").await] {
        let mut pages = vec![
            (
                "another site's form",
                browser
                    .send(|client, base| {
                        client.post(format!("{base}/locale")).header("sec-fetch-site", "cross-site")
                    })
                    .await,
            ),
            ("no form", send(&browser, "/locale", "text/plain", "").await),
            ("no method", browser.send(|client, base| client.delete(format!("{base}/sign-in"))).await),
            ("no page", browser.open("/nowhere").await),
        ];
        for route in ROUTES.iter().filter(|route| route.method == "get") {
            pages.push((route.path, browser.open(&filled(route.path)).await));
        }
        for (what, page) in pages {
            let header =
                |name: &str| page.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("-");
            assert_eq!(header("cache-control"), "no-store", "{what}: {}", page.status);
            assert_eq!(header("x-content-type-options"), "nosniff", "{what}: {}", page.status);
            let frame = if page.path.ends_with(FRAMED) && page.status == 200 { "SAMEORIGIN" } else { "DENY" };
            assert_eq!(header("x-frame-options"), frame, "{what}: {}", page.status);
            assert!(header("content-security-policy").starts_with("default-src 'none'"), "{what}");
            assert!(page.status < 400 || page.has("main h1"), "{what} is no page: {}", page.status);
        }
    }
});
