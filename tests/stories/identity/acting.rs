//! Who does something is found out by what does it.

use bulletins::clock::Clock;
use bulletins::domain::identity::session::LONGEST;
use bulletins::store::identity::sessions;
use bulletins::store::{self, Conn, people};
use chrono::TimeDelta;

use crate::story;
use crate::support::app::TestApp;
use crate::support::filing::file;

const TAKEN_OUT: [&str; 3] = [
    "/projects/cartobio/bulletins.csv",
    "/projects/cartobio/bulletins.md",
    "/projects/cartobio/help-requests.csv",
];

/// How many sessions there are, and how many of them end more than that many days from now.
async fn lasting(app: &TestApp, days: i64) -> (usize, usize) {
    let until = app.clock.now() + TimeDelta::days(days);
    let query = "SELECT id || ' ' || expires_at AS key FROM sessions".to_owned();
    let all = app.keys(&query).await;
    let later = all.iter().filter(|key| {
        let (_, end) = key.split_once(' ').unwrap();
        end > until.format("%Y-%m-%d %H:%M:%S").to_string().as_str()
    });
    (all.len(), later.count())
}

story!(a_file_that_nobody_is_signed_in_for_leads_to_the_sign_in_and_back, "2026-03-04 09:00", |app| {
    file(app, "ada@cartobio.example", "cartobio", 9, "3", &[]).await;
    let (stranger, ada) = (app.browser("fr"), app.browse_as("ada@cartobio.example").await);
    for path in TAKEN_OUT {
        assert_eq!(ada.open(path).await.is(200).path, path);
    }
    let end = |conn: &mut Conn| -> store::Result<()> {
        let ada = people::by_email(conn, &"ada@cartobio.example".parse().unwrap())?.unwrap();
        sessions::delete_of(conn, ada.id)
    };
    app.app.services.db.write(end).await.unwrap();
    for browser in [&stranger, &ada] {
        for path in TAKEN_OUT {
            let asked = format!("{path}?month=2026-03");
            let back =
                url::form_urlencoded::Serializer::new(String::new()).append_pair("back", &asked).finish();
            assert_eq!(browser.open(&asked).await.is(200).path, format!("/sign-in?{back}"));
        }
    }
    let exported = app.keys("SELECT id || ' ' AS key FROM audit WHERE action = 'project-exported'").await;
    assert_eq!(exported.len(), TAKEN_OUT.len());
});

story!(a_session_by_which_somebody_acts_lives_on, "2026-03-04 09:00", |app| {
    let days = i64::from(app.app.services.config.security.session_days);
    assert!(TimeDelta::days(days) < LONGEST);
    let ada = app.browse_as("ada@cartobio.example").await;
    assert_eq!(lasting(app, days - 1).await, (1, 1));
    app.clock.set(app.clock.now() + TimeDelta::days(2));
    assert_eq!(lasting(app, days - 1).await, (1, 0));
    ada.open(TAKEN_OUT[0]).await.is(200);
    assert_eq!(lasting(app, days - 1).await, (1, 1));
});

story!(who_may_not_file_there_is_told_so_and_is_on_record, "2026-03-06 13:55", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let form = ada.open("/projects/cartobio/bulletins/2026-W10").await;
    let csrf = form.is(200).field("csrf");
    let typed = [("csrf", csrf.as_str()), ("mood", "3"), ("priorities", "x"), ("ups_and_downs", "y")];
    ada.post("/projects/karfu-r/bulletins/2026-W10", &typed).await.is(403);
    ada.post("/projects/nowhere/bulletins/2026-W10", &typed).await.is(404);
    let refused =
        app.keys("SELECT person_id || ' ' || detail AS key FROM audit WHERE action = 'refused'").await;
    let ada = app.keys("SELECT id || '' AS key FROM people WHERE email = 'ada@cartobio.example'").await;
    let ada = ada.first().unwrap();
    let route = "POST /projects/{slug}/bulletins/{week} 127.0.0.0/24";
    assert_eq!(refused.into_iter().collect::<Vec<_>>(), [format!("{ada} {route}")]);
    assert!(app.keys("SELECT id || '' AS key FROM bulletins").await.is_empty());
});
