//! Mails that somebody asks for, asked for without a browser.

use std::sync::Arc;

use bulletins::services::Services;
use bulletins::services::identity::mailing_links::{self, Asker, Wanted};
use bulletins::services::identity::tokens::Token;
use bulletins::services::people::inviting;
use bulletins::store::people;
use bulletins::store::privacy::audit::Actor;
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
    let asked = mailing_links::ask(services, wanted, asker, services.clock.now()).await.unwrap();
    assert!(asked.is_ok());
    services.afterwards.done().await;
}

/// Invites those people; how many invitations were written.
pub async fn invite(services: &Arc<Services>, addresses: &[&str]) -> usize {
    let addresses: Vec<_> = addresses.iter().map(|address| address.parse().unwrap()).collect();
    let find = move |conn: &mut Conn| -> store::Result<Vec<_>> {
        let find = |address| Ok(people::by_email(conn, address)?.expect("the stories know this person").id);
        addresses.iter().map(find).collect()
    };
    let invited = services.db.read(find).await.unwrap();
    inviting::invite(services, invited, Actor::Program, services.clock.now()).await.unwrap()
}
