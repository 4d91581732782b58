//! Readers who say that they have read, without a browser.

use bulletins::domain::filing::bulletin::BulletinId;
use bulletins::store::filing::bulletins as filing;
use bulletins::store::programme::projects;
use bulletins::store::reading::acknowledgements;
use bulletins::store::{self, Conn};

use super::app::{TestApp, moment};
use super::help::person;

async fn bulletin(app: &TestApp, slug: &str, week: &str) -> BulletinId {
    let (slug, week) = (slug.to_owned(), week.parse().unwrap());
    let find = move |conn: &mut Conn| -> store::Result<_> {
        let project = projects::by_slug(conn, &slug)?.expect("the stories know this project").id;
        filing::find(conn, project, week)
    };
    app.app.services.db.read(find).await.unwrap().expect("it has filed").id
}

/// Where that person says that they have read what that project filed, without the server's part.
pub async fn read_link(app: &TestApp, slug: &str, week: &str, address: &str) -> String {
    let links = app.app.services.read_links();
    let link = links(bulletin(app, slug, week).await, person(app, address).await);
    link[link.find("/r/").unwrap()..].to_owned()
}

/// They said so then.
pub async fn read(app: &TestApp, slug: &str, week: &str, address: &str, at: &str) {
    let (bulletin, reader, at) = (bulletin(app, slug, week).await, person(app, address).await, moment(at));
    let say = move |conn: &mut Conn| acknowledgements::say(conn, bulletin, reader, at);
    app.app.services.db.write(say).await.unwrap();
}
