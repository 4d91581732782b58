//! That no mail leaves, and why.

use serde::Serialize;

use crate::domain::post::delivery::Cause;
use crate::services::post::accounting::Why;
use crate::services::post::standing_still::Standstill;
use crate::web::Site;
use crate::web::kit::view;

/// As `partials/standstill` tells it.
#[derive(Serialize)]
pub struct StandstillView {
    since: String,
    why: Option<WhyView>,
}

impl StandstillView {
    pub fn new(site: &Site, standstill: &Standstill) -> StandstillView {
        let since = view::local(site, standstill.since);
        StandstillView { since, why: standstill.why.clone().map(WhyView::from) }
    }

    #[cfg(test)]
    pub fn sample(standstill: &Standstill) -> StandstillView {
        let since = crate::templates::moment(standstill.since.naive_utc());
        StandstillView { since, why: standstill.why.clone().map(WhyView::from) }
    }
}

/// Why a mail was not sent, or not yet.
#[derive(Serialize)]
pub struct WhyView {
    /// The key of a sentence; none: the words are all there is.
    key: Option<String>,
    /// What the sentence quotes.
    words: String,
}

impl From<Why> for WhyView {
    fn from(why: Why) -> Self {
        match why {
            Why::Cause(Cause { reason, detail }) => {
                WhyView { key: Some(format!("mail-reason-{reason}")), words: detail.unwrap_or_default() }
            }
            Why::Words(words) => WhyView { key: None, words },
        }
    }
}
