//! The demo's own pages, which exist nowhere else.

use crate::operations::demo::Demo;
use crate::support::browser::Page;
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
