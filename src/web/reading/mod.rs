//! What is read: weeks, projects and their histories, searches, shares, feeds, exports, the dashboard.

pub mod acknowledging;
pub mod course;
pub mod dashboard;
pub mod exports;
pub mod feeds;
pub mod home;
pub mod key_dates;
pub mod measures;
pub mod mosaic;
pub mod projects;
pub mod search;
pub mod shares;
pub mod sheets;
pub mod weeks;
