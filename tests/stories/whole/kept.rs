//! Pages that are kept for a moment: they tell what is true, to whoever they were made for, or they are made anew.

use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::{Browser, Page};
use crate::support::database::Database;
use crate::support::filing::file;

/// A page of each kind that is kept.
const PAGES: [&str; 15] = [
    "/",
    "/projects",
    "/projects/cartobio",
    "/projects/cartobio?month=2026-03",
    "/projects/cartobio/sheets/2026-03",
    "/projects/cartobio/bulletins/2026-W10",
    "/projects/cartobio/bulletins/2026-W10?edit=1",
    "/projects/cartobio/bulletins/2026-W10?mood=3",
    "/projects/cartobio/bulletins/2026-W09",
    "/search?q=Zephyr",
    "/key-dates",
    "/help-requests",
    "/weeks",
    "/weeks/2026-W10",
    "/dashboard",
];

/// The page without what is masked anew each time that it is made.
fn without_mask(page: &Page) -> (u16, String, String) {
    let mut parts = page.body.split("name=\"csrf\" value=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| part.split_once('"').map_or("", |(_, rest)| rest));
    (page.status, page.path.clone(), rest.fold(first, |said, part| said + part))
}

async fn anew(browser: &Browser, path: &str) -> Page {
    browser.send(|client, base| client.get(format!("{base}{path}")).header("cache-control", "no-cache")).await
}

/// Every page says the same whether it was kept or not; how many were.
async fn look_around(readers: &[Browser]) -> usize {
    let mut kept = 0;
    for browser in readers {
        for path in PAGES {
            let first = browser.open(path).await;
            let second = browser.open(path).await;
            assert_eq!(without_mask(&first), without_mask(&second), "{path}");
            let fresh = anew(browser, path).await;
            assert_eq!(without_mask(&first), without_mask(&fresh), "{path}");
            kept +=
                usize::from(first.status == 200 && first.body == second.body && second.body != fresh.body);
        }
    }
    kept
}

async fn readers(app: &TestApp) -> Vec<Browser> {
    let mut readers = Vec::new();
    for address in
        ["ada@cartobio.example", "ben@cartobio.example", "marc@diair.example", "camille@eig.example"]
    {
        readers.push(app.browse_as(address).await);
    }
    readers
}

story!(what_is_kept_says_what_would_be_said_anew, "2026-03-04 09:00", |app| {
    let readers = readers(app).await;
    assert!(look_around(&readers).await > 20, "nothing is kept");
    file(app, "ada@cartobio.example", "cartobio", 10, "2", &[("priorities", "Zephyr")]).await;
    let [_, ben, marc, camille] = &readers[..] else { unreachable!() };
    for moment in ["Fri 15:04", "Fri 15:05", "Mon 09:00"] {
        let is_told = moment != "Fri 15:04";
        // Not by passes, which write: the clock alone makes another page.
        app.sleep_until(moment);
        assert!(look_around(&readers).await > 20, "nothing is kept at {moment}");
        for path in ["/weeks/2026-W10", "/projects/cartobio?month=2026-03"] {
            assert_eq!(marc.open(path).await.body.contains("Zephyr</"), is_told, "{path} at {moment}");
        }
    }
    // What somebody else writes, past this program, is seen at once, and by everybody.
    let mut beside = Database::at(&app.database);
    for name in ["Cartographe", "Cartothèque"] {
        beside.run(&format!("UPDATE projects SET name = '{name}' WHERE slug = 'cartobio'"));
        for browser in [ben, marc, camille] {
            browser.open("/projects").await.says(name);
        }
    }
    // So is that somebody is not let in any more, and that a session has ended.
    camille.open("/dashboard").await.is(200);
    beside.run("UPDATE people SET coordinator = false WHERE email = 'camille@eig.example'");
    camille.open("/dashboard").await.is(403);
    marc.open("/weeks").await.is(200);
    beside.run("DELETE FROM sessions");
    marc.open("/weeks").await;
    assert!(marc.page().path.starts_with("/sign-in"), "{}", marc.page().path);
});

/// Each reader is shown what is theirs: a cookie makes the difference, however alike all else is.
#[actix_web::test]
async fn nothing_that_was_kept_for_one_is_shown_to_another() {
    let app = TestApp::on_sqlite("2026-03-04 09:00").await;
    let (ada, camille) =
        (app.browse_as("ada@cartobio.example").await, app.browse_as("camille@eig.example").await);
    for _ in 0..2 {
        for (browser, name) in [(&ada, "Ada"), (&camille, "Camille")] {
            let page = browser.open("/weeks").await;
            page.is(200);
            assert!(page.has(".menu") && page.count(".menu-name", name) == 1, "{}", page.body);
        }
        app.browser("fr").open("/weeks").await;
    }
    // Signing out shows at once, with the cookie that was taken along, too.
    let cookies = ada.cookies();
    ada.submit_form("form[action='/sign-out']", &[]).await;
    let page = app.browser("fr");
    let page = page.send(|client, base| client.get(format!("{base}/weeks")).header("cookie", cookies)).await;
    assert!(page.path.starts_with("/sign-in"), "{}", page.path);
    app.finish().await;
}
