//! How answers travel: what the reader's side can see of it without a clock.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;

use actix_web::rt::task::spawn_blocking;

use crate::story;
use crate::support::app::TestApp;

/// What came by one read: an answer that was sent in one piece is there as a whole.
struct FirstRead {
    head: String,
    body: usize,
}

impl FirstRead {
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

/// Asks by a socket of its own, and reads once.
async fn ask(app: &TestApp, path: &str, encoding: &str, cookie: &str) -> FirstRead {
    let address = app.base.strip_prefix("http://").unwrap().to_owned();
    let request = format!(
        "GET {path} HTTP/1.1\r\nhost: {address}\r\naccept-encoding: {encoding}\r\ncookie: {cookie}\r\n\r\n"
    );
    let read = move || {
        let mut socket = TcpStream::connect(&address).unwrap();
        socket.write_all(request.as_bytes()).unwrap();
        let mut buffer = vec![0; 1024 * 1024];
        let count = socket.read(&mut buffer).unwrap();
        buffer.truncate(count);
        buffer
    };
    let buffer = spawn_blocking(read).await.unwrap();
    let end = buffer.windows(4).position(|four| four == b"\r\n\r\n").expect("a head is read at once") + 4;
    FirstRead { head: String::from_utf8(buffer[..end].to_vec()).unwrap(), body: buffer.len() - end }
}

story!(small_answers_leave_in_one_piece_also_compressed, "2026-03-04 09:00", |app| {
    let texts = [("mood", "3"), ("priorities", "Une semaine entière"), ("ups_and_downs", "Haut")];
    app.browse_as("ada@cartobio.example").await.submit(&texts).await.is(200);
    app.travel_to("Fri 15:05").await;
    let camille = app.browse_as("camille@eig.example").await;
    let cookie = camille.cookies();
    for path in [
        "/sign-in",
        "/nowhere",
        "/dashboard",
        "/weeks",
        "/projects/cartobio",
        "/projects/cartobio/bulletins.csv",
        "/projects/cartobio/bulletins.md",
        "/admin/promotions/1/export.csv",
        "/admin/promotions/1/export.json",
        "/admin/promotions/1/export.xlsx",
        "/settings/data.json",
        "/health/live",
    ] {
        // Brotli is for what was compressed beforehand.
        for (accepted, encoding) in [("br, gzip", "gzip"), ("gzip", "gzip"), ("identity", "identity")] {
            let answer = ask(app, path, accepted, &cookie).await;
            assert_eq!(answer.header("transfer-encoding"), None, "{path} as {encoding}: {}", answer.head);
            let length = answer.header("content-length").expect("its length is told");
            assert_eq!(
                answer.body.to_string(),
                length,
                "{path} as {encoding} comes in pieces: {}",
                answer.head
            );
            assert!(answer.body < 32 * 1024, "{path} is not small");
            // Who is signed in is led on from where others sign in.
            if encoding != "identity" && answer.body > 0 {
                assert_eq!(answer.header("content-encoding"), Some(encoding), "{path}");
                assert_eq!(answer.header("vary"), Some("accept-encoding"), "{path}");
            }
        }
    }
});

/// What is too large for one piece must not wait until the reader's side has confirmed the piece before, either.
#[actix_web::test]
async fn no_piece_waits_for_the_one_before_to_be_confirmed() {
    let app = TestApp::empty("2026-03-04 09:00").await;
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (tell, told) = mpsc::channel();
    let watch =
        move |connection: &actix_web::rt::net::TcpStream| tell.send(connection.nodelay().unwrap()).unwrap();
    actix_web::rt::spawn(app.app.listen_and_watch(listener, watch).unwrap());
    reqwest::get(format!("http://{address}/health/live")).await.unwrap();
    assert!(told.recv().unwrap(), "TCP_NODELAY is not set");
    app.finish().await;
}

story!(pages_are_for_one_person_and_carry_no_foreign_code, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let page = ada.open("/weeks").await;
    let header = |name: &str| {
        page.headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
    };
    assert_eq!(header("cache-control"), "no-store");
    assert_eq!(header("referrer-policy"), "no-referrer");
    assert!(header("content-security-policy").starts_with("default-src 'none'"));
    assert!(!page.body.contains("<script>") && !page.body.contains("style="));
    // Static files may be kept for ever, since their address names their content.
    let css =
        page.body.split("href=\"").find(|part| part.contains("app.css")).unwrap().split('"').next().unwrap();
    let address = css.to_owned();
    let css = ada.open(&address).await;
    assert!(css.is(200).headers["cache-control"].to_str().unwrap().contains("immutable"));
    for (accepted, encoding) in [("br, gzip", Some("br")), ("gzip", Some("gzip")), ("identity", None)] {
        let answer = ada
            .send(|client, base| client.get(format!("{base}{address}")).header("accept-encoding", accepted))
            .await;
        let told = answer.headers.get("content-encoding").map(|value| value.to_str().unwrap());
        assert_eq!(told.filter(|told| *told != "identity"), encoding);
        assert_eq!(answer.is(200).headers["vary"], "accept-encoding");
    }
});
