//! Every request that changes a person, and who sends it.

/// Who sends a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The person whom the pairs are about.
    Subject,
    /// Somebody who coordinates, whatever happens.
    Boss,
    /// A browser in which nobody is signed in.
    Stranger,
}

pub type Fields = &'static [(&'static str, &'static str)];

/// A request that changes a person; what stands in braces is filled in.
#[derive(Clone, Copy)]
pub struct Change {
    pub name: &'static str,
    pub by: By,
    pub path: &'static str,
    pub fields: Fields,
}

const fn change(name: &'static str, by: By, path: &'static str, fields: Fields) -> Change {
    Change { name, by, path, fields }
}

/// Every request that changes a person.
pub const CHANGES: &[Change] = &[
    change("language", By::Subject, "/locale", &[("locale", "{locale}"), ("back", "/")]),
    change("profile", By::Subject, "/settings/profile", &[("name", "Own {turn}"), ("locale", "{locale}")]),
    change("mails", By::Subject, "/settings/mails", &[("digest", "own"), ("every", "month")]),
    change("own chats", By::Subject, "/settings/chats", &[("mattermost", "own{turn}")]),
    change(
        "password",
        By::Subject,
        "/settings/password",
        &[("present", PASSWORD), ("password", "password of {turn} at least")],
    ),
    change("feed", By::Subject, "/settings/feed", &[]),
    change("end the other session", By::Subject, "/settings/sessions/{session}", &[]),
    change("end all sessions", By::Subject, "/settings/sessions", &[]),
    change("sign out", By::Subject, "/sign-out", &[]),
    change("own erasure", By::Subject, "/settings/erasure", &[]),
    change(
        "add",
        By::Boss,
        "/admin/people",
        &[("lines", "Added {turn} <{email}>"), ("post", "eig"), ("project", "plume")],
    ),
    change(
        "add to coordinate",
        By::Boss,
        "/admin/people",
        &[("lines", "Added {turn} <{email}>"), ("post", "coordinator")],
    ),
    change(
        "change",
        By::Boss,
        "/admin/people/{id}",
        &[("name", "Changed {turn}"), ("email", "{turn}-{email}"), ("locale", "{locale}")],
    ),
    change("rename", By::Boss, "/admin/people/{id}", &[("name", "Renamed {turn}"), ("email", "{email}")]),
    change("give", By::Boss, "/admin/people/{id}/roles", &[("role", "mentor"), ("project", "plume")]),
    change(
        "take",
        By::Boss,
        "/admin/people/{id}/roles",
        &[("role", "eig"), ("project", "cartobio"), ("take", "1")],
    ),
    change("leave", By::Boss, "/admin/people/{id}/departure", &[("last_day", "2026-03-31")]),
    change("chats", By::Boss, "/admin/people/{id}/chats", &[("mattermost", "given{turn}")]),
    change("promote", By::Boss, "/admin/people/{id}/coordinator", &[("on", "1")]),
    change("demote", By::Boss, "/admin/people/{id}/coordinator", &[]),
    change("let in", By::Boss, "/admin/people/{id}/active", &[("on", "1")]),
    change("keep out", By::Boss, "/admin/people/{id}/active", &[]),
    change("invite", By::Boss, "/admin/people/{id}/invitation", &[]),
    change("erase", By::Boss, "/admin/people/{id}/erasure", &[]),
    change("unsubscribe", By::Stranger, "/unsubscribe/{stop}", &[("List-Unsubscribe", "One-Click")]),
    change("subscribe", By::Stranger, "/unsubscribe/{stop}", &[("undo", "1")]),
    change(
        "sign up",
        By::Stranger,
        "/invitations/{invitation}",
        &[("name", "Signed up {turn}"), ("locale", "{locale}")],
    ),
    change("reset", By::Stranger, "/password-resets/{reset}", &[("password", "reset of {turn} at least")]),
    change("sign in by link", By::Stranger, "/sign-in/{link}", &[]),
    change("sign in", By::Stranger, "/sign-in", &[("email", "{email}"), ("password", PASSWORD)]),
];

/// What takes from the subject what they could do before.
pub const TAKING: [&str; 9] = [
    "demote",
    "keep out",
    "erase",
    "own erasure",
    "sign out",
    "end all sessions",
    "end the other session",
    "password",
    "reset",
];

pub const PASSWORD: &str = "correct horse battery";
