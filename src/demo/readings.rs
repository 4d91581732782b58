//! How long the demo's teams take to file, and which mentors say that they have read: the same at every start.

use chrono::{DateTime, TimeDelta, Utc};

use super::content::mix;
use crate::domain::filing::bulletin::BulletinId;
use crate::domain::people::Member;
use crate::domain::reading::acknowledging::public_at;
use crate::services::Scope;
use crate::store;
use crate::store::filing::bulletins;
use crate::store::reading::acknowledgements;

/// For how many seconds a form stood open; none: it was not that of a link.
const TOOK: [Option<i64>; 6] = [Some(85), Some(110), Some(140), None, Some(260), Some(1_900)];

/// After how many hours a mentor says that they have read; none: they do not.
const READ_AFTER: [Option<i64>; 8] =
    [Some(1), Some(2), Some(18), None, Some(66), Some(71), Some(95), Some(143)];

/// When the form was opened in which a bulletin was filed.
pub fn opened_at(filed_at: DateTime<Utc>, seed: u64) -> Option<DateTime<Utc>> {
    Some(filed_at - TimeDelta::seconds(chosen(&TOOK, seed)?))
}

/// Its mentors of that week have read it, or have not.
pub fn write(scope: &mut Scope<'_>, everybody: &[Member], id: BulletinId) -> store::Result<()> {
    let Some(bulletin) = bulletins::by_id(scope.conn, id)? else { return Ok(()) };
    let (project, week) = (bulletin.project, bulletin.week);
    let public_at = public_at(bulletin.week, bulletin.filed_at, &scope.calendar);
    for reader in everybody {
        let mut own = reader.own_roles().filter(|held| held.project == project && held.role.is_mentor());
        if !own.any(|held| held.serves_on(week.sunday())) {
            continue;
        }
        let seed = mix(id.0.unsigned_abs() << 16 | reader.person.id.0.unsigned_abs());
        let Some(hours) = chosen(&READ_AFTER, seed) else { continue };
        let at = public_at + TimeDelta::hours(hours) + TimeDelta::minutes((seed % 50) as i64);
        if at <= scope.now {
            acknowledgements::say(scope.conn, id, reader.person.id, at)?;
        }
    }
    Ok(())
}

fn chosen(some: &[Option<i64>], seed: u64) -> Option<i64> {
    some[((seed >> 8) % some.len() as u64) as usize]
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::App;
    use crate::clock::Shifted;
    use crate::config::Config;
    use crate::domain::kit::Span;
    use crate::domain::reading::measures::Share;
    use crate::services::reading::measuring;

    /// The figures were computed from the rows by another hand.
    #[actix_web::test]
    async fn the_demo_is_read_and_measured_as_by_hand() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::load(None, []).unwrap();
        let now: DateTime<Utc> = "2026-03-05T09:00:00Z".parse().unwrap();
        let app = App::start_demo(crate::demo::configured(config, folder.path()), Arc::new(Shifted::at(now)));
        let app = app.await.unwrap();
        crate::demo::fill(&app.services, now).await.unwrap();
        let [measured] = &app.services.read(measuring::all).await.unwrap()[..] else {
            panic!("there is one promotion")
        };
        let measures = measured.measures;
        let seconds = TimeDelta::seconds;
        let link = Span { count: 462, median: seconds(140), ninety: seconds(1_900) };
        assert_eq!(
            (measures.link_to_filed, measures.on_time, measures.read_soon),
            (Some(link), Share { some: 535, all: 600 }, Share { some: 522, all: 562 })
        );
    }
}
