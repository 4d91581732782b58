//! What a reader may see. It is said here and nowhere else: of what nobody may see nothing is told, counted or derived.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::domain::calendar::{Calendar, Week};
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::filing::key_date::Announced;
use crate::domain::people::Member;
use crate::domain::programme::project::{Project, ProjectId};

/// Who reads.
#[derive(Debug, Clone, Copy)]
pub enum Reader<'a> {
    /// Somebody with an account, whether by a page, their calendar's address or their mail.
    Member(&'a Member),
    /// Whoever has a link that shares this project.
    Stranger(ProjectId),
    /// A mailing list: nobody in particular of the programme.
    List,
    /// Whoever runs the service and takes everything out: what a coordinator reads, once it is published.
    Operator,
}

/// How many teams there must be for a number of them to be told: of fewer it would tell of one in particular.
const CROWD: usize = 5;

/// Whether a team that has filed is told how many of so many have, before their bulletins are published. Which ones is
/// told to nobody but the coordinators; that no other has, or that all have, would tell it of each.
pub fn tells_how_many(filed: usize, of: usize) -> bool {
    of >= CROWD && (2..of).contains(&filed)
}

/// What a reader may see at some moment.
#[derive(Debug, Clone, Copy)]
pub struct Sight<'a> {
    reader: Reader<'a>,
    /// The week that it is.
    present: Week,
    /// The last one that everybody may read.
    last_public: Week,
    only_published: bool,
}

impl<'a> Sight<'a> {
    pub fn of(reader: Reader<'a>, calendar: &Calendar, now: DateTime<Utc>) -> Sight<'a> {
        Sight {
            reader,
            present: calendar.week_at(now),
            last_public: calendar.last_public_week(now),
            only_published: false,
        }
    }

    /// The same without what is still the team's own: for what is sent or taken along, and so may be handed on.
    pub fn only_published(self) -> Sight<'a> {
        Sight { only_published: true, ..self }
    }

    /// The last week that everybody may read.
    pub fn last_public(&self) -> Week {
        self.last_public
    }

    /// Whether the reader may know that there is such a project.
    pub fn knows(&self, project: &Project) -> bool {
        match self.reader {
            Reader::Member(member) => project.is_told_to(member),
            Reader::Stranger(shared) => project.id == shared && project.stage.is_public(),
            Reader::List => project.stage.is_public(),
            Reader::Operator => true,
        }
    }

    /// All that the reader may know of, where that is not each of them whose stage is told to them.
    pub fn follows_only(&self) -> Option<BTreeSet<ProjectId>> {
        match self.reader {
            Reader::Member(member) => member.follows_only(),
            Reader::Stranger(shared) => Some(BTreeSet::from([shared])),
            Reader::List | Reader::Operator => None,
        }
    }

    /// Whether the reader may read what that project filed for that week, and know whether it did.
    pub fn reads(&self, project: &Project, week: Week) -> bool {
        self.knows(project) && (week <= self.last_public || self.reads_unpublished(project))
    }

    /// The bulletin as the reader may have it: what later ones tell of it is as secret as these are. None: they may not
    /// read it.
    pub fn shows(&self, project: &Project, bulletin: Bulletin) -> Option<Bulletin> {
        let reads = |week| self.reads(project, week);
        reads(bulletin.week).then(|| bulletin.as_told_in(reads))
    }

    /// The key date as the reader may have it: as secret as the bulletin that announces it, and so is what later ones
    /// tell of it. None: they may not know of it.
    pub fn shows_day(&self, project: &Project, announced: Announced) -> Option<Announced> {
        let is_shown = match announced.week {
            Some(week) => self.reads(project, week),
            None => self.knows(project),
        };
        let story = announced.story.as_told_in(|week| self.reads(project, week));
        is_shown.then_some(Announced { story, ..announced })
    }

    /// Whether the reader is told who has read what they may read: strangers and lists are told of no reader.
    pub fn names_readers(&self) -> bool {
        matches!(self.reader, Reader::Member(_))
    }

    /// What a team has not published yet is its own affair, and the coordinators'.
    fn reads_unpublished(&self, project: &Project) -> bool {
        let is_theirs =
            matches!(self.reader, Reader::Member(member) if member.may_read_unpublished(project.id));
        is_theirs && !self.only_published
    }

    /// Whether there is anything to be told of that week.
    pub fn has_begun(&self, week: Week) -> bool {
        week <= self.present
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::people::Role;
    use crate::domain::people::rights::Follows;
    use crate::domain::programme::project::Stage;
    use crate::domain::samples::{self, former, member, standing_in};

    #[test]
    fn a_number_is_told_of_a_crowd_alone() {
        assert!(!tells_how_many(2, 4));
        assert!(tells_how_many(2, 15) && tells_how_many(14, 15));
        // It would tell of each that it has, or has not.
        assert!(!tells_how_many(1, 15) && !tells_how_many(15, 15));
    }

    proptest! {
        /// At any minute of half a year, whichever weeks are paused, to whoever had whichever role.
        #[test]
        fn what_is_not_published_is_its_teams_and_the_coordinators_alone(
            minutes in 0i64..60 * 24 * 182,
            number in 1u32..=30,
            paused in proptest::collection::btree_set(1u32..=30, 0..6),
            stage in 0..Stage::ALL.len(),
            other in any::<bool>(),
        ) {
            let week_of = |number| Week::new(2026, number).unwrap();
            let calendar = samples::calendar().with_pauses(paused.into_iter().map(week_of).collect());
            let now = "2026-01-05T00:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(minutes);
            let (week, stage) = (week_of(number), Stage::ALL[stage]);
            let project = Project { stage, ..samples::project(if other { 2 } else { 1 }) };
            let is_public = stage.is_public() && calendar.is_published(week, now);
            let sees = |reader| Sight::of(reader, &calendar, now).reads(&project, week);
            prop_assert_eq!(sees(Reader::List), is_public);
            prop_assert_eq!(sees(Reader::Operator), calendar.is_published(week, now));
            prop_assert_eq!(sees(Reader::Stranger(ProjectId(1))), is_public && !other);
            let (coordinator, nobody) = (member(true, &[]), member(false, &[]));
            prop_assert!(sees(Reader::Member(&coordinator)));
            prop_assert_eq!(sees(Reader::Member(&nobody)), is_public);
            for role in Role::ALL {
                let roles = [(role, 1)];
                let (serving, left) = (member(false, &roles), former(&roles));
                for (member, rights) in
                    [(serving, role.during()), (standing_in(&roles), role.during()), (left, role.outside())]
                {
                    let knows = stage.is_public()
                        && (rights.follows == Follows::All || rights.follows == Follows::Own && !other);
                    let is_theirs = rights.files && !other;
                    let sight = Sight::of(Reader::Member(&member), &calendar, now);
                    prop_assert_eq!(sight.knows(&project), knows);
                    prop_assert_eq!(sight.reads(&project, week), knows && (is_public || is_theirs));
                    // By mail nobody is told more than is published.
                    prop_assert_eq!(sight.only_published().reads(&project, week), knows && is_public);
                }
            }
        }
    }
}
