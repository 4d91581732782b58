//! What is old is deleted, and nothing else.

use std::collections::BTreeSet;

use bulletins::store;
use bulletins::store::programme::logos;

use crate::story;
use crate::support::PIXEL;
use crate::support::app::TestApp;

/// Everything that is not kept for ever.
#[derive(Debug, Clone, PartialEq)]
struct Kept {
    sessions: BTreeSet<String>,
    links: BTreeSet<String>,
    mails: BTreeSet<String>,
    /// The mails whose texts are kept too.
    texts: BTreeSet<String>,
    audit: BTreeSet<String>,
    drafts: BTreeSet<String>,
    logos: BTreeSet<String>,
}

impl Kept {
    async fn of(app: &TestApp) -> Kept {
        Kept {
            sessions: app
                .keys("SELECT email AS key FROM sessions JOIN people ON people.id = sessions.person_id")
                .await,
            links: app
                .keys(
                    "SELECT purpose || ' ' || coalesce(week, '') || ' ' || email AS key
                 FROM link_tokens JOIN people ON people.id = link_tokens.person_id",
                )
                .await,
            mails: app.keys("SELECT CAST(id AS TEXT) AS key FROM outbox").await,
            texts: app.keys("SELECT CAST(id AS TEXT) AS key FROM outbox WHERE length(sealed) > 0").await,
            audit: app.keys("SELECT CAST(id AS TEXT) AS key FROM audit").await,
            drafts: app.keys("SELECT week AS key FROM drafts").await,
            logos: app.keys("SELECT name AS key FROM logos").await,
        }
    }

    /// As it is once the next pass has cleaned up.
    async fn at(app: &TestApp, moment: &str) -> Kept {
        app.sleep_until(moment);
        app.pass().await;
        Kept::of(app).await
    }
}

/// Signs in, and begins a bulletin that is never filed.
async fn begin(app: &TestApp, address: &str) {
    let browser = app.browse_as(address).await;
    let csrf = browser.page().field("csrf");
    let draft = format!("{}/draft", browser.page().path);
    browser.post(&draft, &[("csrf", &csrf), ("priorities", "À finir"), ("draft", "0")]).await.is(200);
}

fn set(keys: &[&str]) -> BTreeSet<String> {
    keys.iter().map(|key| (*key).to_owned()).collect()
}

story!(what_is_old_is_purged, "2026-03-04 09:00", |app| {
    // Two weeks in which the same things happen; what has ended is told apart by the week that it is of.
    begin(app, "ada@cartobio.example").await;
    app.travel_to("Fri 15:05").await;
    let first = Kept::of(app).await;
    assert_eq!(first.sessions, set(&["ada@cartobio.example"]));
    assert!(first.mails.len() > 10 && first.texts == first.mails && first.audit.len() > 3, "{first:?}");
    app.travel_to("Mon 09:00").await;
    begin(app, "chloe@karfur.example").await;
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/projects/cartobio").await;
    camille.upload("form[action$='/logo']", &[], Some(PIXEL)).await.is(200);
    let unused = |conn: &mut store::Conn| logos::insert(conn, "unused.png", PIXEL);
    app.app.services.db.write(unused).await.unwrap();
    let with_logos = Kept::of(app).await;
    assert_eq!(with_logos.logos.len(), 2);
    app.travel_to("Fri 15:05").await;
    let all = Kept::of(app).await;
    let second = |of: fn(&Kept) -> &BTreeSet<String>| of(&all) - of(&first);
    assert_eq!(all.sessions, set(&["ada@cartobio.example", "camille@eig.example", "chloe@karfur.example"]));
    assert!(first.mails.is_subset(&all.mails) && first.audit.is_subset(&all.audit));
    assert_eq!(second(|kept| &kept.mails), second(|kept| &kept.texts));
    // A logo that no project has goes the next day; a draft, a week after its own has ended.
    assert_eq!(all.logos, &with_logos.logos - &set(&["unused.png"]));
    assert_eq!(all.drafts, set(&["2026-W10", "2026-W11"]));
    let monday = Kept::at(app, "2026-03-16 09:00").await;
    assert_eq!(monday, Kept { drafts: set(&["2026-W11"]), ..all.clone() });
    // A month later: the texts of the first week's mails, its filing links, and who did not come back.
    let month = Kept::at(app, "2026-04-08 08:00").await;
    let filing_links: BTreeSet<String> =
        all.links.iter().filter(|link| link.starts_with("filing 2026-W10")).cloned().collect();
    assert_eq!(filing_links.len(), 4, "{:?}", all.links);
    let left = Kept {
        sessions: &all.sessions - &set(&["ada@cartobio.example"]),
        links: &all.links - &filing_links,
        texts: second(|kept| &kept.texts),
        drafts: BTreeSet::new(),
        ..all.clone()
    };
    assert_eq!(month, left);
    app.browse_as("camille@eig.example").await.open("/admin/mail?state=sent").await.is(200);
    // A year later: that the first week's mails were sent. Two years later: what was done in it.
    let year = Kept::at(app, "2027-03-10 08:00").await;
    assert_eq!(year.mails, second(|kept| &kept.mails));
    assert!(year.texts.is_empty() && year.audit.is_superset(&all.audit));
    assert!(year.sessions.is_empty() && year.links.is_empty());
    let two_years = Kept::at(app, "2028-03-08 08:00").await;
    assert!(two_years.mails.is_empty());
    assert!(two_years.audit.is_disjoint(&first.audit));
    assert!(two_years.audit.is_superset(&second(|kept| &kept.audit)));
    assert_eq!(two_years.logos, all.logos, "what is in use stays for ever");
});

story!(a_throttle_is_forgotten_once_it_holds_nobody_up, "2026-03-04 09:00", |app| {
    const THROTTLES: &str = "SELECT CAST(arrival_at AS TEXT) AS key FROM throttles";
    let stranger = app.browser("fr");
    stranger.open("/sign-in").await;
    let guess = [("email", "ada@cartobio.example"), ("password", "wrong horse battery")];
    stranger.submit(&guess).await.is(422);
    let before = app.keys(THROTTLES).await;
    // An account is held up for five minutes a guess, its record for half an hour, an address for twenty seconds.
    app.sleep_until("2026-03-04 09:01");
    app.pass().await;
    let after = app.keys(THROTTLES).await;
    assert_eq!((before.len(), after.len()), (3, 2));
    assert!(after.iter().eq(before.iter().skip(1)), "the longer ones are left");
    app.sleep_until("2026-03-05 09:02");
    app.pass().await;
    assert!(app.keys(THROTTLES).await.is_empty());
});
