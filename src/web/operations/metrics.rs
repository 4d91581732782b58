//! Numbers for Prometheus: requests of this process, and what the database says of mails and runs.

use actix_web::http::{Uri, header};
use actix_web::{HttpRequest, HttpResponse, web};
use prometheus::{Encoder, TextEncoder};
use secrecy::ExposeSecret;
use subtle::ConstantTimeEq;

use crate::domain::identity::network::is_here;
use crate::domain::kit::Span;
use crate::domain::reading::measures::Share;
use crate::services::help;
use crate::services::operations::{numbers, readiness};
use crate::services::post::comparing_clocks;
use crate::services::reading;
use crate::web::kit::metrics::Metrics;
use crate::web::{Error, Site};

/// Whether whoever asks may be told: by the token of the settings. Without one, on this machine alone, of a service
/// that is there for nobody else: behind a proxy all come from this machine, and no proxy needs to say that it is one.
fn may_be_told(site: &Site, req: &HttpRequest) -> bool {
    let config = &site.services.config;
    let token = config.metrics.token.expose_secret();
    if token.is_empty() {
        let asked_for = req.headers().get(header::HOST).and_then(|host| host.to_str().ok());
        // A page elsewhere can have a browser on this machine ask, by a name of its own (DNS rebinding).
        let is_meant =
            asked_for.and_then(|host| host.parse::<Uri>().ok()).is_some_and(|host| is_here(host.host()));
        let is_passed_on =
            ["x-forwarded-for", "forwarded", "via"].iter().any(|name| req.headers().contains_key(*name));
        let is_near = req.peer_addr().is_some_and(|peer| peer.ip().to_canonical().is_loopback());
        return config.is_for_this_machine() && is_meant && is_near && !is_passed_on;
    }
    let shown = req.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let shown = shown.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
    shown.as_bytes().ct_eq(token.as_bytes()).into()
}

/// The numbers, for those who may know them; for all others there is no such page.
pub async fn show(site: web::Data<Site>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let elsewhere = site.services.config.metrics.listen.is_some();
    if elsewhere || !may_be_told(&site, &req) { Err(Error::NotFound) } else { tell(site).await }
}

/// The same at an address of their own, where whoever reaches it may know them, unless there is a token.
pub async fn show_apart(site: web::Data<Site>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let needs_none = site.services.config.metrics.token.expose_secret().is_empty();
    if needs_none || may_be_told(&site, &req) { tell(site).await } else { Err(Error::NotFound) }
}

/// The numbers as text.
async fn tell(site: web::Data<Site>) -> Result<HttpResponse, Error> {
    let numbers = site.services.read(numbers::numbers).await?;
    let skew = comparing_clocks::skew(&site.services.db, site.clock.as_ref()).await?;
    let metrics = &site.metrics;
    metrics.clock_skew.set(skew.num_seconds());
    metrics.depth.set(numbers.waiting);
    metrics.oldest.set(numbers.oldest.num_seconds());
    for (kind, state, count) in numbers.mails {
        metrics.mails.with_label_values(&[kind.as_str(), state.as_str()]).set(count);
    }
    for (job, lag) in numbers.lags {
        metrics.lag.with_label_values(&[job.as_str()]).set(lag.num_seconds());
    }
    for (kind, count) in numbers.given_up {
        metrics.given_up.with_label_values(&[kind.as_str()]).set(count);
    }
    for (job, count) in numbers.skipped {
        metrics.skipped.with_label_values(&[job.as_str()]).set(count);
    }
    for (job, at) in numbers.last_runs {
        metrics.last_run.with_label_values(&[job.as_str()]).set(at.timestamp());
    }
    tell_database(metrics, &site).await;
    if site.services.config.backup.folder.is_some() {
        let at = numbers.backed_up_at.map_or(0, |at| at.timestamp());
        metrics.backed_up_at.with_label_values::<&str>(&[]).set(at);
    }
    metrics.kept_out.set(numbers.kept_out);
    metrics.restore_held.set(numbers.is_restore_held.into());
    tell_help(metrics, &numbers.help);
    tell_bulletins(metrics, &numbers.bulletins);
    let mut text = Vec::new();
    TextEncoder::new()
        .encode(&metrics.registry.gather(), &mut text)
        .map_err(|error| Error::Rendering(error.to_string()))?;
    Ok(HttpResponse::Ok().content_type(TextEncoder::new().format_type().to_owned()).body(text))
}

async fn tell_database(metrics: &Metrics, site: &Site) {
    let tried = readiness::tried(&site.services).await;
    metrics.writable.set(i64::from(tried.trouble.is_none()));
    // What was put right is told no more.
    metrics.ahead.reset();
    for ahead in &tried.ahead {
        metrics.ahead.with_label_values(&[ahead.place.as_str()]).set(ahead.count);
    }
    metrics.clock_leap.set(site.clock.leap().map_or(0, |leap| leap.num_seconds()));
    let usage = site.services.db.usage();
    for (state, count) in [("idle", usage.idle), ("busy", usage.busy)] {
        metrics.connections.with_label_values(&[state]).set(count.into());
    }
    metrics.waiting.set(usage.waiting as i64);
    metrics.statements.set(usage.asked as i64);
}

fn tell_help(metrics: &Metrics, measured: &[help::measuring::Measured]) {
    // A promotion that has ended is told no more.
    metrics.help.reset();
    metrics.help_seconds.reset();
    for help::measuring::Measured { promotion, measures } in measured {
        let name = promotion.name.as_str();
        let count = |span: Option<Span>| span.map_or(0, |span| span.count);
        for (what, count) in [
            ("asked", measures.asked),
            ("taken", count(measures.taken)),
            ("ended", count(measures.ended)),
            ("judged", measures.judged),
            ("untaken", measures.untaken),
        ] {
            metrics.help.with_label_values(&[name, what]).set(count as i64);
        }
        for (until, span) in [("taken", measures.taken), ("ended", measures.ended)] {
            let Some(span) = span else { continue };
            for (quantile, time) in [("0.5", span.median), ("0.9", span.ninety)] {
                let seconds = metrics.help_seconds.with_label_values(&[name, until, quantile]);
                seconds.set(time.num_seconds());
            }
        }
    }
}

fn tell_bulletins(metrics: &Metrics, measured: &[reading::measuring::Measured]) {
    metrics.bulletins.reset();
    metrics.filing_seconds.reset();
    for reading::measuring::Measured { promotion, measures } in measured {
        let name = promotion.name.as_str();
        for ((some, all), Share { some: is, all: of }) in [
            (("on-time", "asked"), measures.on_time),
            (("quiet", "filed"), measures.quiet),
            (("closed", "promised"), measures.closed),
            (("read-soon", "readable"), measures.read_soon),
        ] {
            metrics.bulletins.with_label_values(&[name, some]).set(is as i64);
            metrics.bulletins.with_label_values(&[name, all]).set(of as i64);
        }
        let Some(span) = measures.link_to_filed else { continue };
        for (quantile, time) in [("0.5", span.median), ("0.9", span.ninety)] {
            metrics.filing_seconds.with_label_values(&[name, quantile]).set(time.num_seconds());
        }
    }
}
