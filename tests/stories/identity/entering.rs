//! How long what lets people in does so, and what it says before it does.

use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::Browser;

story!(a_session_ends_after_ninety_days_however_often_it_is_used, "2026-03-04 09:00", |app| {
    let ben = app.browse_as("ben@cartobio.example").await;
    // 90 days as they are counted: the clocks of Paris have gone forward since.
    for day in ["2026-03-30", "2026-04-25", "2026-05-20", "2026-06-01"] {
        app.sleep_until(&format!("{day} 09:00"));
        ben.open("/weeks").await.is(200).says("Ben");
    }
    app.sleep_until("2026-06-02 09:59");
    ben.open("/weeks").await.is(200).says("Ben");
    app.sleep_until("2026-06-02 10:00");
    ben.open("/weeks").await.says("Se connecter");
});

story!(a_code_works_for_ten_minutes_and_its_link_for_fifteen, "2026-03-04 09:00", |app| {
    let mina = app.browser("en");
    mina.open("/sign-in").await;
    let csrf = mina.page().field("csrf");
    mina.post("/sign-in/links", &[("csrf", &csrf), ("email", "mina@agence.example")]).await.is(200);
    app.settle().await;
    let mail = app.inbox("mina@agence.example").has_one("sign-in").clone();
    mail.says("It works once, for 15 minutes").says("within 10 minutes");
    let code = mail.code();
    app.sleep_until("2026-03-04 09:10");
    mina.submit(&[("code", &code)]).await.is(422).says("has expired");
    mina.open(&mail.link("/sign-in/")).await.is(200);
    mina.submit(&[]).await.is(200).says("Mina");
});

// Such as from a mail to the choice of mails.
story!(who_asks_for_a_link_on_the_way_goes_on_to_where_they_were_going, "2026-03-04 09:00", |app| {
    let enter = async |asked_in: &Browser, followed_in: &Browser, to: &str| {
        let csrf = asked_in.open(to).await.field("csrf");
        let back = asked_in.page().field("back");
        let sent = [("csrf", csrf.as_str()), ("email", "mina@agence.example"), ("back", &back)];
        asked_in.post("/sign-in/links", &sent).await.is(200);
        app.settle().await;
        followed_in
            .open(&app.inbox("mina@agence.example").latest_of("sign-in").link("/sign-in/"))
            .await
            .is(200);
        followed_in.submit(&[]).await.is(200).path.clone()
    };
    let browsers = [app.browser("fr"), app.browser("fr"), app.browser("fr")];
    let [phone, laptop, desk] = &browsers;
    assert_eq!(enter(phone, phone, "/settings?a=b&c=%3B").await, "/settings?a=b&c=%3B");
    // Elsewhere nobody was going anywhere,
    assert!(enter(laptop, desk, "/settings").await.starts_with("/weeks/"));
    // and what was asked for on the way is over once they are in, by whichever way.
    let csrf = laptop.open("/settings").await.field("csrf");
    let sent = [("csrf", csrf.as_str()), ("email", "marc@diair.example"), ("back", "/key-dates")];
    laptop.post("/sign-in/links", &sent).await.is(200);
    app.settle().await;
    let code = app.inbox("marc@diair.example").latest_of("sign-in").code();
    assert_eq!(laptop.submit(&[("code", &code)]).await.is(200).path, "/key-dates");
    laptop.submit_form("form[action='/sign-out']", &[]).await.is(200);
    assert!(!laptop.cookies().contains("back="), "{}", laptop.cookies());
    desk.open("/settings").await.is(200);
    desk.submit_form("form[action='/sign-out']", &[]).await.is(200);
    assert!(enter(desk, desk, "/sign-in").await.starts_with("/weeks/"));
    // Nor does anybody lead them elsewhere.
    let stranger = app.browser("fr");
    assert!(enter(&stranger, &stranger, "/sign-in?back=//evil.example/").await.starts_with("/weeks/"));
});

/// The links that let somebody in, in mails that anybody may forward.
async fn links_of(app: &TestApp, address: &str) -> [String; 3] {
    let browser = app.browser("fr");
    browser.open("/password-resets").await;
    browser.submit(&[("email", address)]).await.is(200);
    let csrf = browser.open("/sign-in").await.field("csrf");
    browser.post("/sign-in/links", &[("csrf", &csrf), ("email", address)]).await.is(200);
    app.settle().await;
    let inbox = app.inbox(address);
    [
        inbox.has_one("sign-in").link("/sign-in/"),
        inbox.has_one("password-reset").link("/password-resets/"),
        app.sign_up_link(address).await,
    ]
}

story!(
    a_link_says_whom_it_signs_in_before_it_takes_a_session_from_somebody_else,
    "2026-03-04 09:00",
    |app| {
        let ada = app.browse_as("ada@cartobio.example").await;
        for link in links_of(app, "chloe@karfur.example").await {
            let page = ada.open(&link).await;
            page.is(200).says("chloe@karfur.example").says("une session est ouverte au nom d’Ada");
            // Whoever looks is who they were.
            ada.open("/settings").await.says("ada@cartobio.example");
            app.browser("fr").open(&link).await.is(200).says("chloe@karfur.example").says_not("en ce moment");
        }
        for link in links_of(app, "ada@cartobio.example").await {
            ada.open(&link).await.is(200).says_not("en ce moment");
        }
    }
);

story!(whoever_loads_the_answer_to_a_form_again_is_led_to_the_form, "2026-03-04 09:00", |app| {
    let ada = app.browser("fr");
    let csrf = ada.open("/sign-in").await.field("csrf");
    ada.post("/sign-in/links", &[("csrf", &csrf), ("email", "ada@cartobio.example")]).await.is(200);
    // What is called language asks for the page once more.
    let page = ada.submit_form("footer form[action='/locale']", &[("locale", "en")]).await;
    assert_eq!(page.is(200).path, "/sign-in");
    page.says("Sign in");
    app.settle().await;
    let camille = app.browse_as("camille@eig.example").await;
    for (address, form) in [
        ("/settings/password", "/settings"),
        ("/admin/people/1/roles", "/admin/people/1"),
        ("/sign-out", "/dashboard"),
    ] {
        let page = camille.open(address).await;
        assert_eq!(page.is(200).path, form, "from {address}");
    }
    camille.open("/weeks").await.says("Camille");
});

story!(a_link_that_has_ended_says_what_helps_for_its_kind, "2026-03-04 09:00", |app| {
    let anybody = app.browser("fr");
    for (link, words, onward) in [
        ("/f/x", "Votre prochain courriel en apporte un nouveau", "/sign-in"),
        ("/invitations/x", "copiez-la en entier depuis le courriel. Sinon, connectez-vous", "/sign-in"),
        ("/sign-in/x", "Vous en aurez un autre en un instant", "/sign-in"),
        ("/password-resets/x", "Vous en aurez un autre en un instant", "/password-resets"),
        ("/unsubscribe/x", "Vous choisissez dans vos réglages", "/settings#mails"),
        ("/feeds/x/key-dates.ics", "La nouvelle adresse est dans vos réglages", "/settings#calendar"),
        ("/s/x", "Demandez-en un nouveau à la personne qui vous l’a donné", "/"),
        ("/r/x", "Copiez-le en entier depuis le courriel", "/"),
        ("/h/x", "copiez-la en entier depuis le courriel", "/"),
        ("/h/offers/x", "rouvrez la demande d’aide", "/"),
    ] {
        let page = anybody.open(link).await;
        page.is(410).says(words).says_not("rappel");
        assert!(page.has(&format!("main a.button[href='{onward}']")), "{link}: {}", page.body);
    }
});

story!(an_invitation_works_once_and_only_with_a_good_password, "2026-03-04 09:00", |app| {
    let link = app.sign_up_link("chloe@karfur.example").await;
    let chloe = app.browser("fr");
    chloe.open(&link).await.is(200).says("chloe@karfur.example");
    chloe.submit(&[("password", "court")]).await.is(422).says("au moins 12 caractères");
    chloe.submit(&[("name", ""), ("password", "court")]).await.is(422).says("Indiquez votre nom");
    chloe
        .submit(&[("name", "Chloé R."), ("password", "correct horse battery")])
        .await
        .is(200)
        .says("Chloé R.");
    app.browser("fr").open(&link).await.is(410);
    // A newer link ends an older one, and any ends after two weeks.
    let older = app.sign_up_link("driss@plume.example").await;
    let newer = app.sign_up_link("driss@plume.example").await;
    app.browser("fr").open(&older).await.is(410);
    app.browser("fr").open(&newer).await.is(200);
    app.sleep_until("2026-03-18 09:00");
    app.browser("fr").open(&newer).await.is(410);
});
