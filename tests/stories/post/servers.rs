//! Whatever a mail server says and wherever it stops, everybody has their mail once.

use std::collections::BTreeMap;

use crate::story;
use crate::support::smtp::Step;

story!(a_server_that_talks_without_end_or_hangs_up_costs_time_alone, "2026-03-06 15:00", |app| {
    // Four megabytes, on one line and on many; then wherever a conversation may be broken off.
    let endless: &'static str = Box::leak(format!("220-{}", "x".repeat(4 << 20)).into_boxed_str());
    let line = format!("220-{}\r\n", "x".repeat(500));
    let lines: &'static str = Box::leak(line.repeat(8_000).into_boxed_str());
    for said in [endless, lines, "421 4.3.2 going down", "", "no code at all"] {
        app.smtp.refuses(Step::Greeting, said);
    }
    for said in ["421 4.3.2 going down", "", "250-", "999 what"] {
        app.smtp.refuses(Step::Sender, said);
        app.smtp.refuses(Step::Content, said);
    }
    app.travel_to("Fri 17:00").await;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for mail in app.mails().into_iter().filter(|mail| mail.kind == "digest") {
        *counts.entry(mail.to).or_default() += 1;
    }
    assert_eq!(counts.values().copied().collect::<Vec<_>>(), [1; 8], "{counts:?}");
});
