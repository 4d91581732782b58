//! Which settings are secret, and what is shown of them.

use url::Url;

/// Settings whose values are nobody's but the program's.
pub(super) const SECRETS: [&str; 8] = [
    "database.url",
    "mail.smtp_url",
    "mail.bounce_secret",
    "mail.dkim_key",
    "chat.slack_token",
    "chat.mattermost_webhook",
    "chat.matrix_token",
    "metrics.token",
];

const MASK: &str = "***";

/// Of an address with a password the rest, of which an operator can tell which it is; of all else nothing.
pub(super) fn masked(secret: &str) -> String {
    if secret.starts_with("sqlite://") {
        return secret.to_owned();
    }
    // Mail servers may be several.
    secret.split(' ').map(masked_one).collect::<Vec<_>>().join(" ")
}

fn masked_one(secret: &str) -> String {
    let is_address = ["postgres", "postgresql", "smtp", "smtps"];
    match Url::parse(secret) {
        Ok(mut url) if is_address.contains(&url.scheme()) => {
            if url.password().is_some() && url.set_password(Some(MASK)).is_err() {
                return MASK.to_owned();
            }
            if url.query_pairs().any(|(key, _)| key == "password") {
                url.set_query(Some(MASK));
            }
            url.to_string()
        }
        _ => MASK.to_owned(),
    }
}
