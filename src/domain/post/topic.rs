//! What a message is about, for asking again before it is sent whether it still has a point.

use crate::domain::calendar::Week;
use crate::domain::help::RequestId;
use crate::domain::programme::project::ProjectId;

/// What a message is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Topic {
    /// A reminder's.
    Bulletin(ProjectId, Week),
    /// A nag's, and that of what brings people together.
    Requests(Vec<RequestId>),
    /// That of a mail beside others about other projects; it has its point whatever happens.
    Project(ProjectId),
    /// The same of its month.
    Sheet(ProjectId),
}
