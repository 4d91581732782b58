//! What stories are told with: the real app on either database, a mail server, and browsers without scripts.

pub mod app;
pub mod authenticator;
pub mod browser;
pub mod chat;
pub mod checkers;
pub mod chromium;
pub mod database;
pub mod demo;
pub mod filing;
pub mod full_house;
pub mod gallery;
pub mod held;
pub mod help;
pub mod inbox;
pub mod links;
pub mod log;
pub mod meanwhile;
pub mod outage;
pub mod place;
pub mod ports;
pub mod postgres;
pub mod proxy;
pub mod raw;
pub mod readings;
pub mod requests;
pub mod second_factor;
pub mod smtp;
pub mod tls;
pub mod walk;
pub mod wishes;

use std::io::Write;

/// One red pixel, as PNG.
pub const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde\0\0\0\x0cIDATx\x9cc\xf8\xcf\xc0\0\0\x03\x01\x01\0\xc9\xfe\x92\xef\0\0\0\0IEND\xaeB`\x82";

/// Whether `BULLETINS_TEST_REQUIRE` names that part, so that its absence is a failure and not a skip.
pub fn is_required(part: &str) -> bool {
    std::env::var("BULLETINS_TEST_REQUIRE").is_ok_and(|list| list.split(',').any(|name| name.trim() == part))
}

/// Says that something is skipped, or fails where it is required.
pub fn skip(part: &str, reason: &str) {
    assert!(!is_required(part), "{part} is required by BULLETINS_TEST_REQUIRE: {reason}");
    // Written past the test harness, which would keep it to itself where a test passes.
    let _ = writeln!(std::io::stderr(), "skipped: {reason}");
}

/// Tells one story on both databases: `story!(name, "2026-03-06 09:00", |app| { … });`
#[macro_export]
macro_rules! story {
    ($name:ident, $start:literal, |$app:ident| $body:block) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn tell($app: &$crate::support::app::TestApp) $body

            #[actix_web::test]
            async fn on_sqlite() {
                let app = $crate::support::app::TestApp::on_sqlite($start).await;
                tell(&app).await;
                app.finish().await;
            }

            #[actix_web::test]
            async fn on_postgres() {
                let Some(app) = $crate::support::app::TestApp::on_postgres($start).await else { return };
                tell(&app).await;
                app.finish().await;
            }
        }
    };
}
