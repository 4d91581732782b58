//! Getting in without a password: a link goes to the address, and whoever reads its mail is let in.

use std::net::IpAddr;
use std::sync::Arc;

use super::device_marks::DeviceMark;
use super::throttling::{count_inbox, count_network};
use super::tokens::Token;
use crate::domain::people::Email;
use crate::domain::post::kind::Kind;
use crate::services::{Error, Refusal, Scope, Services};
use crate::store::identity::asked_mails::{self, NewAsk};

/// What a mail with a link is for.
#[derive(Clone)]
pub enum Wanted {
    /// A link, and a code for the browser that asks.
    SignIn {
        browser: Token,
    },
    PasswordReset,
}

/// Who asks for a mail.
pub struct Asker {
    pub email: String,
    pub from: Option<IpAddr>,
    pub device: Option<DeviceMark>,
}

/// Notes that a link is wanted at that address, unless it has just been sent some.
///
/// Whether it is anybody's is not asked here: the answer and what is done for it are the same in any case. The worker
/// (`answering_asks`) is woken at once.
///
/// # Errors
/// [`Refusal::Faults`] of what is no address; [`Refusal::Throttled`] where too many were asked for from there.
pub async fn ask(services: &Arc<Services>, wanted: Wanted, asker: Asker) -> Result<(), Refusal> {
    let note = move |scope: &mut Scope<'_>| note(scope, &wanted, &asker);
    // What was counted stays so whatever comes of it.
    services.write(note).await??;
    services.asked.notify_one();
    Ok(())
}

fn note(scope: &mut Scope<'_>, wanted: &Wanted, asker: &Asker) -> Result<Result<(), Refusal>, Error> {
    if let Err(until) = count_network(scope, asker.from)? {
        return Ok(Err(Refusal::Throttled { until }));
    }
    let email = match Email::parse(&asker.email) {
        Ok(email) => email,
        Err(wrong) => return Ok(Err(Refusal::fault("email", wrong))),
    };
    if !count_inbox(scope, &email, asker.device.as_ref())? {
        return Ok(Ok(()));
    }
    let (kind, browser_hash) = match wanted {
        Wanted::SignIn { browser } => (Kind::SignIn, Some(browser.hash())),
        Wanted::PasswordReset => (Kind::PasswordReset, None),
    };
    let browser_hash = browser_hash.as_ref().map(|hash| hash.as_slice());
    asked_mails::insert(scope.conn, &NewAsk { kind, email: &email, browser_hash }, scope.now)?;
    Ok(Ok(()))
}
