//! Requests for help, asked without a browser.

use bulletins::domain::help::RequestId;
use bulletins::domain::people::PersonId;
use bulletins::services::help::asking::{self, Typed};
use bulletins::services::help::links::Holder;
use bulletins::services::{Refusal, Scope};
use bulletins::store::people;
use bulletins::store::programme::projects;
use bulletins::store::{self, Conn};

use super::app::TestApp;

/// The team of that project asks at once; the first of them.
pub async fn ask_for_help(app: &TestApp, slug: &str, text: &str) -> RequestId {
    let typed = Typed { project: slug.to_owned(), help: text.to_owned() };
    let ask = move |scope: &mut Scope<'_>| -> Result<RequestId, Refusal> {
        let project = projects::by_slug(scope.conn, &typed.project)?;
        let project = project.expect("the stories know this project").id;
        let members = people::members(scope.conn, scope.today())?;
        let member = members.iter().find(|member| member.asks_for(project));
        asking::ask(scope, member.expect("it has a team"), &typed)
    };
    app.app.services.write(ask).await.unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

/// Where that holder answers that request, without the server's part.
pub fn link_for(app: &TestApp, request: RequestId, holder: Holder) -> String {
    let link = app.app.services.help_links()(request, holder);
    link.strip_prefix(&app.base).expect("links are of this server").to_owned()
}

pub async fn person(app: &TestApp, address: &str) -> PersonId {
    let email = address.parse().unwrap();
    let find = move |conn: &mut Conn| -> store::Result<_> { people::by_email(conn, &email) };
    app.app.services.db.read(find).await.unwrap().expect("the stories know this person").id
}
