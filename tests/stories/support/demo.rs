//! A demo in this process, whose clock stories move.

use std::net::TcpListener;
use std::sync::Arc;

use bulletins::app::App;
use bulletins::clock::Shifted;
use bulletins::domain::post::delivery::State;
use bulletins::services::Scope;
use bulletins::services::programme::importing::{self, File};
use bulletins::store;
use bulletins::store::post::outbox;
use bulletins::store::privacy::audit::Actor;
use serde_json::Value;

use super::app::{PROMOTION, config, moment};
use super::browser::Browser;
use super::place::Place;
use super::smtp::Smtp;

/// A demo of the stories' promotion, in this process.
pub struct Demo {
    pub app: App,
    pub clock: Arc<Shifted>,
    pub base: String,
    pub newcomer: Browser,
    _place: Place,
}

impl Demo {
    pub async fn begin(start: &str) -> Demo {
        let demo = Demo::start(start).await;
        let file = File::read(PROMOTION.as_bytes()).unwrap();
        let import = move |scope: &mut Scope<'_>| importing::import(scope, &file, Actor::CommandLine);
        demo.app.services.write(import).await.unwrap();
        demo
    }

    /// With the program's own projects, and all that they have behind them.
    pub async fn begin_filled(start: &str) -> Demo {
        let demo = Demo::start(start).await;
        bulletins::demo::fill(&demo.app.services, moment(start)).await.unwrap();
        demo
    }

    async fn start(start: &str) -> Demo {
        let place = Place::migrated(false).expect("SQLite is everywhere");
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let clock = Arc::new(Shifted::at(moment(start)));
        let app = App::start_demo(config(place.url(), &Smtp::start(), &base), clock.clone()).await.unwrap();
        let app = app.living(bulletins::demo::go_on);
        actix_web::rt::spawn(app.listen(listener).unwrap());
        let newcomer = Browser::at(&base, "en");
        Demo { app, clock, base, newcomer, _place: place }
    }

    /// What kinds of mails were sent so far, in order.
    pub async fn kinds(&self) -> Vec<String> {
        let mails = self.newcomer.open("/demo/mailbox.json").await.is(200).body.clone();
        let mails: Vec<Value> = serde_json::from_str(&mails).unwrap();
        mails.iter().rev().map(|mail| mail["kind"].as_str().unwrap().to_owned()).collect()
    }

    pub async fn failed(&self) -> usize {
        let failed = self.app.services.db.read(|conn| outbox::list(conn, State::Failed, 0, 100)).await;
        failed.map_err(|error: store::Error| error.to_string()).unwrap().len()
    }
}
