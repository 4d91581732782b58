//! A server that speaks as Slack, Mattermost and a Matrix homeserver do, and can be busy.

use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use serde_json::{Value, json};

/// Something that was said, as its service shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub service: &'static str,
    pub to: String,
    pub text: String,
}

#[derive(Default)]
struct State {
    said: Vec<Said>,
    /// The transaction ids that Matrix has seen.
    transactions: Vec<String>,
    /// Rooms that were opened, by whom they are for.
    rooms: Vec<String>,
    requests: usize,
    /// So many requests are answered that it is too busy, each with these seconds.
    busy: (usize, u32),
    /// The next message is taken, but its answer is lost.
    loses_answer: bool,
}

#[derive(Clone)]
pub struct ChatServer {
    pub url: String,
    state: Arc<Mutex<State>>,
}

impl ChatServer {
    pub fn start() -> ChatServer {
        let state = Arc::new(Mutex::new(State::default()));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let shared = state.clone();
        let server = HttpServer::new(move || {
            App::new()
                .app_data(web::Data::from(shared.clone()))
                .route("/api/chat.postMessage", web::post().to(slack))
                .route("/hooks/secret", web::post().to(mattermost))
                .route("/_matrix/client/v3/createRoom", web::post().to(open_room))
                .route("/_matrix/client/v3/rooms/{room}/send/m.room.message/{id}", web::put().to(matrix))
        })
        .workers(1)
        .disable_signals()
        .listen(listener)
        .unwrap()
        .run();
        actix_web::rt::spawn(server);
        ChatServer { url, state }
    }

    pub fn settings(&self) -> Vec<(&'static str, String)> {
        vec![
            ("BULLETINS_CHAT__SLACK_API", format!("{}/api", self.url)),
            ("BULLETINS_CHAT__SLACK_TOKEN", "xoxb-secret".into()),
            ("BULLETINS_CHAT__SLACK_CHANNEL", "C0GENERAL".into()),
            ("BULLETINS_CHAT__MATTERMOST_WEBHOOK", format!("{}/hooks/secret", self.url)),
            ("BULLETINS_CHAT__MATRIX_HOMESERVER", self.url.clone()),
            ("BULLETINS_CHAT__MATRIX_TOKEN", "syt-secret".into()),
            ("BULLETINS_CHAT__MATRIX_ROOM", "!room:tchap.example".into()),
            ("BULLETINS_CHAT__TIMEOUT_SECONDS", "2".into()),
        ]
    }

    pub fn is_busy(&self, requests: usize, seconds: u32) {
        self.state.lock().unwrap().busy = (requests, seconds);
    }

    pub fn loses_an_answer(&self) {
        self.state.lock().unwrap().loses_answer = true;
    }

    pub fn said(&self, service: &str) -> Vec<Said> {
        self.state.lock().unwrap().said.iter().filter(|said| said.service == service).cloned().collect()
    }

    pub fn rooms(&self) -> Vec<String> {
        self.state.lock().unwrap().rooms.clone()
    }

    pub fn requests(&self) -> usize {
        self.state.lock().unwrap().requests
    }
}

type Shared = web::Data<Mutex<State>>;

/// What it answers in the place of working, where it is busy.
fn busy(state: &mut State, matrix: bool) -> Option<HttpResponse> {
    state.requests += 1;
    let (left, seconds) = state.busy;
    if left == 0 {
        return None;
    }
    state.busy.0 -= 1;
    let mut answer = HttpResponse::TooManyRequests();
    Some(if matrix {
        answer.json(json!({ "errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": seconds * 1000 }))
    } else {
        answer
            .insert_header(("retry-after", seconds.to_string()))
            .json(json!({ "ok": false, "error": "ratelimited" }))
    })
}

fn has_token(req: &HttpRequest, token: &str) -> bool {
    let header = req.headers().get("authorization").and_then(|value| value.to_str().ok());
    header == Some(&format!("Bearer {token}"))
}

fn text(body: &Value, name: &str) -> String {
    body[name].as_str().unwrap_or_default().to_owned()
}

/// 500 where the answer is to be lost: what was said has been said.
fn answer(state: &mut State, value: Value) -> HttpResponse {
    if std::mem::take(&mut state.loses_answer) {
        return HttpResponse::BadGateway().finish();
    }
    HttpResponse::Ok().json(value)
}

async fn slack(req: HttpRequest, state: Shared, body: web::Json<Value>) -> HttpResponse {
    let mut state = state.lock().unwrap();
    if let Some(busy) = busy(&mut state, false) {
        return busy;
    }
    if !has_token(&req, "xoxb-secret") {
        return HttpResponse::Ok().json(json!({ "ok": false, "error": "invalid_auth" }));
    }
    if text(&body, "channel") == "UNOBODY" {
        return HttpResponse::Ok().json(json!({ "ok": false, "error": "channel_not_found" }));
    }
    let said = Said { service: "slack", to: text(&body, "channel"), text: text(&body, "text") };
    state.said.push(said);
    answer(&mut state, json!({ "ok": true }))
}

async fn mattermost(state: Shared, body: web::Json<Value>) -> HttpResponse {
    let mut state = state.lock().unwrap();
    if let Some(busy) = busy(&mut state, false) {
        return busy;
    }
    let said = Said { service: "mattermost", to: text(&body, "channel"), text: text(&body, "text") };
    state.said.push(said);
    HttpResponse::Ok().body("ok")
}

async fn open_room(req: HttpRequest, state: Shared, body: web::Json<Value>) -> HttpResponse {
    let mut state = state.lock().unwrap();
    if let Some(busy) = busy(&mut state, true) {
        return busy;
    }
    assert!(has_token(&req, "syt-secret") && body["is_direct"] == true);
    let person = body["invite"][0].as_str().unwrap_or_default().to_owned();
    state.rooms.push(person.clone());
    HttpResponse::Ok().json(json!({ "room_id": format!("!with-{person}") }))
}

async fn matrix(
    req: HttpRequest,
    state: Shared,
    path: web::Path<(String, String)>,
    body: web::Json<Value>,
) -> HttpResponse {
    let mut state = state.lock().unwrap();
    if let Some(busy) = busy(&mut state, true) {
        return busy;
    }
    assert!(has_token(&req, "syt-secret") && body["msgtype"] == "m.text");
    let (room, transaction) = path.into_inner();
    if !state.transactions.contains(&transaction) {
        state.transactions.push(transaction);
        state.said.push(Said { service: "matrix", to: room, text: text(&body, "body") });
    }
    answer(&mut state, json!({ "event_id": "$1" }))
}
