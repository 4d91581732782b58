//! Somebody with their roles, as they stand on one day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::rights::{Follows, Rights};
use super::{Locale, Membership, Person, PersonId, Role};
use crate::domain::kit::named;
use crate::domain::programme::ids::ProjectId;

/// As what somebody files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FiledAs {
    Eig,
    /// Who helps out.
    Coordinator,
}

named!(FiledAs, "author": Eig = "eig", Coordinator = "coordinator");

/// Somebody of the programme, with what decides over their rights.
#[derive(Debug, Clone)]
pub struct Member {
    pub person: Person,
    /// Their own ones, past and coming ones too, by project; then those of the mentors for whom they stand in.
    pub memberships: Vec<Membership>,
    /// The day, on the programme's clocks, on which it is asked what they may.
    pub today: NaiveDate,
}

impl Member {
    /// The language in which to write to this person: their own choice, their project's, or the programme's.
    pub fn locale(&self, programme: Locale) -> Locale {
        let of_project = || self.memberships.iter().find_map(|membership| membership.locale);
        self.person.locale.or_else(of_project).unwrap_or(programme)
    }

    /// All on which they have a role, had or will have one.
    pub fn projects(&self) -> BTreeSet<ProjectId> {
        self.memberships.iter().map(|membership| membership.project).collect()
    }

    /// The roles that were given to this person: those of mentors for whom they stand in are left out.
    pub fn own_roles(&self) -> impl Iterator<Item = &Membership> {
        self.memberships.iter().filter(|m| m.for_whom.is_none())
    }

    /// Whether that is the help for which they were added to stand in for somebody: it is said as what it is.
    pub fn only_stands_in_by(&self, held: &Membership) -> bool {
        let is_same =
            |other: &&Membership| other.project == held.project && other.until_day == held.until_day;
        held.role == Role::Helper
            && self.memberships.iter().filter(|m| m.for_whom.is_some()).any(|m| is_same(&m))
    }

    /// The roles of which today is one of the days.
    pub fn serving(&self) -> impl Iterator<Item = &Membership> {
        self.memberships.iter().filter(|m| m.serves_on(self.today))
    }

    /// EIGs file for their own projects; a coordinator may help out for any.
    pub fn may_file_for(&self, project: ProjectId) -> bool {
        self.rights().any(|(of, rights)| rights.files && of.is_none_or(|of| of == project))
    }

    /// What a team has not published yet is its own affair, and the coordinators'.
    pub fn may_read_unpublished(&self, project: ProjectId) -> bool {
        self.may_file_for(project)
    }

    /// Whether they read what that project has published.
    pub fn follows(&self, project: ProjectId) -> bool {
        self.rights().any(|(of, rights)| match rights.follows {
            Follows::All => true,
            Follows::Own => of == Some(project),
            Follows::Nothing => false,
        })
    }

    /// Whether they read what any project publishes.
    pub fn follows_all(&self) -> bool {
        self.rights().any(|(_, rights)| rights.follows == Follows::All)
    }

    /// The projects of which they read what is published, where these are not all.
    pub fn follows_only(&self) -> Option<BTreeSet<ProjectId>> {
        let followed = self.memberships.iter().map(|m| m.project).filter(|project| self.follows(*project));
        (!self.follows_all()).then(|| followed.collect())
    }

    /// What they may by each role, with its project; none: by something else.
    fn rights(&self) -> impl Iterator<Item = (Option<ProjectId>, Rights)> {
        let coordinates = self.person.coordinator.then_some((None, Rights::COORDINATOR));
        let bare = self.memberships.is_empty().then_some((None, Rights::WITHOUT_ROLE));
        let by_roles = self.memberships.iter().map(|m| (Some(m.project), m.rights_on(self.today)));
        by_roles.chain(coordinates).chain(bare)
    }

    /// Whoever is on a project may show its published history to others; so may coordinators.
    pub fn may_share(&self, project: ProjectId) -> bool {
        let is_on = |m: &Membership| m.project == project && m.role != Role::Alumnus;
        self.person.coordinator || self.serving().any(is_on)
    }

    /// Whether they have some role on that project today.
    pub fn is_on(&self, project: ProjectId) -> bool {
        self.serving().any(|m| m.project == project)
    }

    pub fn has_role(&self, role: Role, project: ProjectId) -> bool {
        self.serving().any(|m| m.role == role && m.project == project)
    }

    /// The projects on which this person has that role today.
    pub fn projects_as(&self, role: Role) -> impl Iterator<Item = ProjectId> + use<> {
        self.projects_where(|held| held == role).into_iter()
    }

    /// The projects of which they are a mentor of either kind today, for themselves or for somebody else.
    pub fn mentored(&self) -> impl Iterator<Item = ProjectId> + use<> {
        self.projects_where(Role::is_mentor).into_iter()
    }

    /// Each once: a stand-in may be a mentor of the same project beside.
    fn projects_where(&self, wanted: impl Fn(Role) -> bool) -> BTreeSet<ProjectId> {
        self.serving().filter(|m| wanted(m.role)).map(|m| m.project).collect()
    }

    pub fn is_mentor_of(&self, project: ProjectId) -> bool {
        self.serving().any(|m| m.role.is_mentor() && m.project == project)
    }

    /// The projects that they read before all others, and whose teams their answers reach: those that they mentor; of who does
    /// neither that nor file, those on which they have another role.
    pub fn accompanied(&self) -> Vec<ProjectId> {
        let mentored: Vec<ProjectId> = self.mentored().collect();
        if mentored.is_empty() && self.projects_as(Role::Eig).next().is_none() {
            return self.projects_where(|_| true).into_iter().collect();
        }
        mentored
    }

    /// As what they filed for that project on that day; none: nothing tells it any more.
    pub fn filed_as(&self, project: ProjectId, on: NaiveDate) -> Option<FiledAs> {
        let filed = |held: &Membership| held.project == project && held.rights_on(on).files;
        let on_team = self.own_roles().any(filed).then_some(FiledAs::Eig);
        on_team.or(self.person.coordinator.then_some(FiledAs::Coordinator))
    }

    /// The mentors for whom they stand in, each with the last day.
    pub fn stands_in_for(&self) -> BTreeMap<PersonId, Option<NaiveDate>> {
        self.serving().filter_map(|m| Some((m.for_whom?, m.until_day))).collect()
    }

    /// Whether they had roles, of which none is left.
    pub fn has_left(&self) -> bool {
        let had = !self.memberships.is_empty() && self.memberships.iter().all(|m| m.is_past(self.today));
        had && !self.person.coordinator
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::samples::{former, member, standing_in};

    const OWN: ProjectId = ProjectId(1);
    const OTHER: ProjectId = ProjectId(2);

    #[test]
    fn a_mail_comes_in_ones_own_language_or_the_projects_or_the_programmes() {
        let mut member = member(false, &[(Role::Mentor, 1), (Role::Eig, 2)]);
        assert_eq!(member.locale(Locale::Fr), Locale::Fr);
        member.memberships[1].locale = Some(Locale::En);
        assert_eq!(member.locale(Locale::Fr), Locale::En);
        member.person.locale = Some(Locale::Fr);
        assert_eq!(member.locale(Locale::En), Locale::Fr);
    }

    #[test]
    fn a_role_gives_its_rights_on_its_days_and_others_outside_them() {
        for role in Role::ALL {
            let (serving, left) = (member(false, &[(role, 1)]), former(&[(role, 1)]));
            for (member, rights) in [(&serving, role.during()), (&left, role.outside())] {
                assert_eq!(member.may_file_for(OWN), rights.files, "{role}");
                assert!(!member.may_file_for(OTHER), "{role}");
                assert_eq!(member.follows(OWN), rights.follows >= Follows::Own, "{role}");
                assert_eq!(member.follows(OTHER), rights.follows == Follows::All, "{role}");
            }
            assert!(serving.has_role(role, OWN) && !left.has_role(role, OWN), "{role}");
            assert_eq!((serving.has_left(), left.has_left()), (false, true), "{role}");
        }
    }

    #[test]
    fn the_first_and_the_last_day_are_among_the_days() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let days = (Some(day("2026-03-02")), Some(day("2026-03-31")));
        let role = Membership {
            from_day: days.0,
            until_day: days.1,
            ..Membership::open(PersonId(1), OWN, Role::Eig)
        };
        let served =
            ["2026-03-01", "2026-03-02", "2026-03-31", "2026-04-01"].map(|on| role.serves_on(day(on)));
        assert_eq!(served, [false, true, true, false]);
        assert!(!role.is_past(day("2026-03-01")) && role.is_past(day("2026-04-01")));
    }

    #[test]
    fn who_has_left_filed_as_what_they_were() {
        let (gone, day) = (former(&[(Role::Eig, 1), (Role::Mentor, 2)]), |member: &Member| member.today);
        let before = day(&gone).pred_opt().unwrap();
        assert_eq!(gone.filed_as(OWN, before), Some(FiledAs::Eig));
        assert_eq!((gone.filed_as(OWN, day(&gone)), gone.filed_as(OTHER, before)), (None, None));
        let both = member(true, &[(Role::Eig, 1)]);
        assert_eq!(both.filed_as(OWN, day(&both)), Some(FiledAs::Eig));
        assert_eq!(both.filed_as(OTHER, day(&both)), Some(FiledAs::Coordinator));
    }

    #[test]
    fn each_right_is_given_by_whichever_role_gives_it() {
        let mut both = member(false, &[(Role::Sponsor, 1), (Role::Eig, 2)]);
        assert!(both.may_file_for(OTHER) && !both.may_file_for(OWN) && both.follows_all());
        both.memberships[1].until_day = both.today.pred_opt();
        assert!(!both.may_file_for(OTHER) && both.follows(OTHER) && both.follows(OWN));
        assert!(!both.follows(ProjectId(3)) && !both.has_left());
        assert!(member(false, &[]).follows_all() && !member(false, &[]).has_left());
        assert!(member(true, &[(Role::Helper, 1)]).may_file_for(OTHER));
        assert_eq!(both.follows_only(), Some([OWN, OTHER].into()));
        assert_eq!(member(false, &[(Role::Sponsor, 1)]).follows_only(), Some([OWN].into()));
        assert_eq!(member(false, &[(Role::Sponsor, 1), (Role::Mentor, 2)]).follows_only(), None);
        assert_eq!(member(true, &[(Role::Helper, 1)]).follows_only(), None);
    }

    #[test]
    fn a_stand_in_is_a_mentor_meanwhile_and_keeps_what_they_were() {
        let mut stand_in = standing_in(&[(Role::Mentor, 2)]);
        stand_in.memberships.extend(member(false, &[(Role::Eig, 1)]).memberships);
        assert!(stand_in.is_mentor_of(OTHER) && stand_in.may_file_for(OWN));
        assert_eq!(stand_in.own_roles().count(), 1);
        assert_eq!(stand_in.accompanied(), [OTHER]);
        assert_eq!(stand_in.stands_in_for().into_keys().collect::<Vec<_>>(), [PersonId(2)]);
    }
}
