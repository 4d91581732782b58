//! Whom an answer to a digest reaches.

use std::collections::BTreeMap;

use crate::story;
use crate::support::app::TestApp;

/// What each reader's digest says of where answers go, by the reader's address.
fn answers(app: &TestApp) -> BTreeMap<String, String> {
    let digests = app.mails().into_iter().filter(|mail| mail.kind == "digest");
    digests
        .map(|mail| {
            let headers = mail.headers.replace("\r\n ", " ");
            let line = headers.lines().find_map(|line| line.strip_prefix("Reply-To: "));
            (mail.to, line.unwrap_or_default().to_owned())
        })
        .collect()
}

story!(answers_reach_the_team_or_the_coordination, "2026-03-06 15:00", |app| {
    app.import(
        "promotion: {name: EIG 8, starts_on: 2026-01-05, ends_on: 2026-12-31}\ncoordinators:\n  - {name: Camille, email: camille@eig.example}\n  - {name: Gone, email: gone@eig.example}\nprojects: []\n",
    )
    .await;
    let camille = app.browse_as("camille@eig.example").await;
    let people = camille.open("/admin/people?q=gone").await;
    let gone = people.links().into_iter().find(|link| link.starts_with("/admin/people/")).unwrap();
    camille.open(&gone).await;
    camille.follow("a[href$='/active']").await.is(200);
    camille.submit(&[]).await.is(200);
    app.travel_to("Fri 15:05").await;
    let answers = answers(app);
    let camille = "Camille <camille@eig.example>";
    assert_eq!(answers["ada@cartobio.example"], camille);
    assert_eq!(answers["liste@eig.example"], camille);
    assert_eq!(answers["mina@agence.example"], "Ada <ada@cartobio.example>, Ben <ben@cartobio.example>");
    // Nobody answers to themselves.
    assert_eq!(answers["camille@eig.example"], "");
    app.inbox("ada@cartobio.example").latest().says("Répondez à ce message pour écrire à la coordination");
    app.inbox("marc@diair.example").latest().says("Répondez à ce message pour écrire à l’équipe");
    app.inbox("camille@eig.example").latest().says_not("Répondez à ce message");
});

story!(coordinators_answer_each_other, "2026-03-06 15:00", |app| {
    app.import(
        "promotion: {name: EIG 8, starts_on: 2026-01-05, ends_on: 2026-12-31}\ncoordinators:\n  - {name: Camille, email: camille@eig.example}\n  - {name: Zoé, email: zoe@eig.example}\nprojects: []\n",
    )
    .await;
    app.travel_to("Fri 15:05").await;
    let answers = answers(app);
    assert!(answers["camille@eig.example"].ends_with("<zoe@eig.example>"), "{answers:?}");
    assert_eq!(answers["zoe@eig.example"], "Camille <camille@eig.example>");
    let both = &answers["liste@eig.example"];
    assert!(both.contains("<camille@eig.example>, ") && both.contains("<zoe@eig.example>"), "{both}");
});

#[actix_web::test]
async fn one_address_for_all_answers_stands_in_for_the_coordination_and_for_no_team() {
    let settings = [("BULLETINS_MAIL__REPLY_TO", "Coordination <coordination@eig.example>".to_owned())];
    let app = TestApp::with("2026-03-06 15:00", false, &settings).await.unwrap();
    app.travel_to("Fri 15:05").await;
    let answers = answers(&app);
    for reader in ["ada@cartobio.example", "camille@eig.example", "liste@eig.example"] {
        assert_eq!(answers[reader], "Coordination <coordination@eig.example>", "{reader}");
    }
    assert_eq!(
        answers["marc@diair.example"],
        "Chloé <chloe@karfur.example>".replace("Chloé", "=?utf-8?b?Q2hsb8Op?=")
    );
    app.finish().await;
}
