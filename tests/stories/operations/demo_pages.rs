//! The demo's own pages, which exist nowhere else.

use scraper::{Html, Selector};

use crate::support::browser::Page;
use crate::support::demo::Demo;
use crate::support::gallery::Gallery;

/// What only the demo shows is looked at as all other pages are.
#[actix_web::test]
async fn the_pages_of_the_demo_are_valid_and_accessible_and_the_mailbox_is_searched() {
    let demo = Demo::begin("2026-03-06 09:00").await;
    let newcomer = &demo.newcomer;
    newcomer.open("/demo/mailbox").await.is(200).says("No mail yet");
    newcomer.post("/demo/clock", &[("to", "digest")]).await.is(200);
    let mails = |page: &Page| page.links().iter().filter(|link| link.starts_with("/demo/mailbox/")).count();
    let all = mails(&newcomer.open("/demo/mailbox").await);
    newcomer.open("/demo/mailbox?q=zzz").await.is(200).says("No mail matches");
    let of_ada = newcomer.open("/demo/mailbox?to=ada%40cartobio.example").await;
    assert!((1..all).contains(&mails(&of_ada)));
    let mail = of_ada.links().into_iter().find(|link| link.starts_with("/demo/mailbox/")).unwrap();
    newcomer.open(&mail).await.is(200).says("ada@cartobio.example");
    newcomer.open("/demo/design.css").await.is(200).says(".dark { ");
    newcomer.open("/demo/design").await.is(200);
    let Some(mut gallery) = Gallery::open("demo", "fr").await else { return };
    for (name, path) in
        [("demo", "/demo"), ("mailbox", "/demo/mailbox"), ("mail", &mail), ("design", "/demo/design")]
    {
        gallery.chromium.go(&format!("{}{path}", demo.base)).await;
        gallery.look_at_page(name).await;
    }
    gallery.close().await;
}

fn how_many(page: &Page, wanted: &str) -> usize {
    Html::parse_document(&page.body).select(&Selector::parse(wanted).unwrap()).count()
}

/// One after the other, as the demo's page lists them, and then all of them again.
#[actix_web::test]
async fn every_tour_goes_through_a_week_in_which_teams_file() {
    let demo = Demo::begin_filled("2026-03-26 10:00").await;
    let newcomer = &demo.newcomer;
    let mut weeks = Vec::new();
    for round in 1..=2 {
        for (guide, number) in
            ["eig", "mentor", "coordinator"].iter().flat_map(|guide| (1..=5).map(move |n| (*guide, n)))
        {
            let told = format!("{guide} {number}, round {round}");
            let step = [("guide", guide.to_owned()), ("step", number.to_string())];
            let step = step.each_ref().map(|(name, value)| (*name, value.as_str()));
            newcomer.post("/demo/tour", &step).await.is(200);
            let page = newcomer.page();
            match (guide, number) {
                ("eig", 1 | 3 | 4) | ("mentor", 1) => {
                    assert!(page.path.starts_with("/demo/mailbox/"), "{told}: {}", page.path)
                }
                // Its form is left to who looks at the demo.
                ("eig", 2) => assert!(page.has("form.bulletin"), "{told}: {}", page.path),
                ("mentor", 2) | ("coordinator", 4) => {
                    let told_of = how_many(&page, "article.bulletin");
                    assert!(told_of >= 5, "{told}: {told_of} bulletins at {}", page.path);
                    weeks.push(page.path.clone());
                }
                ("mentor", 5) => {
                    // The mails of March left with the 27th, those of April not before its last Friday.
                    assert_eq!(page.path, "/projects/cibnav/sheets/2026-03", "{told}");
                }
                ("coordinator", 1) => {
                    let (rows, missing) = (how_many(&page, "tbody tr"), how_many(&page, "tbody .missing"));
                    assert!(rows >= 15 && (1..=10).contains(&missing), "{told}: {missing} of {rows}");
                }
                _ => {}
            }
        }
    }
    // The first two share their week; the third has who is missing before it in the next, as has each after that.
    let first: Vec<&str> = weeks.iter().map(|path| path.trim_start_matches("/weeks/")).collect();
    assert_eq!(first, ["2026-W13", "2026-W14", "2026-W15", "2026-W16"]);
}
