//! What became of what the demo's teams asked for: the same at every start.

use chrono::{DateTime, TimeDelta, Utc};

use super::content::{asked_at_once, mix};
use crate::domain::filing::text::Text;
use crate::domain::help::{End, Ending, EventKind, Request, RequestId, TakingId};
use crate::domain::people::{Member, PersonId, Role};
use crate::domain::programme::project::ProjectId;
use crate::services::Scope;
use crate::store;
use crate::store::help::events::{self, By};
use crate::store::help::requests::{self, NewRequest};
use crate::store::help::takings::{self, Taker};
use crate::store::programme::projects;

/// What becomes of a request.
#[derive(Debug, Clone, Copy)]
enum Fate {
    Untaken,
    Taken,
    TakenByTwo,
    /// Taken, and open again.
    GivenBack,
    Solved,
    SolvedByTwo,
    SolvedBySecond,
    /// Closed, and open again since it was not solved after all.
    Reopened,
    SolvedAtLast,
    NotNeeded,
    /// By a coordinator, with a word.
    ClosedWithWord,
}

/// Some of everything, in the order of the projects.
const RECENT: [Fate; 7] = [
    Fate::Untaken,
    Fate::TakenByTwo,
    Fate::Taken,
    Fate::GivenBack,
    Fate::Reopened,
    Fate::Solved,
    Fate::NotNeeded,
];

/// Mostly well.
const PAST: [Fate; 9] = [
    Fate::Solved,
    Fate::Solved,
    Fate::SolvedByTwo,
    Fate::Solved,
    Fate::SolvedBySecond,
    Fate::NotNeeded,
    Fate::Solved,
    Fate::SolvedAtLast,
    Fate::ClosedWithWord,
];

/// How many hours after everybody knew somebody says that they see to it: from the same Friday to the Wednesday after next.
const TAKEN_AFTER: [i64; 8] = [1, 2, 67, 68, 72, 92, 115, 283];

/// A request's story, told on.
struct Story<'t, 's> {
    scope: &'t mut Scope<'s>,
    everybody: &'t [Member],
    request: Request,
    seed: u64,
    /// When the last thing happened.
    at: DateTime<Utc>,
}

/// Writes what became of a request that was asked so many weeks ago.
pub fn write(
    scope: &mut Scope<'_>,
    everybody: &[Member],
    request: RequestId,
    weeks_ago: u64,
) -> store::Result<()> {
    let Some(request) = requests::by_id(scope.conn, request)? else { return Ok(()) };
    let (seed, at) = (mix(request.id.0.unsigned_abs()), request.public_at(&scope.calendar));
    let fate = match weeks_ago {
        0 => Fate::Untaken,
        1 | 2 => RECENT[(request.project.0.unsigned_abs() % RECENT.len() as u64) as usize],
        _ => PAST[(seed % PAST.len() as u64) as usize],
    };
    Story { scope, everybody, request, seed, at }.tell(fate)
}

/// Two teams did not wait for their bulletin: one since the day before yesterday, one since this morning.
pub fn ask_at_once(scope: &mut Scope<'_>, everybody: &[Member]) -> store::Result<()> {
    let asking = [(1, TimeDelta::hours(43), Fate::Untaken), (4, TimeDelta::hours(20), Fate::TakenByTwo)];
    let all = projects::all(scope.conn)?;
    for (index, ago, fate) in asking {
        let Some(project) = all.get(index) else { continue };
        let Some(text) = asked_at_once(&project.slug).and_then(Text::of) else { continue };
        let at = scope.now - ago;
        let asked_by = eig_of(everybody, project.id);
        let new = NewRequest {
            project: project.id,
            week: scope.calendar.week_at(at),
            bulletin: None,
            text: &text,
            at_once: true,
            asked_by,
            asked_at: at,
        };
        let Some(id) = requests::insert(scope.conn, &new)? else { continue };
        let by = asked_by.map_or(By::Program, By::Person);
        events::record(scope.conn, id, EventKind::Asked, by, "", at)?;
        let Some(request) = requests::by_id(scope.conn, id)? else { continue };
        Story { scope, everybody, request, seed: 0, at }.tell(fate)?;
    }
    Ok(())
}

fn eig_of(everybody: &[Member], project: ProjectId) -> Option<PersonId> {
    let eig = everybody.iter().find(|member| member.has_role(Role::Eig, project));
    eig.map(|member| member.person.id)
}

impl Story<'_, '_> {
    fn tell(mut self, fate: Fate) -> store::Result<()> {
        let soon = self.chosen(&TAKEN_AFTER);
        match fate {
            Fate::Untaken => {}
            Fate::Taken => {
                self.take(1, soon)?;
            }
            Fate::TakenByTwo => {
                self.take(1, 1)?;
                self.take(2, 3)?;
            }
            Fate::GivenBack => self.take_and_give_back()?,
            Fate::Solved => self.solve(soon)?,
            Fate::SolvedByTwo => {
                self.take(1, soon)?;
                self.take(2, 20)?;
                self.end(Ending::Solved, 100)?;
            }
            Fate::SolvedBySecond => {
                self.take_and_give_back()?;
                self.take(2, 50)?;
                self.end(Ending::Solved, 120)?;
            }
            Fate::Reopened => {
                self.solve(2)?;
                self.reopen(1)?;
            }
            Fate::SolvedAtLast => {
                self.solve(soon)?;
                self.reopen(90)?;
                self.end(Ending::Solved, 170)?;
            }
            Fate::NotNeeded => self.end(Ending::NotNeeded, 70)?,
            Fate::ClosedWithWord => self.end_with_word()?,
        }
        Ok(())
    }

    /// Goes on by so many hours; false where that is yet to come.
    fn goes_on(&mut self, hours: i64) -> bool {
        let at = self.at + TimeDelta::hours(hours) + TimeDelta::minutes((self.seed % 50) as i64);
        let is_past = at <= self.scope.now;
        if is_past {
            self.at = at;
        }
        is_past
    }

    fn chosen(&self, some: &[i64]) -> i64 {
        some[((self.seed >> 8) % some.len() as u64) as usize]
    }

    /// Somebody who is not of its team.
    fn helper(&self, number: u64) -> Option<&Member> {
        let project = self.request.project;
        let is_other = |member: &&Member| member.memberships.iter().all(|held| held.project != project);
        let others: Vec<&Member> = self.everybody.iter().filter(is_other).collect();
        let chosen = mix(self.seed ^ number).checked_rem(others.len() as u64)?;
        others.get(chosen as usize).copied()
    }

    fn record(&mut self, kind: EventKind, by: Option<PersonId>, word: &str) -> store::Result<()> {
        let by = by.map_or(By::Program, By::Person);
        events::record(self.scope.conn, self.request.id, kind, by, word, self.at)
    }

    fn take(&mut self, number: u64, hours: i64) -> store::Result<Option<(TakingId, PersonId)>> {
        let Some(person) = self.helper(number).map(|member| member.person.clone()) else { return Ok(None) };
        if !self.goes_on(hours) {
            return Ok(None);
        }
        let taker = Taker::Person(person.id, person.name);
        let taking = takings::insert(self.scope.conn, self.request.id, &taker, self.at)?;
        if taking.is_some() {
            self.record(EventKind::Taken, Some(person.id), "")?;
        }
        Ok(taking.map(|taking| (taking, person.id)))
    }

    fn take_and_give_back(&mut self) -> store::Result<()> {
        let taken = self.take(1, 2)?;
        if let Some((taking, person)) = taken.filter(|_| self.goes_on(70)) {
            takings::give_back(self.scope.conn, taking, self.at)?;
            self.record(EventKind::GivenBack, Some(person), "")?;
        }
        Ok(())
    }

    fn solve(&mut self, soon: i64) -> store::Result<()> {
        self.take(1, soon)?;
        let after = self.chosen(&[50, 74, 122, 170, 290]);
        self.end(Ending::Solved, after)
    }

    fn end(&mut self, ending: Ending, hours: i64) -> store::Result<()> {
        if self.goes_on(hours) {
            requests::close(self.scope.conn, self.request.id, End { ending, at: self.at })?;
            let team = eig_of(self.everybody, self.request.project);
            self.record(ending.into(), team, "")?;
        }
        Ok(())
    }

    fn end_with_word(&mut self) -> store::Result<()> {
        if self.goes_on(120) {
            let end = End { ending: Ending::NotNeeded, at: self.at };
            requests::close(self.scope.conn, self.request.id, end)?;
            let coordinator = self.everybody.iter().find(|member| member.person.coordinator);
            let coordinator = coordinator.map(|member| member.person.id);
            self.record(EventKind::NotNeeded, coordinator, "Vu ensemble lors de la réunion de lundi.")?;
        }
        Ok(())
    }

    fn reopen(&mut self, hours: i64) -> store::Result<()> {
        if self.goes_on(hours) && requests::reopen(self.scope.conn, self.request.id)? {
            let team = eig_of(self.everybody, self.request.project);
            self.record(EventKind::Reopened, team, "")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::App;
    use crate::clock::Shifted;
    use crate::config::Config;
    use crate::domain::help::Standing;
    use crate::domain::help::measures::Measures;
    use crate::domain::kit::Span;
    use crate::services::help::measuring;

    /// The figures were computed from the rows by another hand.
    #[actix_web::test]
    async fn the_demo_has_requests_in_all_standings_and_is_measured_as_by_hand() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::load(None, []).unwrap();
        let now: DateTime<Utc> = "2026-03-05T09:00:00Z".parse().unwrap();
        let app = App::start_demo(crate::demo::configured(config, folder.path()), Arc::new(Shifted::at(now)));
        let app = app.await.unwrap();
        crate::demo::fill(&app.services, now).await.unwrap();
        let look = |scope: &mut Scope<'_>| -> Result<_, crate::services::Error> {
            let ids: Vec<_> = projects::all(scope.conn)?.iter().map(|project| project.id).collect();
            let requests = requests::of_projects(scope.conn, &ids)?;
            let ids: Vec<_> = requests.iter().map(|request| request.id).collect();
            Ok((requests, events::of(scope.conn, &ids)?, measuring::all(scope)?))
        };
        let (requests, stories, measured) = app.services.read(look).await.unwrap();
        for standing in Standing::ALL {
            assert!(requests.iter().any(|request| request.standing() == standing), "{standing}");
        }
        assert!(requests.iter().any(|request| request.is_unended() && request.takings.len() == 2));
        use EventKind::{Asked, GivenBack, NotNeeded, Reopened, Solved, Taken};
        for kind in [Asked, Taken, GivenBack, Solved, NotNeeded, Reopened] {
            assert!(stories.values().flatten().any(|event| event.kind == kind), "{kind}");
        }
        let span = |count, median, ninety| {
            let [median, ninety] = [median, ninety].map(TimeDelta::seconds);
            Some(Span { count, median, ninety })
        };
        let [measured] = &measured[..] else { panic!("there is one promotion") };
        assert_eq!(
            measured.measures,
            Measures {
                asked: 86,
                taken: span(69, 241_380, 1_019_100),
                ended: span(72, 686_160, 1_458_600),
                judged: 85,
                untaken: 18,
            }
        );
    }
}
