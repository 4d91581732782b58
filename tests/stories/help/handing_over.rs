//! What a team has left behind, or a project at its end, is put to somebody who answers for it.

use bulletins::domain::help::Ending;
use bulletins::domain::people::Membership;
use bulletins::domain::post::kind::Kind;
use bulletins::domain::programme::project::Stage;
use bulletins::services::Scope;
use bulletins::store::people::memberships;
use bulletins::store::post::unsubscriptions;
use bulletins::store::programme::{projects, promotions};
use bulletins::store::{self, people};

use crate::story;
use crate::support::app::TestApp;
use crate::support::requests::{ask, end, take, take_from_outside};

const CAMILLE: &str = "camille@eig.example";
const ADA: &str = "ada@cartobio.example";
const BEN: &str = "ben@cartobio.example";
const MARC: &str = "marc@diair.example";

story!(where_a_team_has_left_its_referent_is_asked_what_became_of_it, "2026-03-02 08:00", |app| {
    let request = ask(app, ADA, "cartobio", "Un·e juriste ?", true, "2026-03-02 08:00").await;
    take_from_outside(app, request, ("Zoé Droit", "zoe@droit.example"), "2026-03-02 09:00").await;
    let leave = |scope: &mut Scope<'_>| -> store::Result<()> {
        for address in [ADA, BEN] {
            let id = people::by_email(scope.conn, &address.parse().unwrap())?.unwrap().id;
            for held in memberships::of_person(scope.conn, id)? {
                memberships::set_days(
                    scope.conn,
                    Membership { until_day: scope.today().pred_opt(), ..held },
                )?;
            }
        }
        Ok(())
    };
    app.app.services.write(leave).await.unwrap();
    app.travel_by_day("2026-03-09 09:00").await;
    for address in [ADA, BEN] {
        app.inbox(address).has_none("help-progress");
    }
    let asked = app.inbox(CAMILLE).has_one("help-progress").clone();
    asked.says("dont l’équipe n’est plus là").says("Zoé Droit");
    // Who is outside the programme is answered, too.
    assert!(asked.headers.contains("zoe@droit.example"), "{}", asked.headers);
});

async fn close_promotion(app: &TestApp) {
    let close = |scope: &mut Scope<'_>| -> store::Result<()> {
        let promotion = projects::by_slug(scope.conn, "plume")?.unwrap().promotion;
        promotions::advance(scope.conn, promotion, Stage::Closed, Some(scope.today()))
    };
    app.app.services.write(close).await.unwrap();
}

story!(what_is_open_when_a_project_or_its_promotion_ends_is_put_to_the_referent, "2026-03-02 08:00", |app| {
    let taken = ask(app, ADA, "cartobio", "Un serveur ?", true, "2026-03-02 08:00").await;
    take(app, taken, MARC, "2026-03-02 09:00").await;
    let closed = ask(app, ADA, "cartobio", "Une visite ?", true, "2026-03-02 08:00").await;
    end(app, closed, Ending::Solved, "", "2026-03-02 12:00").await;
    let open = ask(app, "driss@plume.example", "plume", "Une salle ?", true, "2026-03-03 15:00").await;
    let own = ask(app, "driss@plume.example", "plume", "Un écran ?", true, "2026-03-03 15:00").await;
    take(app, own, CAMILLE, "2026-03-03 16:00").await;
    app.travel_by_day("2026-03-04 18:00").await;
    close_promotion(app).await;
    app.travel_by_day("2026-03-05 09:00").await;
    let handed_over = app.inbox(CAMILLE).has_one("help-referent").clone();
    // Its last bulletin is asked for still.
    handed_over.says("Les projets se terminent").says("attendus vendredi 6 mars").says_not("sont terminés");
    handed_over.says("Un serveur ?").says("Une salle ?").says("Un écran ?").says("Marc");
    handed_over.says_not("Une visite ?").says_not("deux jours ouvrés").says_not("fermez");
    // Each with what its reader can do about it: where nobody helps, where somebody does, and where they do themselves.
    let answer = |words: &str| handed_over.text.lines().filter(|line| line.trim().starts_with(words)).count();
    assert_eq!(answer("Je m’en occupe :") + answer("Je m’en occupe\u{a0}:"), 1, "{}", handed_over.text);
    assert_eq!(answer("Je m’en occupe aussi"), 1, "{}", handed_over.text);
    assert_eq!(answer("La voir, ou ne plus"), 1, "{}", handed_over.text);
    app.travel_by_day("2026-03-20 20:00").await;
    app.inbox(CAMILLE).has_one("help-referent");
    for request in [taken, open, own] {
        end(app, request, Ending::NotNeeded, "Projet terminé", "2026-03-20 20:00").await;
    }
});

async fn stop(app: &TestApp, address: &'static str, kind: Kind) {
    let work = move |scope: &mut Scope<'_>| -> store::Result<()> {
        let id = people::by_email(scope.conn, &address.parse().unwrap())?.unwrap().id;
        unsubscriptions::insert(scope.conn, id, kind, scope.now)
    };
    app.app.services.write(work).await.unwrap();
}

story!(what_is_handed_over_reaches_somebody_whoever_stopped_such_mails, "2026-03-02 08:00", |app| {
    stop(app, CAMILLE, Kind::HelpReferent).await;
    ask(app, ADA, "cartobio", "Un serveur ?", true, "2026-03-02 08:00").await;
    app.travel_by_day("2026-03-05 09:00").await;
    app.inbox(CAMILLE).has_none("help-referent");
    close_promotion(app).await;
    app.travel_by_day("2026-03-07 09:00").await;
    app.inbox(CAMILLE).has_one("help-referent").says("Un serveur ?");
});
