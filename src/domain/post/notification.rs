//! By which service people are spoken to.

use crate::domain::kit::named;

/// A service that takes messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Service {
    Email,
    Slack,
    Mattermost,
    Matrix,
}

named!(Service, "service": Email = "email", Slack = "slack", Mattermost = "mattermost", Matrix = "matrix");

impl Service {
    pub const CHATS: [Service; 3] = [Service::Slack, Service::Mattermost, Service::Matrix];
}

/// How the people of a project are reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Notification {
    #[default]
    Email,
    Slack,
    Mattermost,
    Matrix,
    None,
}

named!(Notification, "notification":
    Email = "email",
    Slack = "slack",
    Mattermost = "mattermost",
    Matrix = "matrix",
    None = "none",
);

impl Notification {
    /// The service that it names; none: people are not reminded.
    pub fn service(self) -> Option<Service> {
        match self {
            Notification::Email => Some(Service::Email),
            Notification::Slack => Some(Service::Slack),
            Notification::Mattermost => Some(Service::Mattermost),
            Notification::Matrix => Some(Service::Matrix),
            Notification::None => None,
        }
    }
}
