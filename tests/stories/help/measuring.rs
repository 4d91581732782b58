//! How soon requests are answered, as pages and numbers tell it.

use bulletins::domain::help::Ending;

use crate::story;
use crate::support::requests::{ask, end, take};

// Computed by hand: of five requests three are taken, after 1, 26 and 74 hours, and two are closed, after 96 and 240 hours;
// of the four that could be judged two had waited two working days.
story!(measures_are_those_that_a_hand_computes, "2026-03-04 09:00", |app| {
    let ada = "ada@cartobio.example";
    let quick = ask(app, ada, "cartobio", "Un", true, "2026-02-02 09:00").await;
    take(app, quick, "marc@diair.example", "2026-02-02 10:00").await;
    end(app, quick, Ending::Solved, "", "2026-02-12 09:00").await;
    let next_day = ask(app, ada, "cartobio", "Deux", true, "2026-02-09 09:00").await;
    take(app, next_day, "marc@diair.example", "2026-02-10 11:00").await;
    let slow = ask(app, ada, "cartobio", "Trois", true, "2026-02-16 09:00").await;
    take(app, slow, "marc@diair.example", "2026-02-19 11:00").await;
    // Nobody took it, and its team closed it too late to say that it had been answered in time.
    let alone = ask(app, "driss@plume.example", "plume", "Quatre", true, "2026-02-20 09:00").await;
    end(app, alone, Ending::NotNeeded, "", "2026-02-24 09:00").await;
    // Since yesterday: too early to tell.
    ask(app, "driss@plume.example", "plume", "Cinq", true, "2026-03-03 09:00").await;
    // Nobody knows what became of it: it does not count.
    let old = ask(app, ada, "cartobio", "Six", true, "2026-01-06 09:00").await;
    end(app, old, Ending::Unknown, "", "2026-01-20 09:00").await;
    // Not public yet.
    ask(app, ada, "cartobio", "Sept", false, "2026-03-03 09:00").await;
    let camille = app.browse_as("camille@eig.example").await;
    let page = camille.open("/admin/measures").await;
    page.says("EIG 8").says("la moitié en 26 heures au plus").says("neuf sur dix en 3 jours au plus");
    page.says("la moitié en 4 jours au plus").says("neuf sur dix en 10 jours au plus").says("(sur 2)");
    page.says("2 sur 4, soit 50");
    let metrics = app.browser("fr").open("/metrics").await;
    for line in [
        "bulletins_help_requests{count=\"asked\",promotion=\"EIG 8\"} 5",
        "bulletins_help_requests{count=\"taken\",promotion=\"EIG 8\"} 3",
        "bulletins_help_requests{count=\"judged\",promotion=\"EIG 8\"} 4",
        "bulletins_help_requests{count=\"untaken\",promotion=\"EIG 8\"} 2",
        "bulletins_help_answer_seconds{promotion=\"EIG 8\",quantile=\"0.5\",until=\"taken\"} 93600",
        "bulletins_help_answer_seconds{promotion=\"EIG 8\",quantile=\"0.9\",until=\"taken\"} 266400",
        "bulletins_help_answer_seconds{promotion=\"EIG 8\",quantile=\"0.5\",until=\"ended\"} 345600",
        "bulletins_help_answer_seconds{promotion=\"EIG 8\",quantile=\"0.9\",until=\"ended\"} 864000",
    ] {
        assert!(metrics.is(200).body.contains(line), "{line}: {}", metrics.body);
    }
});
