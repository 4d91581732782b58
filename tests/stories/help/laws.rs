//! Whatever happens to requests, in whatever order: none is lost.

use std::sync::Arc;

use bulletins::domain::help::{Ending, Request, RequestId, Standing};
use bulletins::domain::people::{Member, Membership, PersonId, Role};
use bulletins::services::help::links::{HelpLink, Holder};
use bulletins::services::help::passes::Pass;
use bulletins::services::help::{asking, ending, looking, taking};
use bulletins::services::people::roles;
use bulletins::services::privacy::erasing;
use bulletins::services::{Denied, Error, Refusal, Scope, Services};
use bulletins::store::help::{events, requests};
use bulletins::store::people::{self, NewPerson, memberships};
use bulletins::store::privacy::audit::Actor;
use bulletins::store::{self};
use chrono::TimeDelta;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::story;
use crate::support::app::TestApp;

/// Something that somebody does, or that happens to them.
#[derive(Debug, Clone)]
enum Step {
    Ask,
    Take(Index),
    GiveBack(Index),
    Close(Index, bool),
    Reopen(Index),
    Erase(Index),
    Join,
    /// Somebody comes for that project alone.
    Help,
    /// All roles of somebody who is on no team end.
    Part(Index),
}

fn step() -> impl Strategy<Value = Step> {
    let who = any::<Index>;
    prop_oneof![
        2 => Just(Step::Ask),
        6 => who().prop_map(Step::Take),
        3 => who().prop_map(Step::GiveBack),
        3 => (who(), any::<bool>()).prop_map(|(who, solved)| Step::Close(who, solved)),
        3 => who().prop_map(Step::Reopen),
        1 => who().prop_map(Step::Erase),
        1 => Just(Step::Join),
        2 => Just(Step::Help),
        2 => who().prop_map(Step::Part),
    ]
}

/// Does it to a request; what is refused is refused, and nothing else may go wrong.
fn go(scope: &mut Scope<'_>, step: &Step, request: RequestId) -> Result<(), Refusal> {
    let everybody = people::members(scope.conn, scope.today())?;
    let others: Vec<&Member> = everybody.iter().filter(|member| !member.person.coordinator).collect();
    let pass = |person: PersonId| Pass::Link(HelpLink { request, holder: Holder::Person(person) });
    let any = |who: &Index| who.get(&everybody).person.id;
    match step {
        Step::Ask => {
            let asker = everybody.iter().find(|member| asking::projects_of(scope, member).is_ok()).unwrap();
            let slug = asking::projects_of(scope, asker)?[0].slug.clone();
            let help = format!("Demande {}", rand::random::<u32>());
            asking::ask(scope, asker, &asking::Typed { project: slug, help }).map(|_| ())
        }
        Step::Take(who) => taking::take(scope, &pass(any(who)), "Quelqu’un"),
        Step::GiveBack(who) => taking::give_back(scope, &pass(any(who))),
        Step::Close(who, solved) => {
            let ending = if *solved { Ending::Solved } else { Ending::NotNeeded };
            ending::close(scope, &pass(any(who)), ending, "Vu")
        }
        Step::Reopen(who) => ending::reopen(scope, &pass(any(who)), "Encore"),
        Step::Erase(who) if others.len() > 2 => {
            erasing::erase(scope, Actor::CommandLine, who.get(&others).person.id)
        }
        Step::Erase(_) => Ok(()),
        Step::Join => Ok(join(scope).map(|_| ())?),
        Step::Help => {
            let Some(request) = requests::by_id(scope.conn, request)? else { return Ok(()) };
            let helper = Membership::open(join(scope)?, request.project, Role::Helper);
            Ok(memberships::give(scope.conn, helper).map(|_| ())?)
        }
        Step::Part(who) => {
            let is_on_no_team = |member: &&&Member| member.projects_as(Role::Eig).next().is_none();
            let able: Vec<&&Member> = others.iter().filter(is_on_no_team).collect();
            let by = everybody.iter().find(|member| member.person.coordinator).unwrap();
            let yesterday = scope.today().pred_opt().unwrap().to_string();
            match able.is_empty() {
                true => Ok(()),
                false => roles::leave(scope, by, who.get(&able).person.id, &yesterday),
            }
        }
    }
}

fn join(scope: &mut Scope<'_>) -> store::Result<PersonId> {
    let email = format!("n{}@diair.example", rand::random::<u32>()).parse().unwrap();
    let new = NewPerson { name: "Neuf", email: &email, locale: None, coordinator: false };
    people::insert(scope.conn, &new, scope.now)
}

/// What must hold of all requests whatever came before.
fn check(scope: &mut Scope<'_>, asked: &[RequestId]) -> Result<(), Refusal> {
    let unended: Vec<RequestId> = requests::unended(scope.conn)?.iter().map(|request| request.id).collect();
    for id in asked {
        let request: Request = requests::by_id(scope.conn, *id)?.expect("no request is lost");
        assert_eq!(unended.contains(id), request.standing() != Standing::Closed, "{request:?}");
        let anybody = Pass::Link(HelpLink { request: *id, holder: Holder::Anybody });
        let whole = looking::find(scope, &anybody)?;
        // Whoever sees to one can be written to: what looks taken is.
        if request.is_unended() {
            assert_eq!(whole.circle.takers.len(), request.takings.len(), "{request:?}");
        }
        for person in
            request.takings.iter().filter_map(|taking| taking.person).filter(|_| request.is_unended())
        {
            let member = people::member(scope.conn, person, scope.today())?.expect("who sees to it is there");
            assert!(member.follows(request.project), "{member:?} may not know of {request:?}");
        }
        assert!(whole.circle.everybody().next().is_some(), "somebody looks after it");
        let story = events::of(scope.conn, &[*id])?;
        assert!(!story[id].is_empty(), "its story begins somewhere");
    }
    Ok(())
}

async fn live(services: &Arc<Services>, steps: Vec<Step>) -> Result<(), Refusal> {
    let mut asked: Vec<RequestId> = Vec::new();
    for (number, step) in steps.into_iter().enumerate() {
        let known = asked.clone();
        let target = known.get(number % known.len().max(1)).copied().unwrap_or(RequestId(0));
        let work = move |scope: &mut Scope<'_>| {
            scope.now += TimeDelta::seconds(number as i64);
            go(scope, &step, target)
        };
        match services.write(work).await {
            Ok(()) | Err(Refusal::NotNow | Refusal::Gone | Refusal::LinkEnded | Refusal::LastCoordinator) => {
            }
            Err(Refusal::Failed(Error::Denied(Denied::Forbidden))) => {}
            Err(other) => return Err(other),
        }
        let look = move |scope: &mut Scope<'_>| -> Result<Vec<RequestId>, Refusal> {
            check(scope, &known)?;
            let mut all: Vec<RequestId> = known;
            let found: Vec<RequestId> = requests::unended(scope.conn)?.iter().map(|one| one.id).collect();
            all.extend(found.into_iter().filter(|id| !all.contains(id)).collect::<Vec<_>>());
            Ok(all)
        };
        asked = services.read(look).await?;
    }
    assert!(!asked.is_empty());
    Ok::<(), Refusal>(())
}

/// The same lives each time: a fault that was seen is seen again.
fn lives(count: usize) -> Vec<Vec<Step>> {
    let mut runner = TestRunner::deterministic();
    let life = prop::collection::vec(step(), 25..60);
    let life = life.prop_map(|mut steps| {
        steps.insert(0, Step::Ask);
        steps
    });
    (0..count).map(|_| life.new_tree(&mut runner).unwrap().current()).collect()
}

story!(no_sequence_of_events_loses_a_request, "2026-03-03 11:00", |app| {
    for steps in lives(6) {
        let told = format!("{steps:?}");
        if let Err(refusal) = live(&app.app.services, steps).await {
            panic!("{refusal:?} after {told}");
        }
    }
    forget_mails(app).await;
});

/// Of all these lives nobody needs the mails.
async fn forget_mails(app: &TestApp) {
    let forget = |conn: &mut store::Conn| -> store::Result<()> {
        use diesel::connection::SimpleConnection;
        Ok(conn.batch_execute("DELETE FROM outbox")?)
    };
    app.app.services.db.write(forget).await.unwrap();
}
