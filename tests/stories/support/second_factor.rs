//! Apps that show codes, as people have them in their pockets.

use bulletins::domain::identity::authenticator::Secret;
use bulletins::services::identity::apps::{self, NewApp};
use bulletins::services::{Refusal, Scope};
use bulletins::store::people;
use chrono::TimeDelta;

use super::app::TestApp;
use super::browser::Browser;

/// The app of one person.
pub struct CodeApp(Secret);

impl CodeApp {
    /// Reads the secret from the page that shows it.
    pub fn reads(browser: &Browser) -> CodeApp {
        CodeApp(Secret::read(&browser.page().field("secret")).expect("the page shows a secret"))
    }

    /// What it shows now.
    pub fn code(&self, app: &TestApp) -> String {
        self.0.code_at(bulletins::clock::Clock::now(app.clock.as_ref()))
    }

    /// What it shows half a minute later.
    pub fn next_code(&self, app: &TestApp) -> String {
        let now = bulletins::clock::Clock::now(app.clock.as_ref());
        app.clock.set(now + TimeDelta::seconds(30));
        self.code(app)
    }
}

/// Somebody who is signed in sets an app up; the app, and the recovery codes.
pub async fn set_up(app: &TestApp, browser: &Browser) -> (CodeApp, Vec<String>) {
    browser.open("/settings/second-factor/app").await.is(200);
    let shown = CodeApp::reads(browser);
    let page = browser.submit(&[("code", &shown.code(app))]).await;
    let codes = codes_on(page.is(200).says("Codes de secours"));
    (shown, codes)
}

/// The recovery codes that a page shows.
pub fn codes_on(page: &super::browser::Page) -> Vec<String> {
    let is_code = |word: &&str| word.len() == 29 && word.matches('-').count() == 5;
    let codes: Vec<String> = page.text().split(' ').filter(is_code).map(str::to_owned).collect();
    assert_eq!(codes.len(), 10, "{}", page.text());
    codes
}

/// Gives that person an app without asking: for stories of who has one.
pub async fn give(app: &TestApp, address: &str) -> CodeApp {
    let (email, shown) = (address.parse().unwrap(), CodeApp(Secret::random()));
    let new = NewApp { secret: shown.0.clone(), code: shown.code(app) };
    let give = move |scope: &mut Scope<'_>| -> Result<(), Refusal> {
        let person = people::by_email(scope.conn, &email)?.expect("the stories know this person");
        apps::set_up(scope, person.id, &new).map(|_| ())
    };
    app.app.services.write(give).await.unwrap();
    shown
}
