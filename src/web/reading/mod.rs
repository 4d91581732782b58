//! What is read: weeks, projects and their histories, searches, shares, feeds, exports, the dashboard.

pub mod dashboard;
pub mod exports;
pub mod feeds;
pub mod home;
pub mod key_dates;
pub mod projects;
pub mod search;
pub mod shares;
pub mod weeks;
