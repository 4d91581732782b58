//! How the requests that a mail is about stand in its row.

use crate::domain::help::RequestId;

/// Before their numbers: what else a mail is about begins with another word, or is the number of a project alone.
const REQUESTS: &str = "help";

pub(super) fn of_requests(requests: &[RequestId]) -> String {
    requests.iter().fold(REQUESTS.to_owned(), |topic, request| format!("{topic} {}", request.0))
}

/// None: it is about something else.
pub(super) fn requests(topic: &str) -> Option<Vec<RequestId>> {
    let mut words = topic.split(' ');
    (words.next() == Some(REQUESTS)).then(|| words.filter_map(|id| id.parse().ok()).map(RequestId).collect())
}
