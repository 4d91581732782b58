//! What the link of a reminder shows once a bulletin is filed: it needs no account, and promises what it can keep.

use crate::story;
use crate::support::requests::{ask, take};

const ADA: &str = "ada@cartobio.example";
const TEXTS: [(&str, &str); 4] =
    [("mood", "3"), ("priorities", "Relire"), ("ups_and_downs", "Démo"), ("help", "Qui sait rédiger ?")];

story!(a_link_tells_after_filing_what_it_can_keep_and_leads_nowhere_else, "2026-03-04 09:00", |app| {
    let earlier = ask(app, ADA, "cartobio", "Un serveur ?", true, "2026-03-02 10:00").await;
    app.travel_to("Fri 10:00").await;
    let link = app.inbox(ADA).latest_of("announcement").link("/f/");
    let phone = app.browser("fr");
    phone.open(&link).await.is(200);
    let told = (format!("request-{}", earlier.0), "solved".to_owned());
    let typed = [&TEXTS[..], &[(told.0.as_str(), told.1.as_str())]].concat();
    let thanks = phone.submit(&typed).await;
    // It ends with the week: what comes later is told by the next form.
    thanks
        .is(200)
        .says("Merci")
        .says("votre prochain formulaire vous le dira")
        .says_not("vous le verrez ici");
    thanks.says("et envoyé par courriel à tout le programme, dont votre mentor : Mina.");
    // What it was told of another request is looked at with an account.
    thanks.says("Résolu").says("Un serveur ?");
    let account =
        |link: &String| ["/projects", "/help-requests", "/weeks"].iter().any(|at| link.starts_with(at));
    assert!(!thanks.links().iter().any(account), "{:?}", thanks.links());
    let ada = app.browse_as(ADA).await;
    let own = ada.open(&format!("{}?filed=1&told={}", link, earlier.0)).await;
    assert!(own.links().contains(&format!("/help-requests/{}", earlier.0)), "{:?}", own.links());
    let page = ada.open("/projects/cartobio/bulletins/2026-W10").await;
    page.says("vous le verrez ici").says_not("prochain formulaire");
    // Who helps stands with what is asked for.
    let asked =
        app.keys("SELECT CAST(id AS TEXT) AS key FROM help_requests WHERE text = 'Qui sait rédiger ?'").await;
    let asked = asked.first().unwrap().parse().map(bulletins::domain::help::RequestId).unwrap();
    take(app, asked, "marc@diair.example", "2026-03-06 11:00").await;
    phone.open(&link).await.says("Qui sait rédiger ? S’en occupe : Marc.");
    // A team without a mentor is told of none.
    let plume = app.inbox("driss@plume.example").latest_of("announcement").link("/f/");
    phone.open(&plume).await.is(200);
    phone.submit(&TEXTS).await.is(200).says("à tout le programme.").says_not("mentor");
    app.travel_to("Fri 15:05").await;
});
