//! What somebody wants to read, for stories that are about what they get.

use bulletins::domain::people::preferences::{DigestWish, Every, Scope as Told};
use bulletins::services::Scope;
use bulletins::store::{self, people};

use super::app::TestApp;

/// What that person wants to read.
pub async fn wish(app: &TestApp, address: &str, scope: Told, every: Every) {
    let email = address.parse().unwrap();
    let work = move |at: &mut Scope<'_>| -> store::Result<()> {
        let person = people::by_email(at.conn, &email)?.unwrap().id;
        people::set_digest(at.conn, person, DigestWish { scope, every })
    };
    app.app.services.write(work).await.unwrap();
}

/// A mentor who reads all projects in full, each week.
pub async fn reads_all(app: &TestApp, address: &str) {
    wish(app, address, Told::All, Every::Week).await;
}

/// What language that person reads.
pub async fn speaks(app: &TestApp, address: &str, language: &str) {
    let (email, locale) = (address.parse().unwrap(), language.parse().unwrap());
    let work = move |at: &mut Scope<'_>| -> store::Result<()> {
        let person = people::by_email(at.conn, &email)?.unwrap().id;
        people::set_locale(at.conn, person, Some(locale))
    };
    app.app.services.write(work).await.unwrap();
}
