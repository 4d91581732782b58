//! The three users' ways through the service on a phone, in a real browser: with and without scripts, in both
//! languages. Texts are named by their keys, as templates name them.

use bulletins::domain::people::Locale;
use bulletins::i18n;
use fantoccini::Locator;
use fluent_bundle::FluentArgs;

use crate::support::app::TestApp;
use crate::support::chromium::Chromium;
use crate::support::inbox::Mail;
use crate::support::wishes::reads_all;

/// One person's phone, and the service they use.
pub(super) struct Phone {
    pub app: TestApp,
    pub chromium: Chromium,
    pub locale: Locale,
    pub has_scripts: bool,
}

impl Phone {
    fn text(&self, key: &str) -> String {
        let mut one = FluentArgs::new();
        one.set("count", 1);
        i18n::text(self.locale, key, &one).unwrap()
    }

    /// The only mail of that kind in that person's inbox.
    pub fn mail(&self, to: &str, kind: &str) -> Mail {
        self.app.inbox(to).has_one(kind).clone()
    }

    async fn open(&self, path: &str) {
        self.chromium.go(&format!("{}{path}", self.app.base)).await;
    }

    pub async fn sees(&self, key: &str) {
        self.chromium.sees(&self.text(key)).await;
    }

    async fn follow(&self, key: &str) {
        self.chromium.follow(&self.text(key)).await;
    }
}

/// Goes that way with and without scripts, in both languages, each time from the morning of a closing day on.
pub(super) async fn tell(journey: impl AsyncFn(&Phone)) {
    for (locale, language) in [(Locale::Fr, "fr"), (Locale::En, "en")] {
        for has_scripts in [true, false] {
            let Some(chromium) = Chromium::launch(language).await else { return };
            if !has_scripts {
                chromium.without_scripts().await;
            }
            let settings = [("BULLETINS_PROGRAMME__LANGUAGE", language.to_owned())];
            let app = TestApp::with("2026-03-13 09:00", false, &settings).await.unwrap();
            let phone = Phone { app, chromium, locale, has_scripts };
            journey(&phone).await;
            phone.chromium.close().await;
            phone.app.travel_to("Fri 15:05").await;
            phone.app.finish().await;
        }
    }
}

/// From the tap in the mail to "filed": two screens, and a third to mend what one said.
#[actix_web::test]
async fn an_eig_files_and_corrects() {
    tell(async |phone| {
        phone.app.travel_to("Fri 14:00").await;
        let chromium = &phone.chromium;
        phone.open(&phone.mail("driss@plume.example", "reminder").link("/f/")).await;
        chromium.type_into("priorities", "Relire les décisions").await;
        // Only a script makes it speak.
        let counter = chromium.found(Locator::Css("[data-counter-for=priorities]")).await;
        assert_eq!(counter.attr("aria-live").await.unwrap().is_some(), phone.has_scripts);
        chromium.click(".send button").await;
        // Nothing typed is lost with what is missing.
        phone.sees("fault-mood-missing").await;
        chromium.click(".face:nth-of-type(3)").await;
        chromium.type_into("ups_and_downs", "Deux **beaux** entretiens").await;
        chromium.type_into("help", "Qui connaît un juriste ?").await;
        if phone.has_scripts {
            chromium.found(Locator::Css("[data-saved]")).await;
        }
        chromium.click(".send button").await;
        phone.sees("filed-title").await;
        chromium.sees("Relire les décisions").await;
        phone.follow("revise").await;
        chromium.type_into("priorities", ", toutes").await;
        chromium.click(".send button").await;
        chromium.sees("Relire les décisions, toutes").await;
        phone.app.travel_to("Fri 15:05").await;
        let digest = phone.mail("liste@eig.example", "digest");
        digest.says("Relire les décisions, toutes").says("Qui connaît un juriste ?");
        // By the link of the mail one sees what was filed, after closing too.
        phone.open(&phone.mail("driss@plume.example", "reminder").link("/f/")).await;
        chromium.sees("Relire les décisions, toutes").await;
    })
    .await;
}

/// From the digest to their project and back to what they want by mail, without a password.
#[actix_web::test]
async fn a_mentor_reads_on_from_the_digest() {
    tell(async |phone| {
        let chromium = &phone.chromium;
        for (slug, priorities) in [("cartobio", "Ouvrir la carte"), ("plume", "Relire les décisions")] {
            file(&phone.app, slug, priorities).await;
        }
        reads_all(&phone.app, "marc@diair.example").await;
        phone.app.travel_to("Fri 15:05").await;
        let digest = phone.mail("marc@diair.example", "digest");
        digest.says("Ouvrir la carte").says("Karfu'R");
        assert!(digest.text.find("Karfu'R") < digest.text.find("Ouvrir"), "{}", digest.text);
        phone.open(&digest.link("/weeks/")).await;
        chromium.type_into("email", "marc@diair.example").await;
        chromium.click("button[formaction='/sign-in/links']").await;
        phone.sees("sign-in-sent-title").await;
        phone.app.settle().await;
        let mail = phone.mail("marc@diair.example", "sign-in");
        chromium.type_into("code", &mail.code()).await;
        chromium.click("main form button").await;
        chromium.sees("Ouvrir la carte").await;
        chromium.follow("CartoBio").await;
        chromium.sees("Agence Bio").await;
        phone.follow("nav-search").await;
        chromium.type_into("q", "\"relire les\"").await;
        chromium.click("form[role=search] button").await;
        chromium.found(Locator::Css(".hits mark")).await;
        chromium.click(".menu summary").await;
        phone.follow("nav-settings").await;
        chromium.click("#every option[value=month]").await;
        chromium.click("form.mails button").await;
        phone.sees("done-saved").await;
        phone.app.travel_to("Fri 15:05").await;
        assert_eq!(phone.app.inbox("marc@diair.example").of_kind("digest").len(), 1);
    })
    .await;
}

/// At a glance who asks for help and who is missing; then a newcomer, and a week off.
#[actix_web::test]
async fn a_coordinator_acts_on_what_they_see() {
    tell(async |phone| {
        let chromium = &phone.chromium;
        file(&phone.app, "cartobio", "Ouvrir la carte").await;
        phone.open(&phone.app.sign_up_link("camille@eig.example").await).await;
        chromium.type_into("password", "correct horse battery").await;
        chromium.click("main form button").await;
        phone.sees("not-yet-filed").await;
        chromium.sees("Qui connaît un juriste ?").await;
        chromium.click("td a[href*='/bulletins/']").await;
        chromium.sees("Ouvrir la carte").await;
        phone.follow("nav-admin").await;
        chromium.click("main a[href='/admin/people']").await;
        chromium.click("main summary").await;
        chromium.type_into("lines", "Noé <noe@plume.example>").await;
        chromium.click("#post option[value=eig]").await;
        chromium.click("#project option:last-child").await;
        chromium.click("form.new button").await;
        phone.sees("done-invited").await;
        phone.app.settle().await;
        phone.mail("noe@plume.example", "invitation").says("Plume");
        chromium.click(".rail a[href='/admin']").await;
        chromium.click("main a[href='/admin/schedule']").await;
        // This week, and not the next one, which is proposed.
        chromium.click("#week option:first-child").await;
        chromium.type_into("reason", "Séminaire").await;
        chromium.click("main form.narrow button").await;
        phone.sees("done-paused").await;
        chromium.sees("Séminaire").await;
        phone.app.travel_to("Fri 14:00").await;
        phone.app.inbox("driss@plume.example").has_none("reminder");
    })
    .await;
}

/// What a team filed earlier in the week, by account.
async fn file(app: &TestApp, slug: &str, priorities: &str) {
    let team = if slug == "plume" { "driss@plume.example" } else { "ada@cartobio.example" };
    let browser = app.browse_as(team).await;
    browser.open("/").await.is(200);
    let help = ("help", "Qui connaît un juriste ?");
    let texts = [("mood", "2"), ("priorities", priorities), ("ups_and_downs", "Démo réussie"), help];
    browser.submit(&texts).await.is(200);
}
