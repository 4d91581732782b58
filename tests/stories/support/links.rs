//! Mails that somebody asks for, asked for without a browser.

use std::sync::Arc;

use bulletins::services::identity::answering_asks;
use bulletins::services::identity::claim::Claim;
use bulletins::services::identity::mailing_links::{self, Asker, Wanted};
use bulletins::services::identity::sessions::{self, Browser};
use bulletins::services::identity::tokens::Token;
use bulletins::services::people::inviting;
use bulletins::services::{Refusal, Scope, Services};
use bulletins::store::people::{self, NewPerson};
use bulletins::store::privacy::kept;
use bulletins::store::{self, Conn};

/// Asks for a sign-in link to that address, and waits until it is written.
pub async fn ask_to_sign_in(services: &Arc<Services>, address: &str) {
    ask(services, Wanted::SignIn { browser: Token::random() }, address).await;
}

pub async fn ask_for_a_new_password(services: &Arc<Services>, address: &str) {
    ask(services, Wanted::PasswordReset, address).await;
}

async fn ask(services: &Arc<Services>, wanted: Wanted, address: &str) {
    let asker = Asker { email: address.to_owned(), from: None, device: None };
    mailing_links::ask(services, wanted, asker).await.unwrap();
    answering_asks::answer(services).await.unwrap();
}

/// Invites those people; how many invitations were written.
pub async fn invite(services: &Arc<Services>, addresses: &[&str]) -> usize {
    let addresses: Vec<_> = addresses.iter().map(|address| address.parse().unwrap()).collect();
    let find = move |conn: &mut Conn| -> store::Result<Vec<_>> {
        let find = |address| Ok(people::by_email(conn, address)?.expect("the stories know this person").id);
        addresses.iter().map(find).collect()
    };
    let invited = services.db.read(find).await.unwrap();
    // A coordinator who is there for this alone, so that nobody else is written to.
    let come = |scope: &mut Scope<'_>| -> Result<_, Refusal> {
        let email = &"inviter@x.example".parse().unwrap();
        let new = NewPerson { name: "Inviter", email, locale: None, coordinator: true };
        let inviter = people::insert(scope.conn, &new, scope.now)?;
        let browser = Browser::default();
        Ok((inviter, sessions::open(scope, inviter, &browser, None)?.session))
    };
    let (inviter, session) = services.write(come).await.unwrap();
    let count = inviting::invite(services, Claim::new(session), invited).await.unwrap().count;
    let go = move |conn: &mut Conn| kept::delete_rows(conn, "people", "id", inviter);
    services.db.write(go).await.unwrap();
    count
}
