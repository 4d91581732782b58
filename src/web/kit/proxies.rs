//! A proxy that nobody told this program of: behind it all people come from one address, and share one budget of attempts.

use std::net::IpAddr;
use std::sync::atomic::Ordering;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::HeaderMap;
use actix_web::middleware::Next;
use actix_web::web;

use super::site::Site;
use crate::services::operations::untold_proxy;

/// What proxies add.
const FORWARDING: [&str; 3] = ["x-forwarded-for", "forwarded", "x-real-ip"];

/// Tells the log, once a start, and `bulletins check`.
pub async fn watch(
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let peer = req.peer_addr().map(|peer| peer.ip());
    if let Some(site) = req.app_data::<web::Data<Site>>()
        && site.services.config.server.trusted_proxies == 0
        && peer.is_some_and(is_near)
        && is_forwarded(req.headers())
        && !site.proxy_was_told.swap(true, Ordering::Relaxed)
    {
        tracing::warn!(
            "a proxy stands before this server, and server.trusted_proxies is 0: all people share one budget of attempts"
        );
        if let Err(error) = site.services.write(untold_proxy::note).await {
            tracing::error!(%error, "that a proxy was seen could not be noted");
        }
    }
    next.call(req).await
}

fn is_forwarded(headers: &HeaderMap) -> bool {
    FORWARDING.iter().any(|name| headers.contains_key(*name))
}

/// Whether it is on this machine or in its own network, as proxies are; from afar anybody writes such headers.
fn is_near(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private() || v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_near() {
        for near in
            ["127.0.0.1", "10.1.2.3", "172.17.0.1", "192.168.1.1", "::1", "fd00::1", "::ffff:10.0.0.1"]
        {
            assert!(is_near(near.parse().unwrap()), "{near}");
        }
        for far in ["192.0.2.1", "2001:db8::1", "::ffff:192.0.2.1"] {
            assert!(!is_near(far.parse().unwrap()), "{far}");
        }
    }
}
