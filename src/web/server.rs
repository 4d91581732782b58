//! The server: takes connections in, and speaks HTTP with them.

use std::future::ready;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use actix_http::HttpService;
use actix_http::error::DispatchError;
use actix_server::Server;
use actix_service::{ServiceFactoryExt, fn_service, map_config};
use actix_web::dev::AppConfig;
use actix_web::rt::net::TcpStream;
use actix_web::{App, web};

use super::Site;
use super::kit::connections::{Connection, Connections};
use super::routes::{configure, configure_metrics};

/// How many threads speak with clients; what takes long is done elsewhere.
const WORKERS: usize = 2;

/// Answers on that socket until it is stopped, which waits so long for what is under way. Each connection is shown as it is
/// set when its first request is waited for.
pub fn serve(
    site: web::Data<Site>,
    listener: TcpListener,
    stop_patience: Duration,
    watch: impl Fn(&TcpStream) + Send + Sync + 'static,
) -> io::Result<Server> {
    let settings = site.services.config.server.clone();
    // Behind a proxy all come from its address, and it does the counting.
    let of_address = (settings.trusted_proxies == 0).then_some(settings.connections_per_address);
    let connections = Connections::new(of_address, settings.connections);
    let watch = Arc::new(watch);
    let builder =
        Server::build().workers(WORKERS).shutdown_timeout(stop_patience.as_secs()).disable_signals();
    let stopping = builder.graceful_shutdown_signal();
    let factory = move || {
        let (site, stopping) = (site.clone(), stopping.clone());
        let (connections, watch) = (connections.clone(), watch.clone());
        let take_in = fn_service(move |stream: TcpStream| {
            // Else the second piece of an answer waits until the first is confirmed, which takes 40 ms.
            let set = stream.set_nodelay(true).map_err(DispatchError::Io);
            watch(&stream);
            let peer = stream.peer_addr().ok();
            ready(set.map(|()| (connections.take_in(stream), peer)))
        });
        let http = HttpService::build()
            .client_request_timeout(Duration::from_secs(settings.head_seconds))
            .keep_alive(Duration::from_secs(settings.keep_alive_seconds))
            .graceful_shutdown_signal(move || {
                let stopping = stopping.clone();
                async move { stopping.notified().await }
            })
            .on_connect_ext(|connection: &Connection, data| {
                data.insert(connection.deadline());
            })
            .h1(map_config(App::new().configure(|config| configure(config, &site)), |()| {
                AppConfig::default()
            }));
        take_in.and_then(http)
    };
    Ok(builder.listen("bulletins", listener, factory)?.run())
}

/// Tells the numbers, and nothing else, on a socket of their own.
pub fn serve_metrics(site: web::Data<Site>, listener: TcpListener) -> io::Result<Server> {
    let head = Duration::from_secs(site.services.config.server.head_seconds);
    let factory = move || {
        let site = site.clone();
        let take_in = fn_service(|stream: TcpStream| {
            let peer = stream.peer_addr().ok();
            ready(Ok::<_, DispatchError>((stream, peer)))
        });
        let app = App::new().configure(|config| configure_metrics(config, &site));
        let http =
            HttpService::build().client_request_timeout(head).h1(map_config(app, |()| AppConfig::default()));
        take_in.and_then(http)
    };
    let builder = Server::build().workers(1).shutdown_timeout(1).disable_signals();
    Ok(builder.listen("metrics", listener, factory)?.run())
}
