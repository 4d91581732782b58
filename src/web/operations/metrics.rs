//! Numbers for Prometheus: requests of this process, and what the database says of mails and runs.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{HttpResponse, web};
use prometheus::{Encoder, TextEncoder};

use crate::domain::kit::Span;
use crate::domain::reading::measures::Share;
use crate::services::help;
use crate::services::operations::numbers;
use crate::services::post::comparing_clocks;
use crate::services::reading;
use crate::web::kit::metrics::Metrics;
use crate::web::{Error, Site};

/// Counts every answer under its route, never under its address: addresses hold tokens.
pub async fn count(
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let site = req.app_data::<web::Data<Site>>().cloned();
    let response = next.call(req).await?;
    if let Some(site) = site {
        let route = response.request().match_pattern().unwrap_or_else(|| "none".into());
        let method = match response.request().method().as_str() {
            known @ ("GET" | "POST" | "HEAD") => known,
            _ => "other",
        };
        site.metrics.requests.with_label_values(&[method, &route, response.status().as_str()]).inc();
    }
    Ok(response)
}

/// The numbers as text.
pub async fn show(site: web::Data<Site>) -> Result<HttpResponse, Error> {
    let numbers = site.services.read(numbers::numbers).await?;
    let skew = comparing_clocks::skew(&site.services.db, site.clock.as_ref()).await?;
    let metrics = &site.metrics;
    metrics.clock_skew.set(skew.num_seconds());
    metrics.depth.set(numbers.waiting);
    metrics.oldest.set(numbers.oldest.num_seconds());
    for (kind, count) in numbers.given_up {
        metrics.given_up.with_label_values(&[kind.as_str()]).set(count);
    }
    for (job, count) in numbers.skipped {
        metrics.skipped.with_label_values(&[job.as_str()]).set(count);
    }
    for (job, at) in numbers.last_runs {
        metrics.last_run.with_label_values(&[job.as_str()]).set(at.timestamp());
    }
    metrics.backed_up_at.set(numbers.backed_up_at.map_or(0, |at| at.timestamp()));
    metrics.held.set(numbers.is_held.into());
    tell_help(metrics, &numbers.help);
    tell_bulletins(metrics, &numbers.bulletins);
    let mut text = Vec::new();
    TextEncoder::new()
        .encode(&metrics.registry.gather(), &mut text)
        .map_err(|error| Error::Rendering(error.to_string()))?;
    Ok(HttpResponse::Ok().content_type(TextEncoder::new().format_type().to_owned()).body(text))
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
