//! The real app on a port of its own, with a clock that stands still until it is moved.

use std::collections::BTreeSet;
use std::net::TcpListener;
use std::sync::Arc;

use bulletins::app::{App, StartError};
use bulletins::clock::{Clock, Manual};
use bulletins::config::Config;
use bulletins::domain::calendar::zone;
use bulletins::domain::people::{Email, Membership, Role};
use bulletins::services::identity::signing_up;
use bulletins::services::programme::importing::{self, File, Refused};
use bulletins::services::{self, Scope};
use bulletins::store::people::{self, NewPerson, memberships};
use bulletins::store::post::outbox;
use bulletins::store::privacy::audit::Actor;
use bulletins::store::programme::projects;
use bulletins::store::{self, Conn};
use chrono::{DateTime, Datelike, Days, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday};
use chrono_tz::Tz;
use diesel::connection::SimpleConnection as _;
use diesel::{QueryableByName, RunQueryDsl};

use super::browser::Browser;
use super::inbox::{Inbox, Mail};
use super::place::Place;
use super::smtp::Smtp;

const ZONE: Tz = Tz::Europe__Paris;

/// Three projects with their people, as the stories tell of them.
pub const PROMOTION: &str = include_str!("promotion.yml");

pub struct TestApp {
    pub app: App,
    pub clock: Arc<Manual>,
    pub smtp: Smtp,
    pub base: String,
    pub database: String,
    server: actix_web::dev::ServerHandle,
    // Last: it goes once all that uses it is gone.
    _place: Place,
}

impl TestApp {
    pub async fn on_sqlite(start: &str) -> TestApp {
        TestApp::with(start, false, &[]).await.expect("SQLite is everywhere")
    }

    /// None where there is no PostgreSQL.
    pub async fn on_postgres(start: &str) -> Option<TestApp> {
        TestApp::with(start, true, &[]).await
    }

    /// A new installation, in which nobody has been.
    pub async fn empty(start: &str) -> TestApp {
        TestApp::empty_with(start, &[]).await
    }

    pub async fn empty_on_postgres(start: &str) -> Option<TestApp> {
        Some(TestApp::start(Place::migrated(true)?, start, false, &[]).await)
    }

    /// With settings beside the usual ones; none where there is no PostgreSQL and it is asked for.
    pub async fn with(start: &str, postgres: bool, settings: &[(&'static str, String)]) -> Option<TestApp> {
        Some(TestApp::start(Place::migrated(postgres)?, start, true, settings).await)
    }

    /// With nothing in it, and with settings beside the usual ones.
    pub async fn empty_with(start: &str, settings: &[(&'static str, String)]) -> TestApp {
        let place = Place::migrated(false).expect("SQLite is everywhere");
        TestApp::start(place, start, false, settings).await
    }

    /// On a database that is there already, such as one behind something that can fail.
    pub async fn at(database: String, start: &str, settings: &[(&'static str, String)]) -> TestApp {
        TestApp::start(Place::Others(database), start, true, settings).await
    }

    /// Known by a name: browsers have no passkeys for bare addresses.
    pub async fn at_localhost(
        start: &str,
        postgres: bool,
        settings: &[(&'static str, String)],
    ) -> Option<TestApp> {
        let place = Place::migrated(postgres)?;
        Some(TestApp::start_at("localhost", place, start, true, settings).await)
    }

    /// What starts on a database that is there, at that moment.
    pub async fn on(database: &str, start: &str) -> TestApp {
        TestApp::start(Place::Others(database.to_owned()), start, false, &[]).await
    }

    /// The link that a new installation prints.
    pub async fn first_link(&self) -> Option<String> {
        let token = self.app.services.write(signing_up::invite_first_coordinator).await.unwrap();
        token.map(|token| format!("/invitations/{}", token.reveal()))
    }

    async fn start(place: Place, start: &str, filled: bool, settings: &[(&'static str, String)]) -> TestApp {
        TestApp::start_at("127.0.0.1", place, start, filled, settings).await
    }

    async fn start_at(
        host: &str,
        place: Place,
        start: &str,
        filled: bool,
        settings: &[(&'static str, String)],
    ) -> TestApp {
        let database = place.url().to_owned();
        let smtp = Smtp::start();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{host}:{}", listener.local_addr().unwrap().port());
        let clock = Arc::new(Manual::at(moment(start)));
        let app = App::start(config_with(&database, &smtp, &base, settings), clock.clone()).await.unwrap();
        let server = app.listen(listener).unwrap();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        let test = TestApp { app, clock, smtp, base, database, server: handle, _place: place };
        if filled {
            test.import(PROMOTION).await;
        }
        test
    }

    /// Another replica on the same database, with a clock of its own that shows the same time.
    pub async fn replica(&self) -> App {
        let config = config(&self.database, &self.smtp, &self.base);
        App::start(config, self.clock.clone()).await.unwrap()
    }

    /// One with settings beside the usual ones.
    pub async fn replica_with(&self, settings: &[(&'static str, String)]) -> Result<App, StartError> {
        let config = config_with(&self.database, &self.smtp, &self.base, settings);
        App::start(config, self.clock.clone()).await
    }

    /// The projects were there from the first day on.
    pub async fn import(&self, yaml: &str) {
        let file = File::read(yaml.as_bytes()).unwrap();
        let work = move |scope: &mut Scope<'_>| -> Result<(), Refused> {
            importing::import(scope, &file, Actor::CommandLine)?;
            for project in projects::all(scope.conn)? {
                projects::ask_from_the_first_day(scope.conn, project.id)?;
            }
            Ok(())
        };
        self.app.services.write(work).await.unwrap();
    }

    /// Gives somebody, known or new, a role on a project; `until`: its last day.
    pub async fn give(&self, address: &str, role: Role, slug: &str, until: Option<&str>) {
        let (email, slug) = (address.parse::<Email>().unwrap(), slug.to_owned());
        let until_day = until.map(|day| day.parse().unwrap());
        let work = move |scope: &mut Scope<'_>| -> store::Result<()> {
            let person = match people::by_email(scope.conn, &email)? {
                Some(known) => known.id,
                None => {
                    let (name, _) = email.as_str().split_once('@').unwrap();
                    let new = NewPerson { name, email: &email, locale: None, coordinator: false };
                    people::insert(scope.conn, &new, scope.now)?
                }
            };
            let project = projects::by_slug(scope.conn, &slug)?.expect("the stories know this project").id;
            let held = Membership { until_day, ..Membership::open(person, project, role) };
            let _ = memberships::give(scope.conn, held)? || memberships::set_days(scope.conn, held)?;
            Ok(())
        };
        self.app.services.write(work).await.unwrap();
    }

    /// Moves the clock on, with a pass at each quarter of an hour on the way and one at the end.
    ///
    /// "Fri 14:00" is the next such moment; "2026-03-06 14:00" is that one.
    pub async fn travel_to(&self, when: &str) {
        let end = later(self.clock.now(), when);
        let quarter = TimeDelta::minutes(15);
        let mut now = self.clock.now();
        loop {
            let past_quarter = now.timestamp().rem_euclid(quarter.num_seconds());
            now = (now + quarter - TimeDelta::seconds(past_quarter)).min(end);
            self.clock.set(now);
            self.pass().await;
            if now == end {
                return;
            }
        }
    }

    /// The same over weeks, with a pass at nine and one at five past three on each day.
    pub async fn travel_by_day(&self, when: &str) {
        let end = later(self.clock.now(), when);
        while self.clock.now() < end {
            let today = self.clock.now().with_timezone(&ZONE).date_naive();
            let stops = [today, today + Days::new(1)].into_iter().flat_map(|day| {
                [(9, 0), (15, 5)]
                    .map(|(hour, minute)| zone::resolve(day.and_hms_opt(hour, minute, 0).unwrap(), ZONE))
            });
            let next = stops.into_iter().find(|at| *at > self.clock.now()).unwrap();
            self.clock.set(next.min(end));
            self.pass().await;
        }
    }

    /// Moves the clock without anything happening on the way, as if the program were down.
    pub fn sleep_until(&self, when: &str) {
        self.clock.set(later(self.clock.now(), when));
    }

    pub async fn pass(&self) {
        self.app.pass().await.unwrap();
    }

    /// Has what was asked for written and delivered.
    pub async fn settle(&self) {
        self.pass().await;
    }

    /// What that address got so far.
    pub fn inbox(&self, address: &str) -> Inbox {
        Inbox(self.mails().into_iter().filter(|mail| mail.to == address).collect())
    }

    pub fn mails(&self) -> Vec<Mail> {
        self.smtp.taken().iter().map(Mail::read).collect()
    }

    /// A browser in which nobody is signed in.
    pub fn browser(&self, language: &str) -> Browser {
        Browser::at(&self.base, language)
    }

    /// A browser in which that person has signed up.
    pub async fn browse_as(&self, address: &str) -> Browser {
        self.browse_in("fr", address).await
    }

    /// The same in that language, which is theirs from then on.
    pub async fn browse_in(&self, language: &str, address: &str) -> Browser {
        let link = self.sign_up_link(address).await;
        let browser = self.browser(language);
        browser.open(&link).await.is(200);
        browser.submit(&[("password", "correct horse battery")]).await.is(200);
        browser
    }

    pub async fn sign_up_link(&self, address: &str) -> String {
        let email = address.parse().unwrap();
        let invite = move |scope: &mut Scope<'_>| -> Result<_, services::Error> {
            let person = people::by_email(scope.conn, &email)?.expect("the stories know this person");
            signing_up::invite(scope, Actor::CommandLine, person.id)
        };
        let token = self.app.services.write(invite).await.unwrap();
        format!("/invitations/{}", token.reveal())
    }

    /// What a query finds in its column `key`.
    pub async fn keys(&self, query: &str) -> BTreeSet<String> {
        #[derive(QueryableByName)]
        struct Row {
            #[diesel(sql_type = diesel::sql_types::Text)]
            key: String,
        }
        let query = diesel::sql_query(query);
        let load = move |conn: &mut store::Conn| -> store::Result<Vec<Row>> { Ok(query.load(conn)?) };
        self.app.services.db.read(load).await.unwrap().into_iter().map(|row| row.key).collect()
    }

    /// How many mails are neither sent, nor failed, nor cancelled.
    pub async fn unfinished(&self) -> i64 {
        let depth = self.app.services.db.read(outbox::depth).await;
        depth.map(|(count, _): (i64, _)| count).map_err(|error: store::Error| error.to_string()).unwrap()
    }

    /// Does what both databases write alike, past the program.
    pub async fn sql(&self, text: impl Into<String>) {
        let text = text.into();
        let run = move |conn: &mut Conn| -> store::Result<()> { Ok(conn.batch_execute(&text)?) };
        self.app.services.db.write(run).await.unwrap();
    }

    /// Whatever wrote rows, took them away or let them go with what they were on.
    pub async fn holds_what_triggers_keep(&self) {
        for untold in UNTOLD {
            assert_eq!(
                self.keys(untold).await,
                BTreeSet::new(),
                "of these a column tells something else: {untold}"
            );
        }
    }

    /// Ends the server; a story that leaves mails behind has not been told to its end.
    pub async fn finish(self) {
        // Some come by themselves; whoever tells of something else need not wait for them.
        let left = "SELECT kind || recipient AS key FROM outbox WHERE finished_at IS NULL AND kind NOT IN ('notice', 'farewell')";
        assert_eq!(self.keys(left).await, BTreeSet::new(), "mails are left in the outbox");
        self.holds_what_triggers_keep().await;
        self.server.stop(false).await;
    }
}

/// Of whom and of what the columns that triggers keep say something else than the rows.
pub const UNTOLD: [&str; 2] = [
    "SELECT email AS key FROM people
        WHERE without_role = EXISTS (SELECT 1 FROM memberships WHERE person_id = people.id)",
    "SELECT description AS key FROM key_date_outcomes JOIN key_dates ON key_dates.id = key_date_id
        WHERE key_date_outcomes.project_id IS DISTINCT FROM key_dates.project_id",
];

pub fn config(database: &str, smtp: &Smtp, base: &str) -> Config {
    config_with(database, smtp, base, &[])
}

fn config_with(database: &str, smtp: &Smtp, base: &str, more: &[(&'static str, String)]) -> Config {
    let settings = [
        ("BULLETINS_DATABASE__URL", database),
        ("BULLETINS_MAIL__SMTP_URL", &smtp.url()),
        ("BULLETINS_MAIL__FROM", "Bulletins <bulletins@eig.example>"),
        // A hanging server is waited for in earnest: not for long.
        ("BULLETINS_MAIL__TIMEOUT_SECONDS", "1"),
        ("BULLETINS_SERVER__BASE_URL", base),
        ("BULLETINS_PROGRAMME__LIST_ADDRESSES", "liste@eig.example"),
    ];
    let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let more = more.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    Config::load(None, settings.into_iter().chain(more)).unwrap()
}

/// A time on the clocks of Paris.
pub fn moment(text: &str) -> DateTime<Utc> {
    let wall = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a moment like 2026-03-06 09:00");
    zone::resolve(wall, ZONE)
}

fn later(now: DateTime<Utc>, when: &str) -> DateTime<Utc> {
    let Some((day, time)) = when.split_once(' ') else { panic!("{when:?} is no moment") };
    let Ok(weekday) = day.parse::<Weekday>() else { return moment(when) };
    let time = NaiveTime::parse_from_str(time, "%H:%M").expect("a time like 14:00");
    let today = now.with_timezone(&ZONE).date_naive();
    let found = (0..8)
        .map(|days| today + Days::new(days))
        .filter(|day| day.weekday() == weekday)
        .map(|day| zone::resolve(day.and_time(time), ZONE))
        .find(|at| *at > now);
    found.expect("within eight days each weekday comes")
}
