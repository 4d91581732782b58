//! What a digest tells of requests for help: how last week's fared, what is open, and what was solved.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::calendar::Week;
use crate::domain::help::{Ending, Request, Standing};
use crate::domain::people::{Member, Role};
use crate::domain::programme::project::Project;
use crate::domain::reading::sight::Reader;

/// A request at the moment of a digest.
#[derive(Debug, Clone)]
pub struct Asked {
    pub request: Request,
    /// For how many days everybody has known of it.
    pub days: i64,
    /// None: nobody has closed it.
    pub ended_on: Option<NaiveDate>,
    /// Since the last digest its team has said that it is needed still.
    pub needed_anew: bool,
}

#[cfg(test)]
impl Asked {
    /// One of each standing, of projects 1 to 4.
    pub fn samples() -> Vec<Asked> {
        use crate::domain::help::{End, RequestId, Taking, TakingId};
        use crate::domain::samples;
        let request =
            |id, project, week: &str| Request { id: RequestId(id), ..samples::request(project, week) };
        let taking = |request: &Request| Taking {
            id: TakingId(1),
            person: None,
            name: Some("Mina Roux".into()),
            email: None,
            taken_at: request.asked_at,
        };
        let open = request(1, 1, "2026-W09");
        let mut taken = request(2, 2, "2026-W10");
        taken.takings = vec![taking(&taken)];
        let ended = |id, ending| {
            let request = request(id, 4, "2026-W10");
            Request { end: Some(End { ending, at: request.asked_at }), ..request }
        };
        let ended = [Ending::Solved, Ending::NotNeeded, Ending::Unknown].map(|ending| ended(3, ending));
        let asked = |request: Request| {
            let ended_on = request.end.map(|end| end.at.date_naive());
            Asked { needed_anew: request.is_unended(), request, days: 7, ended_on }
        };
        [open, taken].into_iter().chain(ended).map(asked).collect()
    }
}

/// A request as one reader is told of it.
#[derive(Debug, Clone, Copy)]
pub struct ToldRequest<'a> {
    pub project: &'a Project,
    pub request: &'a Request,
    pub days: i64,
    pub ended_on: Option<NaiveDate>,
    pub needed_anew: bool,
    /// The reader's own project.
    pub own: bool,
    pub answer: Answer,
    /// Whether to say who sees to it.
    pub names: bool,
}

/// What the reader can do about a request that is not closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// See to it.
    Take,
    /// See to it with those who do.
    Join,
    /// Say what became of it: their team asked.
    Tell,
    /// Go on, or give it back: they see to it.
    Look,
}

impl Answer {
    pub fn of(reader: Reader<'_>, request: &Request) -> Answer {
        let member: Option<&Member> = match reader {
            Reader::Member(member) => Some(member),
            Reader::Stranger(_) | Reader::List | Reader::Operator => None,
        };
        if member.is_some_and(|member| member.has_role(Role::Eig, request.project)) {
            Answer::Tell
        } else if member.is_some_and(|member| request.taking_of(member.person.id).is_some()) {
            Answer::Look
        } else if request.standing() == Standing::Open {
            Answer::Take
        } else {
            Answer::Join
        }
    }
}

/// What a digest says of requests.
#[derive(Debug, Default)]
pub struct HelpNews<'a> {
    /// The last week for which bulletins were asked, and what was asked for in it.
    pub before: Option<(Week, Vec<ToldRequest<'a>>)>,
    /// All that nobody has closed, the oldest first.
    pub open: Vec<ToldRequest<'a>>,
    /// What was solved since the last digest.
    pub solved: Vec<ToldRequest<'a>>,
}

impl<'a> HelpNews<'a> {
    /// `told`: the oldest first.
    pub fn of(told: &[ToldRequest<'a>], before: Option<Week>, since: DateTime<Utc>) -> HelpNews<'a> {
        let those = |wanted: &dyn Fn(&Request) -> bool| -> Vec<ToldRequest<'a>> {
            told.iter().filter(|told| wanted(told.request)).copied().collect()
        };
        let was_solved = |request: &Request| {
            request.end.is_some_and(|end| end.ending == Ending::Solved && end.at >= since)
        };
        HelpNews {
            before: before.map(|week| (week, those(&|request| request.week == week && is_counted(request)))),
            open: those(&Request::is_unended),
            solved: those(&was_solved),
        }
    }

    /// The last week for which bulletins were asked, how many requests it brought, and how many of them got somebody; none:
    /// nobody asked for anything.
    pub fn last_week(&self) -> Option<(Week, usize, usize)> {
        let (week, asked) = self.before.as_ref().filter(|(_, asked)| !asked.is_empty())?;
        let got_somebody = |told: &&ToldRequest<'_>| {
            let solved = told.request.end.is_some_and(|end| end.ending == Ending::Solved);
            solved || !told.request.takings.is_empty()
        };
        Some((*week, asked.len(), asked.iter().filter(got_somebody).count()))
    }

    /// What is open of the reader's own projects.
    pub fn own(&self) -> impl Iterator<Item = &ToldRequest<'a>> {
        self.open.iter().filter(|told| told.own)
    }

    /// What the reader sees to, of others' projects.
    pub fn seen_to(&self) -> impl Iterator<Item = &ToldRequest<'a>> {
        self.open.iter().filter(|told| !told.own && told.answer == Answer::Look)
    }

    /// What nobody sees to, of others' projects.
    pub fn untaken(&self) -> impl Iterator<Item = &ToldRequest<'a>> {
        self.open.iter().filter(|told| !told.own && told.request.standing() == Standing::Open)
    }

    /// Whether one of the reader's own waits for somebody too, so that those of others are not all that do.
    pub fn own_waits(&self) -> bool {
        self.own().any(|told| told.request.standing() == Standing::Open)
    }

    /// How many more are open: others see to them.
    pub fn taken_by_others(&self) -> usize {
        self.open.len() - self.own().count() - self.seen_to().count() - self.untaken().count()
    }

    /// Whether there is something that a reader who reads nothing else wants to know.
    pub fn is_worth_a_mail(&self) -> bool {
        !self.open.is_empty() || !self.solved.is_empty()
    }

    /// Leaves out the projects that are not wanted.
    pub fn keep(&mut self, wanted: impl Fn(&Project) -> bool) {
        let lists = self.before.iter_mut().map(|(_, asked)| asked).chain([&mut self.open, &mut self.solved]);
        lists.for_each(|list| list.retain(|told| wanted(told.project)));
    }
}

/// Whether it is one of those that its week is said to have brought, wherever they are counted: what was withdrawn before
/// anybody took it needed nobody.
fn is_counted(request: &Request) -> bool {
    let is_withdrawn = request.end.is_some_and(|end| end.ending != Ending::Solved);
    !is_withdrawn || !request.takings.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::help::{End, RequestId, Taking, TakingId};
    use crate::domain::people::PersonId;
    use crate::domain::samples::{self, member, project};

    fn request(id: i64, week: &str, ending: Option<Ending>, taken: bool) -> Request {
        let request = samples::request(1, week);
        let at = "2026-03-12T10:00:00Z".parse().unwrap();
        let taking = Taking {
            id: TakingId(id),
            person: Some(PersonId(1)),
            name: Some("Mina".into()),
            email: None,
            taken_at: request.asked_at,
        };
        Request {
            id: RequestId(id),
            end: ending.map(|ending| End { ending, at }),
            takings: if taken { vec![taking] } else { Vec::new() },
            ..request
        }
    }

    #[test]
    fn last_week_is_counted_what_is_open_is_told_until_it_ends_and_what_was_solved_once() {
        let project = project(1);
        let requests = [
            request(1, "2026-W02", None, false),
            request(2, "2026-W10", None, true),
            request(3, "2026-W10", None, false),
            request(4, "2026-W10", Some(Ending::Solved), false),
            request(5, "2026-W10", Some(Ending::NotNeeded), false),
            request(6, "2026-W10", Some(Ending::Unknown), false),
            request(7, "2026-W10", Some(Ending::NotNeeded), true),
            request(8, "2026-W11", None, false),
        ];
        let told: Vec<ToldRequest<'_>> = requests
            .iter()
            .map(|request| ToldRequest {
                project: &project,
                request,
                days: 0,
                ended_on: None,
                needed_anew: false,
                own: false,
                answer: Answer::Take,
                names: true,
            })
            .collect();
        let ids = |told: &[ToldRequest<'_>]| told.iter().map(|told| told.request.id.0).collect::<Vec<_>>();
        let before = Some(samples::week("2026-W10"));
        let mut news = HelpNews::of(&told, before, "2026-03-06T14:05:00Z".parse().unwrap());
        assert_eq!(news.last_week(), Some((samples::week("2026-W10"), 4, 3)));
        assert_eq!((ids(&news.open), ids(&news.solved)), (vec![1, 2, 3, 8], vec![4]));
        let untaken: Vec<i64> = news.untaken().map(|told| told.request.id.0).collect();
        assert_eq!((untaken, news.taken_by_others()), (vec![1, 3, 8], 1));
        (news.open[0].own, news.open[1].answer) = (true, Answer::Look);
        assert_eq!((news.own().count(), news.seen_to().count()), (1, 1));
        assert_eq!((news.untaken().count(), news.taken_by_others()), (2, 0));
        let later = HelpNews::of(&told, before, "2026-03-13T14:05:00Z".parse().unwrap());
        assert!(later.solved.is_empty() && later.is_worth_a_mail());
        news.keep(|_| false);
        assert!(news.last_week().is_none() && !news.is_worth_a_mail());
    }

    #[test]
    fn each_reader_is_offered_what_they_can_do() {
        let (open, taken) = (request(1, "2026-W10", None, false), request(2, "2026-W10", None, true));
        assert_eq!(Answer::of(Reader::List, &open), Answer::Take);
        assert_eq!(Answer::of(Reader::List, &taken), Answer::Join);
        let mut other = member(false, &[(Role::Eig, 2), (Role::Mentor, 1)]);
        assert_eq!(Answer::of(Reader::Member(&other), &taken), Answer::Look);
        other.person.id = PersonId(2);
        assert_eq!(Answer::of(Reader::Member(&other), &taken), Answer::Join);
        assert_eq!(Answer::of(Reader::Member(&member(true, &[])), &open), Answer::Take);
        assert_eq!(Answer::of(Reader::Member(&member(false, &[(Role::Eig, 1)])), &open), Answer::Tell);
    }
}
