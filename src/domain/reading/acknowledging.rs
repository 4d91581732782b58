//! Readers say that they have read a bulletin. Opening it says nothing: nobody is watched.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::domain::calendar::{Calendar, Week};
use crate::domain::filing::bulletin::{Bulletin, BulletinId};
use crate::domain::people::{Member, Membership, PersonId, Role};

/// Somebody who has said so, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadBy {
    pub reader: PersonId,
    pub name: String,
    pub at: DateTime<Utc>,
}

/// Who has said so, of each bulletin, in the order in which they did.
pub type Readers = BTreeMap<BulletinId, Vec<ReadBy>>;

/// A bulletin that is read so soon comes back to its team before it writes the next one.
pub const SOON: TimeDelta = TimeDelta::days(5);

/// Until when it can be said of a week's bulletin, and taken back: the end of the week after next.
pub fn until(week: Week, zone: Tz) -> DateTime<Utc> {
    week.next().next().ends_at(zone)
}

/// Whether somebody who may read that bulletin is a reader of it: neither the project's EIGs of any time are, nor whoever
/// filed it in their place.
pub fn is_asked(reader: &Member, bulletin: &Bulletin) -> bool {
    let is_of_team = |held: &Membership| held.project == bulletin.project && held.role == Role::Eig;
    bulletin.author != Some(reader.person.id) && !reader.own_roles().any(is_of_team)
}

/// Since when everybody may read a bulletin that was filed then.
pub fn public_at(week: Week, filed_at: DateTime<Utc>, calendar: &Calendar) -> DateTime<Utc> {
    calendar.published_at(week).max(filed_at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::samples::{self, former, member, standing_in, week};

    #[test]
    fn it_can_be_said_until_the_end_of_the_week_after_next() {
        let until = until(week("2026-W10"), samples::calendar().zone);
        // Monday the 23rd of March begins at 23:00 of UTC.
        assert_eq!(until, "2026-03-22T23:00:00Z".parse::<DateTime<Utc>>().unwrap());
    }

    #[test]
    fn a_team_does_not_tell_itself_that_it_has_read() {
        let filed = Bulletin { author: None, ..samples::bulletin(1, "2026-W10") };
        let is_asked = |reader: &Member| is_asked(reader, &filed);
        for role in Role::ALL {
            let is_reader = role != Role::Eig;
            assert_eq!(is_asked(&member(false, &[(role, 1)])), is_reader, "{role}");
            assert_eq!(is_asked(&member(true, &[(role, 1)])), is_reader, "{role}");
            assert_eq!(is_asked(&former(&[(role, 1)])), is_reader, "{role}");
            assert!(is_asked(&member(false, &[(role, 2)])), "{role}");
            assert!(is_asked(&standing_in(&[(role, 1)])), "{role}");
        }
        assert!(is_asked(&member(true, &[])) && is_asked(&member(false, &[])));
        assert!(!is_asked(&member(false, &[(Role::Eig, 1), (Role::Mentor, 1)])));
        let helper = member(true, &[]);
        let by_helper = Bulletin { author: Some(helper.person.id), ..filed.clone() };
        assert!(!super::is_asked(&helper, &by_helper));
    }

    #[test]
    fn a_late_bulletin_is_everybodys_once_it_is_filed() {
        let calendar = samples::calendar();
        let public_at =
            |filed_at: &str| public_at(week("2026-W10"), filed_at.parse().unwrap(), &calendar).to_rfc3339();
        assert_eq!(public_at("2026-03-05T10:00:00Z"), "2026-03-06T14:05:00+00:00");
        assert_eq!(public_at("2026-03-07T10:00:00Z"), "2026-03-07T10:00:00+00:00");
    }
}
