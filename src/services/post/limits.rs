//! How much of what people write to the service's address is handed on: whoever knows it could fill the inboxes of
//! those who coordinate.

use chrono::TimeDelta;

use crate::domain::people::Email;
use crate::services::Scope;
use crate::store::identity::throttles::{self, Quota};
use crate::store::{self, people};

/// Of one writer five at once, and no more than ten in any day.
const OF_ONE: Quota = Quota { burst: 5, interval: TimeDelta::minutes(288) };
/// Of all together twenty at once, and no more than forty in any day.
const OF_ALL: Quota = Quota { burst: 20, interval: TimeDelta::minutes(72) };

/// Whether one more of that writer may be handed on, which is counted. Who has no account is counted apart: anybody
/// makes up addresses, and what the programme's own people write is not to be kept out by that.
pub(super) fn allow(scope: &mut Scope<'_>, by: &str) -> store::Result<bool> {
    let is_known = match by.parse::<Email>() {
        Ok(email) => people::by_email(scope.conn, &email)?.is_some(),
        Err(_) => false,
    };
    let key = &scope.services.key;
    let budgets = [
        (key.sign("throttle-reply", &[by.as_bytes()]), OF_ONE),
        (key.sign("throttle-replies", &[&[u8::from(is_known)]]), OF_ALL),
    ];
    for (key, quota) in budgets {
        if throttles::attempt(scope.conn, &key, quota, scope.now)?.is_err() {
            return Ok(false);
        }
    }
    Ok(true)
}
