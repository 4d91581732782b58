//! What a message is.

use crate::domain::kit::named;
use crate::domain::people::{Member, Role};

/// A kind of message. Its name stands in the header `X-Bulletins-Kind`, and is that of its templates; those of digests that
/// are about one project have names of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Announcement,
    Reminder,
    Digest,
    SignIn,
    PasswordReset,
    Invitation,
    /// To the owner of an account: what happened to it.
    Notice,
    /// To somebody who is asked to stand in for a mentor, or need not any more.
    StandIn,
    /// To somebody who has been erased: the last one.
    Farewell,
    /// A request for help has just been published.
    HelpAsked,
    /// To those who asked and to those who took it: they are brought together.
    HelpTaken,
    /// The same when somebody gave it back, closed it or opened it again.
    HelpNews,
    /// To somebody outside the programme who would take one: it proves their address.
    HelpOffer,
    /// To a referent: nobody has taken a request for a while, or its project has ended.
    HelpReferent,
    /// To all coordinators: what nobody has taken.
    HelpOverview,
    /// To those who asked and to those who took it: what became of a request?
    HelpProgress,
    /// To a referent, or else to all coordinators: a team has said in which weeks it is away.
    TeamAway,
    /// To all coordinators: mails of a digest wait for their decision.
    DigestHeld,
    /// To those who coordinate, as it is: what somebody wrote to the sender of mails, or a copy of one that is yet to leave.
    HandedOn,
}

named!(Kind, "kind of message":
    Announcement = "announcement",
    Reminder = "reminder",
    Digest = "digest",
    SignIn = "sign-in",
    PasswordReset = "password-reset",
    Invitation = "invitation",
    Notice = "notice",
    StandIn = "stand-in",
    Farewell = "farewell",
    HelpAsked = "help-asked",
    HelpTaken = "help-taken",
    HelpNews = "help-news",
    HelpOffer = "help-offer",
    HelpReferent = "help-referent",
    HelpOverview = "help-overview",
    HelpProgress = "help-progress",
    TeamAway = "team-away",
    DigestHeld = "digest-held",
    HandedOn = "handed-on",
);

impl Kind {
    /// Which of the messages that are due goes first: the lower, the sooner. Somebody sits before a screen and waits for
    /// a link; an invitation is for one person; of a run there may be hundreds.
    pub fn priority(self) -> i16 {
        match self {
            Kind::SignIn | Kind::PasswordReset | Kind::HelpOffer => 0,
            Kind::Invitation
            | Kind::Notice
            | Kind::StandIn
            | Kind::Farewell
            | Kind::HelpAsked
            | Kind::HelpTaken
            | Kind::HelpNews
            | Kind::TeamAway
            | Kind::DigestHeld => 1,
            Kind::Announcement
            | Kind::Reminder
            | Kind::Digest
            | Kind::HelpReferent
            | Kind::HelpOverview
            | Kind::HelpProgress
            | Kind::HandedOn => 2,
        }
    }

    /// Whether its text is for its reader alone, who comes in or answers by it: once it is sent, nobody else has a use for
    /// it. What a week brings carries such links too, but to many people: its texts are kept for a while, sealed, for who is
    /// asked what was sent.
    pub fn lets_in(self) -> bool {
        matches!(
            self,
            Kind::SignIn
                | Kind::PasswordReset
                | Kind::Invitation
                | Kind::HelpAsked
                | Kind::HelpTaken
                | Kind::HelpNews
                | Kind::HelpOffer
                | Kind::HelpReferent
                | Kind::HelpOverview
                | Kind::HelpProgress
        )
    }

    /// Whether a week brings it to many, and its text is kept for who is asked what was sent.
    pub fn can_be_looked_at(self) -> bool {
        matches!(self, Kind::Announcement | Kind::Reminder | Kind::Digest)
    }

    /// Whether people can stop such messages: nobody asked for them, and nobody must know.
    pub fn can_be_stopped(self) -> bool {
        matches!(
            self,
            Kind::Announcement
                | Kind::Reminder
                | Kind::Digest
                | Kind::HelpAsked
                | Kind::HelpReferent
                | Kind::HelpOverview
                | Kind::HelpProgress
                | Kind::TeamAway
        )
    }

    /// Whether its words tell what certain people do: ask, take, begin a bulletin, be away.
    ///
    /// A digest that says who helps is not among them: its week is told once.
    pub fn tells_of_people(self) -> bool {
        use Kind::*;
        matches!(
            self,
            HelpAsked
                | HelpTaken
                | HelpNews
                | HelpOffer
                | HelpReferent
                | HelpOverview
                | HelpProgress
                | Reminder
                | TeamAway
        )
    }

    /// Whether that person may get such a message at all, beside what everybody gets because of something they did.
    pub fn may_reach(self, member: &Member) -> bool {
        match self {
            // The announcement goes to lists and channels beside.
            Kind::Announcement | Kind::Reminder => member.projects_as(Role::Eig).next().is_some(),
            Kind::HelpAsked
            | Kind::HelpReferent
            | Kind::HelpOverview
            | Kind::TeamAway
            | Kind::DigestHeld
            | Kind::HandedOn => member.person.coordinator,
            _ => true,
        }
    }

    /// Whether a coordinator says what becomes of it where no server takes it in time: a week's news is lost to whoever does not
    /// get it, and what comes next does not tell it again.
    pub fn is_held(self) -> bool {
        self == Kind::Digest
    }

    /// Whether it goes to an address that was replaced meanwhile: who lost theirs to somebody else must be told there.
    pub fn follows_no_one(self) -> bool {
        self == Kind::Notice
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::schedule::Job;

    #[test]
    fn what_a_job_brings_can_be_stopped_by_its_name() {
        for job in Job::ALL {
            assert!(job.as_str().parse::<Kind>().is_ok_and(Kind::can_be_stopped), "{job}");
        }
    }
}
