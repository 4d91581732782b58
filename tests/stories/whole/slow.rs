//! Clients that take their time, and many of them.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc;
use std::time::Duration;

use actix_web::rt::task::spawn_blocking;

use crate::support::app::TestApp;
use crate::support::raw::{ask, statuses};

/// As short as they can be.
fn hurried() -> Vec<(&'static str, String)> {
    let setting = |name| (name, "1".to_owned());
    vec![
        setting("BULLETINS_SERVER__HEAD_SECONDS"),
        setting("BULLETINS_SERVER__BODY_SECONDS"),
        ("BULLETINS_SERVER__ANSWER_SECONDS", "2".to_owned()),
        setting("BULLETINS_SERVER__KEEP_ALIVE_SECONDS"),
    ]
}

fn address(app: &TestApp) -> SocketAddr {
    app.base.strip_prefix("http://").unwrap().parse().unwrap()
}

#[actix_web::test]
async fn what_never_comes_to_its_end_is_not_waited_for() {
    let app = TestApp::with("2026-03-04 09:00", false, &hurried()).await.unwrap();
    let head = |more: &str| {
        format!(
            "POST /sign-in HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\n{more}"
        )
    };
    let first = "GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n";
    for (what, request, answers) in [
        ("nothing at all", String::new(), vec![408]),
        ("half a head", "POST /sign-in HTTP/1.1\r\nhost:".to_owned(), vec![408]),
        ("half a body", head("content-length: 100\r\n\r\ncsrf=x"), vec![408]),
        ("half a body in chunks", head("transfer-encoding: chunked\r\n\r\n6\r\ncsrf=x\r\n"), vec![408]),
        (
            "half a body that nobody reads",
            head("content-length: 100\r\n\r\na").replace("POST /sign-in", "POST /nowhere"),
            vec![404],
        ),
        (
            "half chunks that nobody reads",
            head("transfer-encoding: chunked\r\n\r\n6\r\ncsrf=x\r\n").replace("/sign-in", "/nowhere"),
            vec![404],
        ),
        ("nothing after a first request", first.to_owned(), vec![200]),
        ("half a second head", format!("{first}GET /health"), vec![200]),
        (
            "half a second body",
            format!("{first}{}", head("content-length: 100\r\n\r\ncsrf=x")),
            vec![200, 408],
        ),
    ] {
        // That it ends is what is asked for.
        let answered = ask(&app.base, request.into_bytes()).await;
        assert_eq!(statuses(&answered), answers, "{what}: {answered}");
    }
    app.finish().await;
}

/// Asks for more and more, and reads nothing of it.
#[actix_web::test]
async fn an_answer_that_nobody_reads_is_given_up() {
    let app = TestApp::with("2026-03-04 09:00", false, &hurried()).await.unwrap();
    let page = app.browser("fr").open("/sign-in").await;
    let file = page.addresses(&app.base).into_iter().find(|address| address.ends_with(".js")).unwrap();
    let address = address(&app);
    let greedy = move || {
        let mut socket = TcpStream::connect(address).unwrap();
        socket.set_write_timeout(Some(Duration::from_secs(20))).unwrap();
        let request =
            format!("GET {file} HTTP/1.1\r\nhost: x\r\naccept-encoding: identity\r\n\r\n").repeat(100);
        loop {
            if let Err(error) = socket.write_all(request.as_bytes()) {
                return error.kind();
            }
        }
    };
    let ended = spawn_blocking(greedy).await.unwrap();
    assert!([ErrorKind::ConnectionReset, ErrorKind::BrokenPipe].contains(&ended), "{ended:?}");
    app.finish().await;
}

/// One client holds as many connections as it can get; everybody else is answered, and so is its next one.
async fn one_client_silences_nobody(proxies: &str, most: usize) {
    const HELD: usize = 200;
    let settings = [
        ("BULLETINS_SERVER__CONNECTIONS_PER_ADDRESS", "10".to_owned()),
        ("BULLETINS_SERVER__CONNECTIONS", "20".to_owned()),
        ("BULLETINS_SERVER__TRUSTED_PROXIES", proxies.to_owned()),
    ];
    let app = TestApp::with("2026-03-04 09:00", false, &settings).await.unwrap();
    let address = address(&app);
    let (tell, told) = mpsc::channel();
    let hold = move || {
        for number in 0..HELD {
            let mut socket = TcpStream::connect(address).unwrap();
            let begun: &[u8] = match number % 2 {
                0 => b"GET /health",
                _ => b"POST /sign-in HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\na",
            };
            socket.write_all(begun).unwrap();
            let tell = tell.clone();
            std::thread::spawn(move || {
                // That its time was up would be another reason.
                let mut answer = [0; b"HTTP/1.1 408".len()];
                let is_late = socket.read_exact(&mut answer).is_ok() && answer.ends_with(b"408");
                tell.send(!is_late)
            });
        }
        // Those that had to make room have ended; all others are let in.
        told.iter().take(HELD - most).filter(|made_room| *made_room).count()
    };
    assert_eq!(spawn_blocking(hold).await.unwrap(), HELD - most);
    for from in ["127.0.0.1", "127.0.0.2"] {
        let client = reqwest::Client::builder().local_address(from.parse::<std::net::IpAddr>().unwrap());
        let client = client.timeout(Duration::from_secs(20)).build().unwrap();
        let ready = client.get(format!("{}/health/ready", app.base)).send().await.unwrap();
        assert_eq!(ready.status(), 200, "{from}");
    }
    app.finish().await;
}

#[actix_web::test]
async fn one_client_silences_nobody_by_many_connections() {
    one_client_silences_nobody("0", 10).await;
}

#[actix_web::test]
async fn one_client_silences_nobody_behind_a_proxy() {
    one_client_silences_nobody("1", 20).await;
}
