//! What the audit trail tells apart.

use crate::domain::kit::named;

/// Something that was done and is kept on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    SignedInByPassword,
    SignedInByLink,
    SignedInByCode,
    /// Somebody tried to be that person.
    SignInFailed,
    /// That person asked for what is for others.
    Refused,
    SignedUp,
    SignedOut,
    SignedOutEverywhere,
    SessionEnded,
    PasswordSet,
    SignedInByPasskey,
    SecondFactorSet,
    SecondFactorRemoved,
    RecoveryCodesMade,
    RecoveryCodeUsed,
    Invited,
    PersonAdded,
    PersonChanged,
    PersonDeactivated,
    PersonReactivated,
    PersonErased,
    RoleGiven,
    RoleTaken,
    /// The role has another first or last day.
    RoleDaysSet,
    CoordinatorMade,
    CoordinatorUnmade,
    /// That person is asked about that project.
    ReferentSet,
    /// That person is not asked about that project any more.
    ReferentUnset,
    /// That person stands in for who did this.
    StandInNamed,
    StandInEnded,
    DataExported,
    FeedRenewed,
    ProjectExported,
    PromotionExported,
    ShareAdded,
    ShareRevoked,
    PromotionAdded,
    PromotionChanged,
    PromotionMoved,
    PromotionDeleted,
    ProjectAdded,
    ProjectChanged,
    ProjectDeleted,
    LogoChanged,
    FileImported,
    WeekPaused,
    WeekResumed,
    /// The team of that project is away in that week, as one of it said.
    TeamAway,
    TeamBack,
    MailsWritten,
    /// A coordinator had a copy of the next digest sent to themselves.
    DigestCopied,
    MailRetried,
    MailCancelled,
    /// Of a run whose mails no server took in time.
    HeldSent,
    HeldGivenUp,
    /// A backup was brought back, and what it would have sent is not sent.
    RestoreDropped,
    /// The same, and it is.
    RestoreSent,
}

named!(Action, "action":
    SignedInByPassword = "signed-in-by-password",
    SignedInByLink = "signed-in-by-link",
    SignedInByCode = "signed-in-by-code",
    SignInFailed = "sign-in-failed",
    Refused = "refused",
    SignedUp = "signed-up",
    SignedOut = "signed-out",
    SignedOutEverywhere = "signed-out-everywhere",
    SessionEnded = "session-ended",
    PasswordSet = "password-set",
    SignedInByPasskey = "signed-in-by-passkey",
    SecondFactorSet = "second-factor-set",
    SecondFactorRemoved = "second-factor-removed",
    RecoveryCodesMade = "recovery-codes-made",
    RecoveryCodeUsed = "recovery-code-used",
    Invited = "invited",
    PersonAdded = "person-added",
    PersonChanged = "person-changed",
    PersonDeactivated = "person-deactivated",
    PersonReactivated = "person-reactivated",
    PersonErased = "person-erased",
    RoleGiven = "role-given",
    RoleTaken = "role-taken",
    RoleDaysSet = "role-days-set",
    CoordinatorMade = "coordinator-made",
    CoordinatorUnmade = "coordinator-unmade",
    ReferentSet = "referent-set",
    ReferentUnset = "referent-unset",
    StandInNamed = "stand-in-named",
    StandInEnded = "stand-in-ended",
    DataExported = "data-exported",
    FeedRenewed = "feed-renewed",
    ProjectExported = "project-exported",
    PromotionExported = "promotion-exported",
    ShareAdded = "share-added",
    ShareRevoked = "share-revoked",
    PromotionAdded = "promotion-added",
    PromotionChanged = "promotion-changed",
    PromotionMoved = "promotion-moved",
    PromotionDeleted = "promotion-deleted",
    ProjectAdded = "project-added",
    ProjectChanged = "project-changed",
    ProjectDeleted = "project-deleted",
    LogoChanged = "logo-changed",
    FileImported = "file-imported",
    WeekPaused = "week-paused",
    WeekResumed = "week-resumed",
    TeamAway = "team-away",
    TeamBack = "team-back",
    MailsWritten = "mails-written",
    DigestCopied = "digest-copied",
    MailRetried = "mail-retried",
    MailCancelled = "mail-cancelled",
    HeldSent = "held-sent",
    HeldGivenUp = "held-given-up",
    RestoreDropped = "restore-dropped",
    RestoreSent = "restore-sent",
);

/// By what the trail is filtered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    SignIns,
    Refusals,
    Invitations,
    People,
    Roles,
    Exports,
    Programme,
    Schedule,
    Sends,
}

named!(Topic, "topic":
    SignIns = "sign-ins",
    Refusals = "refusals",
    Invitations = "invitations",
    People = "people",
    Roles = "roles",
    Exports = "exports",
    Programme = "programme",
    Schedule = "schedule",
    Sends = "sends",
);

impl Action {
    fn topic(self) -> Topic {
        match self {
            Action::SignedInByPassword
            | Action::SignedInByLink
            | Action::SignedInByCode
            | Action::SignedOut
            | Action::SignedOutEverywhere
            | Action::SessionEnded
            | Action::PasswordSet
            | Action::SignedInByPasskey
            | Action::SecondFactorSet
            | Action::SecondFactorRemoved
            | Action::RecoveryCodesMade
            | Action::RecoveryCodeUsed => Topic::SignIns,
            Action::SignInFailed | Action::Refused => Topic::Refusals,
            Action::Invited | Action::SignedUp => Topic::Invitations,
            Action::PersonAdded
            | Action::PersonChanged
            | Action::PersonDeactivated
            | Action::PersonReactivated
            | Action::PersonErased => Topic::People,
            Action::RoleGiven
            | Action::RoleTaken
            | Action::RoleDaysSet
            | Action::CoordinatorMade
            | Action::CoordinatorUnmade
            | Action::ReferentSet
            | Action::ReferentUnset
            | Action::StandInNamed
            | Action::StandInEnded => Topic::Roles,
            Action::DataExported
            | Action::FeedRenewed
            | Action::ProjectExported
            | Action::PromotionExported
            | Action::ShareAdded
            | Action::ShareRevoked => Topic::Exports,
            Action::PromotionAdded
            | Action::PromotionChanged
            | Action::PromotionMoved
            | Action::PromotionDeleted
            | Action::ProjectAdded
            | Action::ProjectChanged
            | Action::ProjectDeleted
            | Action::LogoChanged
            | Action::FileImported => Topic::Programme,
            Action::WeekPaused | Action::WeekResumed | Action::TeamAway | Action::TeamBack => Topic::Schedule,
            Action::MailsWritten
            | Action::DigestCopied
            | Action::MailRetried
            | Action::MailCancelled
            | Action::HeldSent
            | Action::HeldGivenUp
            | Action::RestoreDropped
            | Action::RestoreSent => Topic::Sends,
        }
    }

    /// Whether it is done to a person: once nobody is named there, that person has been erased.
    pub fn is_done_to_somebody(self) -> bool {
        self.tells_where_from()
            || matches!(self.topic(), Topic::Invitations | Topic::People | Topic::Roles)
            || matches!(self, Action::DataExported | Action::FeedRenewed)
    }

    /// Whether its detail tells the network from which it was done, which goes with the person.
    pub fn tells_where_from(self) -> bool {
        matches!(self.topic(), Topic::SignIns | Topic::Refusals)
    }
}

impl Topic {
    pub fn actions(self) -> impl Iterator<Item = Action> {
        Action::ALL.into_iter().filter(move |action| action.topic() == self)
    }
}
