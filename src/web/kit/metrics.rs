//! The numbers that Prometheus is told.

use prometheus::core::Collector;
use prometheus::{HistogramOpts, HistogramVec, IntCounterVec, IntGauge, IntGaugeVec, Opts, Registry};

/// How long answers take, in seconds: a page takes some milliseconds, a password half a second, an export seconds.
const SECONDS: &[f64] = &[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];

/// The numbers of one process.
pub struct Metrics {
    pub registry: Registry,
    pub requests: IntCounterVec,
    /// By the class of the route.
    pub seconds: HistogramVec,
    pub depth: IntGauge,
    pub oldest: IntGauge,
    /// By the kind of the mails, and where they stand.
    pub mails: IntGaugeVec,
    /// By the kind of the mails.
    pub given_up: IntGaugeVec,
    /// By job.
    pub skipped: IntGaugeVec,
    pub last_run: IntGaugeVec,
    /// By job: for how long what is due has not been done.
    pub lag: IntGaugeVec,
    pub clock_skew: IntGauge,
    pub clock_leap: IntGauge,
    /// By table and column.
    pub ahead: IntGaugeVec,
    pub writable: IntGauge,
    /// By what becomes of them.
    pub connections: IntGaugeVec,
    pub waiting: IntGauge,
    pub statements: IntGauge,
    /// Of one that keeps backups in a folder alone.
    pub backed_up_at: IntGaugeVec,
    pub kept_out: IntGauge,
    pub restore_held: IntGauge,
    /// Of each promotion's requests for help, and what is counted.
    pub help: IntGaugeVec,
    /// How long those took, by promotion, what was waited for, and the share that took no longer.
    pub help_seconds: IntGaugeVec,
    /// Of each promotion's bulletins, and what is counted.
    pub bulletins: IntGaugeVec,
    /// How long filing by a link took, by promotion, and the share that took no longer.
    pub filing_seconds: IntGaugeVec,
}

/// Where collectors are registered as they are made: the names are constants, and each is there once.
struct New(Registry);

#[expect(clippy::expect_used, reason = "the names are constants, and each is registered once")]
impl New {
    fn keep<T: Collector + Clone + 'static>(&self, made: prometheus::Result<T>) -> T {
        let collector = made.expect("the name is valid");
        self.0.register(Box::new(collector.clone())).expect("each name is registered once");
        collector
    }

    fn gauge(&self, name: &str, help: &str) -> IntGauge {
        self.keep(IntGauge::new(name, help))
    }

    fn gauges(&self, name: &str, help: &str, labels: &[&str]) -> IntGaugeVec {
        self.keep(IntGaugeVec::new(Opts::new(name, help), labels))
    }
}

impl Metrics {
    pub fn new() -> Metrics {
        let new = New(Registry::new());
        let build = new.gauges("bulletins_build_info", "Which version this is; always 1.", &["version"]);
        build.with_label_values(&[env!("CARGO_PKG_VERSION")]).set(1);
        let requests = Opts::new("bulletins_http_requests_total", "Requests answered, by route and status.");
        let seconds = HistogramOpts::new(
            "bulletins_http_request_seconds",
            "How long answers took until their body began, by the class of the route.",
        );
        Metrics {
            requests: new.keep(IntCounterVec::new(requests, &["method", "route", "status"])),
            seconds: new.keep(HistogramVec::new(seconds.buckets(SECONDS.to_vec()), &["class"])),
            depth: new.gauge("bulletins_outbox_depth", "Mails waiting for a mail server."),
            oldest: new.gauge("bulletins_outbox_oldest_seconds", "Age of the oldest waiting mail."),
            mails: new.gauges(
                "bulletins_outbox_mails",
                "Mails not dealt with yet, by kind and state: pending, claimed, or held for a coordinator's decision.",
                &["kind", "state"],
            ),
            given_up: new.gauges(
                "bulletins_outbox_given_up",
                "Mails given up within the last seven days, by kind.",
                &["kind"],
            ),
            skipped: new.gauges(
                "bulletins_runs_skipped",
                "Occurrences within the last seven days that came too late to be done, by job.",
                &["job"],
            ),
            last_run: new.gauges(
                "bulletins_last_run_timestamp_seconds",
                "When each job last ran, in Unix time.",
                &["job"],
            ),
            lag: new.gauges(
                "bulletins_schedule_lag_seconds",
                "For how long an occurrence of the schedule is due and not dealt with, by job.",
                &["job"],
            ),
            clock_skew: new.gauge(
                "bulletins_clock_skew_seconds",
                "How far this machine's clock is ahead of the database's; 0 with SQLite.",
            ),
            clock_leap: new.gauge(
                "bulletins_clock_leap_seconds",
                "By how much this machine's clock has leapt, while that is not believed.",
            ),
            ahead: new.gauges(
                "bulletins_moments_ahead",
                "Stored moments in the future that keep something silent, since a clock was ahead.",
                &["place"],
            ),
            writable: new.gauge(
                "bulletins_database_writable",
                "1 where the database could be written when that was last tried, 0 where not.",
            ),
            connections: new.gauges(
                "bulletins_database_connections",
                "Connections of this process to the database: idle, or busy.",
                &["state"],
            ),
            waiting: new.gauge("bulletins_database_waiting", "Requests that wait for a connection."),
            statements: new.gauge(
                "bulletins_database_statements",
                "How often this process has asked the database something since its start.",
            ),
            backed_up_at: new.gauges(
                "bulletins_backup_timestamp_seconds",
                "When the last backup into backup.folder was done, in Unix time; 0: none yet.",
                &[],
            ),
            restore_held: new.gauge(
                "bulletins_restore_held",
                "1: a backup was brought back, and nobody is written to until that is released.",
            ),
            kept_out: new.gauge(
                "bulletins_mails_kept_out",
                "Mails that people wrote and that were not handed on, as too many came; since the first start.",
            ),
            help: new.gauges(
                "bulletins_help_requests",
                "Requests for help of each open promotion: asked, taken, ended, judged (had two working days), untaken by then.",
                &["promotion", "count"],
            ),
            help_seconds: new.gauges(
                "bulletins_help_answer_seconds",
                "How long requests for help took until they were taken and until they were closed, at the median and the ninth tenth.",
                &["promotion", "until", "quantile"],
            ),
            bulletins: new.gauges(
                "bulletins_measures",
                "Bulletins of each open promotion: asked and on-time, filed and quiet, promised and closed, readable (for five days, or read) and read-soon.",
                &["promotion", "count"],
            ),
            filing_seconds: new.gauges(
                "bulletins_link_to_filed_seconds",
                "How long it took from opening a filing link to filing by it, at the median and the ninth tenth.",
                &["promotion", "quantile"],
            ),
            registry: new.0,
        }
    }
}

/// What is asked for by such a request: whoever waits for a page waits otherwise than for an export.
pub fn class_of(method: &str, route: &str) -> &'static str {
    let is_file = [".csv", ".md", ".json", ".xlsx"].iter().any(|kind| route.ends_with(kind));
    match route {
        "none" => "none",
        _ if route.starts_with("/health") || route == "/metrics" => "watching",
        _ if route.starts_with("/static") || route.starts_with("/logos") => "static",
        _ if route.starts_with("/feeds") => "feed",
        _ if is_file => "export",
        _ if route.starts_with("/sign-in") || route.starts_with("/password-resets") || route == "/proof" => {
            "identity"
        }
        _ if method == "POST" => "form",
        _ => "page",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    struct Rules {
        groups: Vec<Group>,
    }

    #[derive(Deserialize)]
    struct Group {
        rules: Vec<Rule>,
    }

    #[derive(Deserialize)]
    struct Rule {
        alert: String,
        expr: String,
        annotations: Annotations,
    }

    #[derive(Deserialize)]
    struct Annotations {
        summary: String,
        description: String,
    }

    #[derive(Deserialize)]
    struct Dashboard {
        panels: Vec<Panel>,
    }

    #[derive(Deserialize)]
    struct Panel {
        title: String,
        targets: Vec<Target>,
    }

    #[derive(Deserialize)]
    struct Target {
        expr: String,
    }

    /// The names that begin as ours do, without what a histogram's end with.
    fn names(text: &str) -> BTreeSet<&str> {
        let parts = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        parts
            .filter(|part| part.starts_with("bulletins_") && *part != "bulletins_")
            .map(|part| part.strip_suffix("_bucket").unwrap_or(part))
            .collect()
    }

    #[test]
    fn alerts_and_dashboard_ask_for_numbers_that_are_told() {
        let own = include_str!("metrics.rs").split("#[cfg(test)]").next().unwrap();
        let told: BTreeSet<&str> = names(own);
        let rules: Rules =
            serde_saphyr::from_str(include_str!("../../../config/prometheus/bulletins.rules.yml")).unwrap();
        let dashboard: Dashboard =
            serde_json::from_str(include_str!("../../../config/grafana/bulletins.json")).unwrap();
        let rules: Vec<Rule> = rules.groups.into_iter().flat_map(|group| group.rules).collect();
        assert!(rules.len() > 10 && dashboard.panels.len() > 10);
        for Rule { alert, expr, annotations } in &rules {
            assert!(names(expr).is_subset(&told), "{alert}: {expr}");
            assert!(!annotations.summary.is_empty() && !annotations.description.is_empty(), "{alert}");
        }
        let shown: Vec<(&str, &str)> = dashboard
            .panels
            .iter()
            .flat_map(|panel| panel.targets.iter().map(|target| (panel.title.as_str(), target.expr.as_str())))
            .collect();
        for (title, expr) in &shown {
            assert!(!names(expr).is_empty() && names(expr).is_subset(&told), "{title}: {expr}");
        }
        // What is told is looked at by somebody; the version is for people.
        let exprs = rules.iter().map(|rule| rule.expr.as_str()).chain(shown.iter().map(|(_, expr)| *expr));
        let all = exprs.collect::<Vec<_>>().join("\n");
        let asked = names(&all);
        let unasked: Vec<&&str> =
            told.difference(&asked).filter(|name| **name != "bulletins_build_info").collect();
        assert!(unasked.is_empty(), "{unasked:?}");
    }

    #[test]
    fn each_route_has_the_class_of_what_is_waited_for() {
        for (method, route, class) in [
            ("GET", "/weeks/{week}", "page"),
            ("POST", "/projects/{slug}/bulletins/{week}", "form"),
            ("POST", "/sign-in", "identity"),
            ("GET", "/projects/{slug}/bulletins.csv", "export"),
            ("GET", "/feeds/{token}/key-dates.ics", "feed"),
            ("GET", "/static/{hash}/{name}", "static"),
            ("GET", "/health/ready", "watching"),
            ("GET", "none", "none"),
        ] {
            assert_eq!(class_of(method, route), class, "{method} {route}");
        }
    }
}
