//! The numbers that Prometheus is told.

use prometheus::{IntCounterVec, IntGauge, IntGaugeVec, Opts, Registry};

/// The numbers of one process.
pub struct Metrics {
    pub registry: Registry,
    pub requests: IntCounterVec,
    pub depth: IntGauge,
    pub oldest: IntGauge,
    /// By the kind of the mails.
    pub given_up: IntGaugeVec,
    /// By job.
    pub skipped: IntGaugeVec,
    pub last_run: IntGaugeVec,
    pub clock_skew: IntGauge,
    pub backed_up_at: IntGauge,
    pub held: IntGauge,
    /// Of each promotion's requests for help, and what is counted.
    pub help: IntGaugeVec,
    /// How long those took, by promotion, what was waited for, and the share that took no longer.
    pub help_seconds: IntGaugeVec,
    /// Of each promotion's bulletins, and what is counted.
    pub bulletins: IntGaugeVec,
    /// How long filing by a link took, by promotion, and the share that took no longer.
    pub filing_seconds: IntGaugeVec,
}

impl Metrics {
    #[expect(clippy::expect_used, reason = "the names are constants, and each is registered once")]
    pub fn new() -> Metrics {
        let requests = IntCounterVec::new(
            Opts::new("bulletins_http_requests_total", "Requests answered, by route and status."),
            &["method", "route", "status"],
        )
        .expect("the name is valid");
        let depth = IntGauge::new("bulletins_outbox_depth", "Mails waiting for a mail server.")
            .expect("the name is valid");
        let oldest = IntGauge::new("bulletins_outbox_oldest_seconds", "Age of the oldest waiting mail.")
            .expect("the name is valid");
        let given_up = IntGaugeVec::new(
            Opts::new("bulletins_outbox_given_up", "Mails given up within the last seven days, by kind."),
            &["kind"],
        )
        .expect("the name is valid");
        let skipped = IntGaugeVec::new(
            Opts::new(
                "bulletins_runs_skipped",
                "Occurrences within the last seven days that came too late to be done, by job.",
            ),
            &["job"],
        )
        .expect("the name is valid");
        let last_run = IntGaugeVec::new(
            Opts::new("bulletins_last_run_timestamp_seconds", "When each job last ran, in Unix time."),
            &["job"],
        )
        .expect("the name is valid");
        let clock_skew = IntGauge::new(
            "bulletins_clock_skew_seconds",
            "How far this machine's clock is ahead of the database's; 0 with SQLite.",
        )
        .expect("the name is valid");
        let backed_up_at = IntGauge::new(
            "bulletins_backup_timestamp_seconds",
            "When the last backup into backup.folder was done, in Unix time; 0: none yet.",
        )
        .expect("the name is valid");
        let held = IntGauge::new(
            "bulletins_restore_held",
            "1: a backup was brought back, and nobody is written to until that is released.",
        )
        .expect("the name is valid");
        let help = IntGaugeVec::new(
            Opts::new(
                "bulletins_help_requests",
                "Requests for help of each open promotion: asked, taken, ended, judged (had two working days), untaken by then.",
            ),
            &["promotion", "count"],
        )
        .expect("the name is valid");
        let help_seconds = IntGaugeVec::new(
            Opts::new(
                "bulletins_help_answer_seconds",
                "How long requests for help took until they were taken and until they were closed, at the median and the ninth tenth.",
            ),
            &["promotion", "until", "quantile"],
        )
        .expect("the name is valid");
        let bulletins = IntGaugeVec::new(
            Opts::new(
                "bulletins_measures",
                "Bulletins of each open promotion: asked and on-time, filed and quiet, promised and closed, readable (for five days, or read) and read-soon.",
            ),
            &["promotion", "count"],
        )
        .expect("the name is valid");
        let filing_seconds = IntGaugeVec::new(
            Opts::new(
                "bulletins_link_to_filed_seconds",
                "How long it took from opening a filing link to filing by it, at the median and the ninth tenth.",
            ),
            &["promotion", "quantile"],
        )
        .expect("the name is valid");
        let registry = Registry::new();
        for collector in [
            Box::new(requests.clone()) as Box<dyn prometheus::core::Collector>,
            Box::new(depth.clone()),
            Box::new(oldest.clone()),
            Box::new(given_up.clone()),
            Box::new(skipped.clone()),
            Box::new(last_run.clone()),
            Box::new(clock_skew.clone()),
            Box::new(backed_up_at.clone()),
            Box::new(held.clone()),
            Box::new(help.clone()),
            Box::new(help_seconds.clone()),
            Box::new(bulletins.clone()),
            Box::new(filing_seconds.clone()),
        ] {
            registry.register(collector).expect("each name is registered once");
        }
        Metrics {
            registry,
            requests,
            depth,
            oldest,
            given_up,
            skipped,
            last_run,
            clock_skew,
            backed_up_at,
            held,
            help,
            help_seconds,
            bulletins,
            filing_seconds,
        }
    }
}
