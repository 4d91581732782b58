//! Whose link an address holds, if it was sent to somebody by mail.

use actix_web::HttpRequest;

use crate::services::identity::addressees::Addressee;
use crate::services::identity::tokens::Key;

/// None: the address holds no link, or one that nobody in particular was sent.
pub fn of(req: &HttpRequest, key: &Key) -> Option<Addressee> {
    let token = req.match_info().get("token")?;
    match req.match_pattern()?.as_str() {
        "/f/{token}" | "/f/{token}/draft" | "/sign-in/{token}" | "/password-resets/{token}" => {
            Addressee::of_kept(token)
        }
        "/h/{token}" => Addressee::of_help(token, key),
        "/r/{token}" => Addressee::of_reading(token, key),
        "/unsubscribe/{token}" => Addressee::of_subscription(token, key),
        _ => None,
    }
}
