//! Who has come, who is waited for, who has not been heard of for long.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{Member, Membership};
use crate::domain::kit::named;
use crate::domain::programme::ids::ProjectId;

/// A month without a word is long where each week has its bulletin.
const SILENCE: TimeDelta = TimeDelta::days(30);

/// What somebody's comings have left behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trace {
    /// Since when there has been no word of them: since their last sign, since they were added, or since they are back.
    pub silent_since: DateTime<Utc>,
    /// When they last signed in, looked at a page, or answered by a link of theirs; none: never, as far as it is
    /// still known.
    pub heard_at: Option<DateTime<Utc>>,
    /// When they were last sent an invitation that can still be accepted.
    pub invited_at: Option<DateTime<Utc>>,
}

/// How it stands with somebody's coming and going.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    KeptOut,
    /// They had roles, and their last day was that one.
    Left(NaiveDate),
    /// When they were last heard of.
    Heard(DateTime<Utc>),
    /// When they were last sent an invitation.
    Invited(DateTime<Utc>),
    NotInvited,
}

impl Standing {
    /// Who waits for a word of ours before who has not been heard of for long, before who is gone.
    pub fn rank(&self) -> (u8, Option<DateTime<Utc>>) {
        match *self {
            Standing::NotInvited => (0, None),
            Standing::Invited(at) => (1, Some(at)),
            Standing::Heard(at) => (2, Some(at)),
            Standing::Left(day) => (3, day.and_hms_opt(0, 0, 0).map(|at| at.and_utc())),
            Standing::KeptOut => (4, None),
        }
    }
}

/// By what people are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// They have not come yet, and something goes on for them to come to.
    Awaited,
    /// Neither seen nor heard of for a month, while something goes on.
    Silent,
    Left,
    KeptOut,
}

named!(State, "state": Awaited = "awaited", Silent = "silent", Left = "left", KeptOut = "kept-out");

impl Member {
    pub fn standing(&self, trace: &Trace) -> Standing {
        if !self.person.active {
            return Standing::KeptOut;
        }
        match (self.has_left(), self.last_day(), trace.heard_at, trace.invited_at) {
            (true, Some(day), _, _) => Standing::Left(day),
            (_, _, Some(at), _) => Standing::Heard(at),
            (_, _, None, Some(at)) => Standing::Invited(at),
            (_, _, None, None) => Standing::NotInvited,
        }
    }

    /// `under_way`: the projects for which they are wanted.
    pub fn is_in(
        &self,
        state: State,
        trace: &Trace,
        under_way: &BTreeSet<ProjectId>,
        now: DateTime<Utc>,
    ) -> bool {
        let standing = self.standing(trace);
        match state {
            State::KeptOut => standing == Standing::KeptOut,
            State::Left => self.has_left(),
            State::Awaited => {
                let has_come = !matches!(standing, Standing::Invited(_) | Standing::NotInvited);
                // Who begins next month may come today.
                !has_come && self.is_wanted(under_way, |role| !role.is_past(self.today))
            }
            State::Silent => {
                let is_here = self.is_wanted(under_way, |role| role.serves_on(self.today));
                self.person.active && is_here && trace.silent_since <= now - SILENCE
            }
        }
    }

    /// Whether something goes on for this person: for a coordinator always, and for somebody without a role, who was
    /// added for a reason.
    fn is_wanted(&self, under_way: &BTreeSet<ProjectId>, counts: impl Fn(&Membership) -> bool) -> bool {
        self.person.coordinator
            || self.memberships.is_empty()
            || self.memberships.iter().any(|role| counts(role) && under_way.contains(&role.project))
    }

    /// The last of all days of their own roles; none: there is no such day.
    fn last_day(&self) -> Option<NaiveDate> {
        self.own_roles().filter_map(|role| role.until_day).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::people::Role;
    use crate::domain::samples::{former, member};

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn trace(heard_at: Option<&str>, is_invited: bool) -> Trace {
        let added_at = at("2026-01-05T08:00:00Z");
        let heard_at = heard_at.map(at);
        Trace {
            silent_since: heard_at.unwrap_or(added_at),
            heard_at,
            invited_at: is_invited.then_some(added_at),
        }
    }

    fn states(member: &Member, trace: &Trace, now: &str) -> Vec<State> {
        let under_way = [ProjectId(1)].into();
        State::ALL.into_iter().filter(|state| member.is_in(*state, trace, &under_way, at(now))).collect()
    }

    #[test]
    fn who_never_came_is_waited_for_while_there_is_something_to_come_to() {
        let (never, soon, later) = (trace(None, false), "2026-01-20T08:00:00Z", "2026-03-01T08:00:00Z");
        let here = member(false, &[(Role::Mentor, 1)]);
        assert_eq!(here.standing(&never), Standing::NotInvited);
        assert_eq!(here.standing(&trace(None, true)), Standing::Invited(at("2026-01-05T08:00:00Z")));
        assert_eq!(states(&here, &never, soon), [State::Awaited]);
        assert_eq!(states(&here, &never, later), [State::Awaited, State::Silent]);
        for wanted in [member(true, &[(Role::Mentor, 2)]), member(false, &[])] {
            assert_eq!(states(&wanted, &never, soon), [State::Awaited]);
        }
        // Of a promotion that is over, or not to be told of yet, nobody is fetched.
        assert_eq!(states(&member(false, &[(Role::Mentor, 2)]), &never, later), []);
        assert_eq!(states(&former(&[(Role::Eig, 1)]), &never, later), [State::Left]);
    }

    #[test]
    fn who_begins_later_can_come_and_is_not_missed() {
        let mut later = member(false, &[(Role::Eig, 1)]);
        later.memberships[0].from_day = later.today.succ_opt();
        assert_eq!(states(&later, &trace(None, true), "2026-03-01T08:00:00Z"), [State::Awaited]);
    }

    #[test]
    fn a_month_without_a_word_is_silence() {
        let here = member(false, &[(Role::Eig, 1)]);
        let heard = trace(Some("2026-03-01T08:00:00Z"), false);
        assert_eq!(here.standing(&heard), Standing::Heard(at("2026-03-01T08:00:00Z")));
        assert_eq!(states(&here, &heard, "2026-03-31T07:59:59Z"), []);
        assert_eq!(states(&here, &heard, "2026-03-31T08:00:00Z"), [State::Silent]);
    }

    #[test]
    fn who_has_left_or_is_kept_out_is_neither_missed_nor_fetched() {
        let gone = former(&[(Role::Eig, 1)]);
        let heard = trace(Some("2026-01-06T08:00:00Z"), false);
        assert_eq!(gone.standing(&heard), Standing::Left(gone.memberships[0].until_day.unwrap()));
        assert_eq!(states(&gone, &heard, "2026-06-01T08:00:00Z"), [State::Left]);
        let mut kept_out = member(false, &[(Role::Eig, 1)]);
        kept_out.person.active = false;
        assert_eq!(kept_out.standing(&heard), Standing::KeptOut);
        assert_eq!(states(&kept_out, &heard, "2026-06-01T08:00:00Z"), [State::KeptOut]);
    }
}
