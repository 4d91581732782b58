//! The composition root: from the settings to everything that works with them.

use std::io::Write;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::rt::net::TcpStream;
use actix_web::web;
use chrono::TimeDelta;
use secrecy::ExposeSecret;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::{Notify, watch};

use crate::chat::{self, Chat, Chats, Matrix, Mattermost, Slack};
use crate::clock::{Clock, Shifted, System};
use crate::config::{self, Config, LogFormat};
use crate::domain::calendar::{Calendar, Closed};
use crate::domain::post::notification::Service;
use crate::domain::post::pace::Pace;
use crate::mail::mailbox::Mailbox;
use crate::mail::transports::Transport;
use crate::mail::{self, Letters, Sender};
use crate::services::demo::Life;
use crate::services::identity::app_secrets;
use crate::services::identity::breaches::Breaches;
use crate::services::identity::passwords::Passwords;
use crate::services::identity::tokens::Key;
use crate::services::operations::backup::{self, upgrading};
use crate::services::operations::{bringing_back, sealing_key};
use crate::services::post::delivering::Delivery;
use crate::services::post::sealing_anew;
use crate::services::{self, Services};
use crate::store::database::installation::{self, Installation};
use crate::store::database::renaming;
use crate::store::{self, Db, Limits};
use crate::supervision;
use crate::web::{self as site, Demo, Site, Tour};
use crate::worker;

/// How long a stop waits for requests and mails under way.
const STOP_PATIENCE: Duration = Duration::from_secs(30);

/// The program, ready to serve.
pub struct App {
    pub services: Arc<Services>,
    pub clock: Arc<dyn Clock>,
    delivery: Arc<Delivery>,
    turn: worker::Turn,
    demo: Option<DemoParts>,
}

/// What `bulletins demo` adds.
#[derive(Clone)]
struct DemoParts {
    clock: Arc<Shifted>,
    mailbox: Arc<Mailbox>,
    life: Option<Life>,
}

/// Why the program does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Services(#[from] services::Error),
    #[error(transparent)]
    Mail(#[from] mail::Error),
    #[error(transparent)]
    Backup(#[from] backup::Error),
    #[error(transparent)]
    Key(#[from] sealing_key::Error),
    #[error("cannot listen on {address} ({setting}): {reason}")]
    Listen { setting: &'static str, address: SocketAddr, reason: std::io::Error },
    #[error("no client of other services could be made")]
    Client(#[from] reqwest::Error),
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl App {
    /// Connects, brings the database up to date and reads the templates, with the transport of the settings.
    pub async fn start(config: Config, clock: Arc<dyn Clock>) -> Result<App, StartError> {
        let transport = transport(&config)?;
        App::build(config, clock, transport, None).await
    }

    /// The same for the demo: mails go to a mailbox in memory, and pages can move the clock.
    pub async fn start_demo(config: Config, clock: Arc<Shifted>) -> Result<App, StartError> {
        let mailbox = Arc::new(Mailbox::default());
        let transport = Transport::Memory(mailbox.clone());
        let demo = DemoParts { clock: clock.clone(), mailbox, life: None };
        App::build(config, clock, transport, Some(demo)).await
    }

    /// The demo's teams do that whenever its clock is moved.
    pub fn living(mut self, life: Life) -> App {
        if let Some(demo) = &mut self.demo {
            demo.life = Some(life);
        }
        self
    }

    async fn build(
        config: Config,
        clock: Arc<dyn Clock>,
        transport: Transport,
        demo: Option<DemoParts>,
    ) -> Result<App, StartError> {
        let database = &config.database;
        let db = Db::open_within(database.url.expose_secret(), database.connections, limits(database))?;
        let needs_key_file = config.security.key_file.is_some();
        let applied = upgrading::bring_up_to_date(&db, needs_key_file, clock.now()).await?;
        // What a start puts right may take its time.
        let patient = db.without_limits();
        if applied > 0 {
            tracing::info!(applied, "the database was brought up to date");
        }
        let proposed = Installation { began_at: clock.now(), key: Key::random() };
        let installation = db.write(move |conn| installation::begin(conn, &proposed)).await?;
        let now = clock.now();
        let closed = db.read(installation::closed).await?.filter(|closed| closed.at <= now);
        let renamed = patient.write(renaming::put_into_form).await?;
        if renamed > 0 {
            tracing::info!(renamed, "names and addresses were put into the one form in which they are kept");
        }
        let indexed = patient.write(|conn| -> store::Result<bool> {
            let wanted = installation::take_search_index(conn, store::reading::indexing::VERSION)?;
            if wanted {
                store::reading::indexing::rebuild(conn)?;
            }
            Ok(wanted)
        });
        if indexed.await? {
            tracing::info!("what can be searched was indexed");
        }
        // Each server is tried before a mail waits.
        let timeout = TimeDelta::seconds(config.mail.timeout_seconds as i64) * transport.servers() as i32;
        // A chat may take twice: to open a room, and to speak in it.
        let of_chats = TimeDelta::seconds(config.chat.timeout_seconds as i64 * 2);
        let timeout = if config.chat.channels().is_empty() { timeout } else { timeout.max(of_chats) };
        let chats = chats(&config)?;
        let concurrency = config.delivery.concurrency;
        let pace = Pace::new(config.delivery.per_minute);
        let clock_of_apps = if demo.is_some() { Arc::new(System) } else { clock.clone() };
        let keeps_mails = transport.keeps();
        let clocks = (clock.clone(), clock_of_apps);
        let services = services_of((installation, closed), db.clone(), config, clocks, keeps_mails)?;
        let seal = services.seal.clone();
        db.write(move |conn| sealing_key::take_over(conn, &seal)).await?;
        services.write(app_secrets::seal_anew).await?;
        let sealed = sealing_anew::seal_anew(&services).await?;
        if sealed > 0 {
            tracing::info!(sealed, "texts of mails were sealed with the key of today");
        }
        if services.read(bringing_back::is_held).await? {
            tracing::warn!(
                "a backup was brought back: nobody is written to until a coordinator has looked (/admin/mail, or \
                 `bulletins release`)"
            );
        }
        let delivery = Delivery::new(
            db,
            (transport, chats),
            (services.seal.clone(), services.rules.clone()),
            (concurrency, pace),
            services.envelopes(),
            timeout,
        );
        Ok(App { services, clock, delivery: Arc::new(delivery), turn: worker::Turn::default(), demo })
    }

    /// One tick of the schedule and one delivery pass.
    pub async fn pass(&self) -> Result<(), services::Error> {
        let _passing = self.turn.lock().await;
        worker::pass(&self.services, &self.delivery, self.clock.as_ref()).await
    }

    /// Takes the addresses at which it will serve.
    ///
    /// # Errors
    /// Somebody else has one of them.
    pub fn bind(&self) -> Result<Sockets, StartError> {
        let config = &self.services.config;
        let metrics = config.metrics.listen.map(|address| bind("metrics.listen", address)).transpose()?;
        Ok(Sockets { pages: bind("server.listen", config.server.listen)?, metrics })
    }

    /// Serves there and works through the schedule until SIGTERM or Ctrl-C.
    pub async fn serve(self, sockets: Sockets) -> Result<(), StartError> {
        // Before it says that it serves: from then on it may be asked to stop.
        let terminate = signal(SignalKind::terminate())?;
        let (stop, stopped) = watch::channel(false);
        let site = self.site();
        let server = site::serve(site.clone(), sockets.pages, STOP_PATIENCE, |_| {})?;
        if let Some(listener) = sockets.metrics {
            // It ends with the process: nobody waits for numbers.
            actix_web::rt::spawn(site::serve_metrics(site, listener)?);
        }
        let worker = actix_web::rt::spawn(worker::run(
            self.services.clone(),
            self.delivery.clone(),
            self.clock.clone(),
            self.turn.clone(),
            // The demo has a clock of its own.
            self.demo.is_some(),
            stopped,
        ));
        let stopping = stop_on_signal(terminate, server.handle(), self.delivery.clone(), stop.clone());
        actix_web::rt::spawn(stopping);
        supervision::tell_ready();
        let config = &self.services.config;
        match config.log.format {
            // Whoever reads no further ends nothing.
            LogFormat::Text => {
                let _ = writeln!(std::io::stdout(), "Bulletins serves at {}", config.server.base_url);
            }
            LogFormat::Json => tracing::info!(address = %config.server.base_url, "Bulletins serves"),
        }
        if let Some(folder) = self.services.mails_stay_in() {
            tell_where_mails_stay(&folder, config.log.format);
        }
        server.await?;
        // The server may have ended without a signal; the worker must end in any case, its mails in flight sent.
        self.delivery.stop();
        stop.send_replace(true);
        let patience = Duration::from_secs(self.services.config.mail.timeout_seconds) + STOP_PATIENCE;
        if tokio::time::timeout(patience, worker).await.is_err() {
            tracing::warn!("the worker did not end in time");
        }
        Ok(())
    }

    /// Answers on that socket, without the worker.
    pub fn listen(&self, listener: TcpListener) -> std::io::Result<actix_web::dev::Server> {
        self.listen_and_watch(listener, |_| {})
    }

    /// The same, and shows each connection as it is set when its first request is waited for.
    pub fn listen_and_watch(
        &self,
        listener: TcpListener,
        watch: impl Fn(&TcpStream) + Send + Sync + 'static,
    ) -> std::io::Result<actix_web::dev::Server> {
        site::serve(self.site(), listener, STOP_PATIENCE, watch)
    }

    fn site(&self) -> web::Data<Site> {
        let demo = self.demo.clone().map(|DemoParts { clock, mailbox, life }| Demo {
            clock,
            mailbox,
            life,
            delivery: self.delivery.clone(),
            turn: self.turn.clone(),
            tour: Tour::default(),
        });
        web::Data::new(Site::new(self.services.clone(), self.clock.clone(), demo))
    }
}

/// Where it serves pages, and numbers where these have an address of their own.
pub struct Sockets {
    pages: TcpListener,
    metrics: Option<TcpListener>,
}

/// Whoever waits for a mail would wait for ever.
fn tell_where_mails_stay(folder: &Path, format: LogFormat) {
    match format {
        LogFormat::Text => {
            let folder = folder.display();
            let told = format!(
                "Mails are written to files in {folder}, and nobody receives them: set mail.smtp_url"
            );
            let _ = writeln!(std::io::stdout(), "{told}");
        }
        LogFormat::Json => {
            tracing::info!(folder = %folder.display(), "mails are written to files, and nobody receives them");
        }
    }
}

fn bind(setting: &'static str, address: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(address).map_err(|reason| StartError::Listen { setting, address, reason })
}

async fn stop_on_signal(
    mut terminate: Signal,
    server: ServerHandle,
    delivery: Arc<Delivery>,
    stop: watch::Sender<bool>,
) {
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    tracing::info!("stopping: finishing what is under way");
    supervision::tell_stopping();
    delivery.stop();
    stop.send_replace(true);
    server.stop(true).await;
}

/// How long the database may take, as the settings say.
pub fn limits(settings: &config::Database) -> Limits {
    let seconds = |count| (count > 0).then(|| Duration::from_secs(count));
    Limits {
        connect: seconds(settings.connect_seconds),
        wait: Duration::from_secs(settings.wait_seconds),
        statement: seconds(settings.statement_seconds),
        transaction: seconds(settings.transaction_seconds),
    }
}

/// What verbs work with on a database that nothing is kept in: for a dry run, with a key that opens nothing.
pub fn services_on(db: Db, config: Config, clock: Arc<dyn Clock>) -> Result<Arc<Services>, StartError> {
    let installation = Installation { began_at: clock.now(), key: Key::random() };
    services_of((installation, None), db, config, (clock.clone(), clock), false)
}

fn services_of(
    (installation, closed): (Installation, Option<Closed>),
    db: Db,
    config: Config,
    (clock, clock_of_apps): (Arc<dyn Clock>, Arc<dyn Clock>),
    keeps_mails: bool,
) -> Result<Arc<Services>, StartError> {
    let seal = sealing_key::seal(&config.security, &installation)?;
    let rules = config.calendar();
    let breaches = config.security.breached_passwords.clone().map(Breaches::at).transpose()?;
    Ok(Arc::new(Services {
        clock,
        clock_of_apps,
        keeps_mails,
        rules: closed.into_iter().fold(rules, Calendar::with_closed),
        letters: Arc::new(Letters::new(mail::every_template(), sender(&config))?),
        passwords: Passwords::new(config.security.password_checks, breaches),
        key: Key::new(installation.key),
        seal: Arc::new(seal),
        began_at: installation.began_at,
        tried: Default::default(),
        asked: Notify::new(),
        db,
        config,
    }))
}

/// The chats of the settings.
fn chats(config: &Config) -> Result<Chats, StartError> {
    let settings = &config.chat;
    let client = chat::client(Duration::from_secs(settings.timeout_seconds))?;
    let of = |service: Service| -> Arc<dyn Chat> {
        let client = client.clone();
        match service {
            Service::Slack => Arc::new(Slack {
                client,
                api: settings.slack_api.trim_end_matches('/').to_owned(),
                token: settings.slack_token.clone(),
            }),
            Service::Mattermost => {
                Arc::new(Mattermost { client, webhook: settings.mattermost_webhook.clone() })
            }
            Service::Matrix | Service::Email => Arc::new(Matrix {
                client,
                homeserver: settings.matrix_homeserver.clone(),
                token: settings.matrix_token.clone(),
            }),
        }
    };
    Ok(settings.channels().into_iter().map(|(service, _)| (service, of(service))).collect())
}

/// How mails leave, as the settings say.
pub fn transport(config: &Config) -> Result<Transport, mail::Error> {
    let url = &config.mail.smtp_url;
    if url.expose_secret().is_empty() {
        return Transport::files(&config.mail.files_directory);
    }
    Transport::smtp(url, &config.mail.from, Duration::from_secs(config.mail.timeout_seconds))
}

fn sender(config: &Config) -> Sender {
    let mail = &config.mail;
    let dkim = (!mail.dkim_domain.is_empty()).then(|| {
        (mail.dkim_domain.clone(), mail.dkim_selector.clone(), mail.dkim_key.expose_secret().to_owned())
    });
    Sender {
        programme: config.programme.name.clone(),
        from: mail.from.clone(),
        reply_to: mail.reply_to.clone(),
        dkim,
    }
}
