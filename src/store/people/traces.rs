//! When people were last heard of, by whatever tells it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::dsl::max;
use diesel::prelude::*;

use crate::domain::help::EventKind;
use crate::domain::people::PersonId;
use crate::domain::privacy::audit::Action;
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::{
    acknowledgements, audit, bulletins, help_events, link_tokens, people, sessions,
};
use crate::store::database::values::Moment;
use crate::store::{Conn, Result};

/// Since when somebody is known, and when they last signed in, looked at a page, or answered by a link of theirs; none:
/// never, as far as anything still tells.
#[derive(Debug, Clone, Copy)]
pub struct Heard {
    pub added_at: DateTime<Utc>,
    pub heard_at: Option<DateTime<Utc>>,
    /// When they were last given a role, or let in again.
    pub back_at: Option<DateTime<Utc>>,
}

impl Heard {
    /// Since when there has been no word of them.
    pub fn silent_since(&self) -> DateTime<Utc> {
        self.heard_at.unwrap_or(self.added_at).max(self.back_at.unwrap_or(self.added_at))
    }
}

/// Entries of the record that tell that somebody was there: sessions end, and are forgotten before it.
const COMINGS: [Action; 5] = [
    Action::SignedUp,
    Action::SignedInByPassword,
    Action::SignedInByLink,
    Action::SignedInByCode,
    Action::SignedInByPasskey,
];

/// Entries that tell that somebody was made to be there again, by others.
const RETURNS: [Action; 2] = [Action::RoleGiven, Action::PersonReactivated];

type Row = (i64, Moment, Option<Moment>, Signs);

/// When they last signed in, were seen, used a link, filed, read a bulletin, and had to do with a request.
type Signs = (Option<Moment>, Option<Moment>, Option<Moment>, Option<Moment>, Option<Moment>, Option<Moment>);

/// The last trace of each kind, each looked for among their own.
macro_rules! traces {
    ($of:expr) => {{
        let of_them = people::id.one_of($of.iter().map(|person| person.0));
        let returns = audit::action.one_of(RETURNS.iter().map(Action::to_string));
        let comings = audit::action.one_of(COMINGS.iter().map(Action::to_string));
        // What somebody sees to is given back for them where they leave: that is no sign of theirs.
        let is_own = help_events::kind.ne(EventKind::GivenBack.as_str());
        let entries = audit::table.filter(audit::person_id.eq(people::id.nullable()));
        let seen = sessions::table.filter(sessions::person_id.eq(people::id));
        let used = link_tokens::table.filter(link_tokens::person_id.eq(people::id.nullable()));
        let filed = bulletins::table.filter(bulletins::author_id.eq(people::id.nullable()));
        let read = acknowledgements::table.filter(acknowledgements::person_id.eq(people::id));
        let helped = help_events::table.filter(help_events::person_id.eq(people::id.nullable()));
        people::table.filter(of_them).select((
            people::id,
            people::created_at,
            entries.filter(returns).select(max(audit::at)).single_value(),
            (
                entries.filter(comings).select(max(audit::at)).single_value(),
                seen.select(max(sessions::seen_at)).single_value(),
                used.select(max(link_tokens::used_at)).single_value(),
                filed.select(max(bulletins::revised_at)).single_value(),
                read.select(max(acknowledgements::at)).single_value(),
                helped
                    .filter(is_own)
                    .order(help_events::at.desc())
                    .select(help_events::at.nullable())
                    .single_value(),
            ),
        ))
    }};
}

/// Of these people, by one query.
pub fn heard(conn: &mut Conn, of: &[PersonId]) -> Result<BTreeMap<PersonId, Heard>> {
    let rows: Vec<Row> = traces!(of).load(conn)?;
    let heard = |(id, added_at, back_at, (came, seen, used, filed, read, helped)): Row| {
        let last = [came, seen, used, filed, read, helped].into_iter().flatten().map(DateTime::from).max();
        let back_at = back_at.map(DateTime::from);
        (PersonId(id), Heard { added_at: added_at.into(), heard_at: last, back_at })
    };
    Ok(rows.into_iter().map(heard).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::database::plan::plan_of;

    /// Of what others did nothing is read, and of what they read and filed themselves the last alone: there is more of it each week.
    #[actix_web::test]
    async fn traces_are_looked_for_among_their_own() {
        let plan = plan_of(&traces!([PersonId(1)])).await;
        for index in
            ["sessions_by_person", "link_tokens_by_person", "audit_by_person", "help_events_by_person"]
        {
            assert!(plan.iter().any(|step| step.contains(&format!("USING INDEX {index} "))), "{plan:#?}");
        }
        for index in ["bulletins_by_author", "acknowledgements_by_person"] {
            let covers = format!("USING COVERING INDEX {index} ");
            assert!(plan.iter().any(|step| step.contains(&covers)), "{index}: {plan:#?}");
        }
        let is_slow = |step: &String| {
            step.starts_with("SCAN") && !step.contains("json_each") || step.contains("TEMP B-TREE")
        };
        assert!(!plan.iter().any(is_slow), "{plan:#?}");
    }
}
