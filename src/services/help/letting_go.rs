//! Once a day: who may not know of a project any more, as their role has ended, sees to none of its requests.

use std::sync::Arc;

use super::taking::let_go_of_one;
use crate::domain::help::RequestId;
use crate::domain::people::{Member, PersonId};
use crate::services::{Error, Scope, Services};
use crate::store::help::{requests, takings};
use crate::store::{self, people};

/// Gives back what they took: each request by itself, so that it is held before those whom it brings together.
pub async fn let_go_daily(services: &Arc<Services>) -> Result<usize, Error> {
    let untold = services.read(untold).await?;
    let count = untold.len();
    for (request, person) in untold {
        services.write(move |scope| let_go_of_one(scope, request, person)).await?;
    }
    Ok(count)
}

fn untold(scope: &mut Scope<'_>) -> store::Result<Vec<(RequestId, PersonId)>> {
    let present = takings::present(scope.conn)?;
    let ids: Vec<RequestId> = present.iter().map(|(request, _)| *request).collect();
    let requests = requests::by_ids(scope.conn, &ids)?;
    let members = people::everybody(scope.conn, scope.today())?;
    let is_told = |(request, person): &(RequestId, PersonId)| {
        let request = requests.iter().find(|known| known.id == *request)?;
        let member: &Member = members.iter().find(|member| member.person.id == *person)?;
        Some(member.follows(request.project))
    };
    Ok(present.into_iter().filter(|taking| is_told(taking) == Some(false)).collect())
}
