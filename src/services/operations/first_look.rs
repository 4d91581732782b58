//! A clock that shows quite another time than when this installation was last looked after is asked twice: the machine may
//! have started without knowing what time it is.

use std::sync::Arc;

use chrono::TimeDelta;

use crate::clock::PROVING;
use crate::services::{Error, Scope, Services};
use crate::store::database::installation::{self, Doing};

/// Each day somebody cleans up: longer than that, and a day more, nobody has been there.
const USUAL: TimeDelta = TimeDelta::days(2);
/// A doubt that is older than that was another one.
const FORGOTTEN: TimeDelta = TimeDelta::days(1);

/// Whether to act by the clock. If not, it has to show the same time still after some minutes.
///
/// # Errors
/// The database cannot be looked at, or the doubt not be kept.
pub async fn is_sure(services: &Arc<Services>) -> Result<bool, Error> {
    let look = |scope: &mut Scope<'_>| -> Result<_, Error> {
        let now = scope.now;
        let Some(last) = installation::done_at(scope.conn, Doing::Cleaning)? else { return Ok(Sure::Yes) };
        if (now - last).abs() <= USUAL {
            return Ok(Sure::Yes);
        }
        let doubted = installation::doubted_at(scope.conn)?.map(|since| now - since);
        let known = doubted.filter(|so_long| (TimeDelta::zero()..FORGOTTEN).contains(so_long));
        Ok(match known {
            Some(so_long) if so_long.to_std().unwrap_or_default() >= PROVING => Sure::Yes,
            Some(_) => Sure::NotYet,
            None => Sure::No { off: now - last },
        })
    };
    match services.read(look).await? {
        Sure::Yes => Ok(true),
        Sure::NotYet => Ok(false),
        Sure::No { off } => {
            tracing::warn!(
                days = off.num_days(),
                "this clock is so far from when anything was last done here: it is acted on if it shows the same in some minutes"
            );
            services
                .write(|scope| installation::set_doubted_at(scope.conn, scope.now).map_err(Error::from))
                .await?;
            Ok(false)
        }
    }
}

enum Sure {
    Yes,
    NotYet,
    No { off: TimeDelta },
}
