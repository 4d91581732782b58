//! What is shown to whom: [`visible`] hands out what a reader may see, and everything else here is made of that.

pub mod acknowledging;
pub mod attending;
pub mod course;
pub mod dashboard;
pub mod exporting;
pub mod histories;
pub mod home;
pub mod key_dates;
pub mod links;
pub mod measuring;
pub mod projects;
pub mod publishing_feeds;
pub mod searching;
pub mod sharing;
pub mod sheets;
pub mod visible;
pub mod weeks;
