//! What exists in `bulletins demo` alone: a clock to move, a mailbox to read, tours, and signing in as anyone.

mod clock;
mod design;
mod entering;
mod levers;
mod mailbox;
mod page;
mod tour;

use actix_web::web::{ServiceConfig, get, post, resource};

#[cfg(test)]
pub use self::design::DesignPage;
#[cfg(test)]
pub use self::mailbox::{MailPage, MailboxPage};
#[cfg(test)]
pub use self::page::DemoPage;

/// The demo's addresses, added to the map.
pub fn map(config: &mut ServiceConfig) {
    config
        .service(resource("/demo").route(get().to(page::show)))
        .service(resource("/demo/clock").route(post().to(clock::advance)))
        .service(resource("/demo/tour").route(post().to(tour::follow)))
        .service(resource("/demo/sign-in").route(post().to(entering::enter)))
        .service(resource("/demo/design").route(get().to(design::show)))
        .service(resource("/demo/design.css").route(get().to(design::styles)))
        .service(resource("/demo/mailbox").route(get().to(mailbox::list)))
        .service(resource("/demo/mailbox.json").route(get().to(mailbox::list_as_json)))
        .service(resource("/demo/mailbox/{message_id}").route(get().to(mailbox::show)))
        .service(resource("/demo/mailbox/{message_id}/html").route(get().to(mailbox::show_html)));
}
