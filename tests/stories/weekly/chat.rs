//! Announcements in channels, and reminders to people in chats.

use crate::support::app::TestApp;
use crate::support::chat::ChatServer;

/// Each project is reminded as it wishes; whoever has no name there gets a mail.
async fn each_project_is_reminded_as_it_wishes(postgres: bool) {
    let chat = ChatServer::start();
    let Some(app) = TestApp::with("2026-03-06 09:00", postgres, &chat.settings()).await else { return };
    let camille = app.browse_as("camille@eig.example").await;
    for (slug, way) in [("cartobio", "slack"), ("karfu-r", "matrix"), ("plume", "mattermost")] {
        camille.open(&format!("/admin/projects/{slug}")).await.is(200);
        camille.submit(&[("notification", way)]).await.is(200).says("enregistré");
    }
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.open("/settings/chats").await.is(200).says("U024BE7LH");
    ada.submit(&[("slack", "@ada")]).await.is(422).says("Ce ne peut pas être un nom");
    ada.submit(&[("slack", "U0ADA")]).await.is(200);
    let chloe = app.browse_as("chloe@karfur.example").await;
    chloe.open("/settings/chats").await;
    chloe.submit(&[("matrix", "@chloe:tchap.example")]).await.is(200);
    let people = camille.open("/admin/people?q=driss").await;
    let driss = people.links().into_iter().find(|link| link.starts_with("/admin/people/")).unwrap();
    camille.open(&format!("{driss}/chats")).await.is(200).says("Driss");
    camille.submit(&[("mattermost", "driss")]).await.is(200);
    // Of others a coordinator alone says what they are called there.
    let csrf = ada.open("/settings/chats").await.form_token();
    ada.post(&format!("{driss}/chats"), &[("csrf", &csrf), ("mattermost", "ada")]).await.is(403);
    // The announcement goes to every channel, and to the list.
    app.travel_to("Fri 10:00").await;
    for (service, to) in [("slack", "C0GENERAL"), ("mattermost", ""), ("matrix", "!room:tchap.example")] {
        // To the channel; beside, each project's people are called as they wish.
        let said = chat.said(service);
        assert_eq!(said.len(), 2, "{service}");
        assert!(
            said[0].to == to && said[0].text.contains("15\u{a0}h") && said[0].text.contains(&app.base),
            "{said:?}"
        );
    }
    app.inbox("liste@eig.example").has_one("announcement");
    let announced = chat.said("slack")[1].clone();
    assert!(announced.to == "U0ADA" && announced.text.contains("/f/"), "{announced:?}");
    app.inbox("ben@cartobio.example").has_one("announcement");
    app.inbox("ada@cartobio.example").has_none("announcement");
    // Reminders: Ada in Slack, Chloé in a room of her own, Driss by webhook; Ben has no name there.
    app.travel_to("Fri 14:00").await;
    let to_ada = chat.said("slack")[2].clone();
    assert!(
        to_ada.to == "U0ADA" && to_ada.text.contains("CartoBio") && to_ada.text.contains("/f/"),
        "{to_ada:?}"
    );
    let to_chloe = chat.said("matrix")[2].clone();
    assert_eq!(to_chloe.to, "!with-@chloe:tchap.example");
    assert_eq!(chat.said("mattermost")[2].to, "@driss");
    app.inbox("ben@cartobio.example").has_one("reminder");
    for person in ["ada@cartobio.example", "chloe@karfur.example", "driss@plume.example"] {
        app.inbox(person).has_none("reminder");
    }
    // The link in a chat files like one in a mail, and no late reminder comes then.
    let link = to_ada.text[to_ada.text.find("/f/").unwrap()..].split_whitespace().next().unwrap().to_owned();
    let phone = app.browser("fr");
    phone.open(&link).await.is(200);
    phone.submit(&[("mood", "3"), ("priorities", "P"), ("ups_and_downs", "U")]).await.is(200).says("Merci");
    app.travel_to("Fri 14:45").await;
    assert_eq!(chat.said("slack").len(), 3);
    assert_eq!(chat.said("matrix").len(), 4);
    assert_eq!(chat.rooms(), ["@chloe:tchap.example"], "a room is opened once");
    // They are accounted for as mails are, and digests come by mail.
    camille.open("/admin/mail?state=sent").await.says("Slack U0ADA").says("Matrix (Tchap) @chloe");
    app.travel_to("Fri 15:05").await;
    app.inbox("ada@cartobio.example").has_one("digest");
    app.finish().await;
}

#[actix_web::test]
async fn each_project_is_reminded_as_it_wishes_on_sqlite() {
    each_project_is_reminded_as_it_wishes(false).await;
}

#[actix_web::test]
async fn each_project_is_reminded_as_it_wishes_on_postgres() {
    each_project_is_reminded_as_it_wishes(true).await;
}

/// A busy chat says when to come back, and is believed; an answer that is lost says nothing twice in Matrix.
#[actix_web::test]
async fn a_busy_chat_is_given_its_time_and_matrix_says_nothing_twice() {
    let chat = ChatServer::start();
    let app = TestApp::with("2026-03-06 09:55", false, &chat.settings()).await.unwrap();
    chat.is_busy(3, 240);
    app.travel_to("Fri 10:00").await;
    assert_eq!(chat.requests(), 3);
    // Not before the time that it asked for, however short the usual pause is.
    app.travel_to("2026-03-06 10:03").await;
    assert_eq!(chat.requests(), 3);
    chat.loses_an_answer();
    app.travel_to("2026-03-06 10:05").await;
    app.travel_to("2026-03-06 10:15").await;
    assert_eq!(chat.said("mattermost").len(), 1);
    assert_eq!(chat.said("matrix").len(), 1, "{:?}", chat.said("matrix"));
    assert!(!chat.said("slack").is_empty());
    app.travel_to("Fri 15:05").await;
    app.finish().await;
}

/// What a chat refuses for good is told, and can be sent again; without reminders nobody is reminded.
#[actix_web::test]
async fn what_a_chat_refuses_is_accounted_for() {
    let chat = ChatServer::start();
    let app = TestApp::with("2026-03-06 13:50", false, &chat.settings()).await.unwrap();
    let camille = app.browse_as("camille@eig.example").await;
    for (slug, way) in [("cartobio", "slack"), ("plume", "none")] {
        camille.open(&format!("/admin/projects/{slug}")).await;
        camille.submit(&[("notification", way)]).await.is(200);
    }
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.open("/settings/chats").await;
    ada.submit(&[("slack", "UNOBODY")]).await.is(200);
    app.travel_to("Fri 14:00").await;
    app.inbox("driss@plume.example").has_none("reminder");
    camille.open("/admin/mail").await.says("Slack UNOBODY").says("channel_not_found").says_not("xoxb-secret");
    app.travel_to("Fri 15:05").await;
    app.finish().await;
}
