use chrono::{DateTime, Utc};
use super::week::Week;
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Job { Announcement, Reminder, Digest }
impl Job { pub fn as_str(self)->&'static str {""} }
impl std::str::FromStr for Job { type Err=String; fn from_str(_:&str)->Result<Self,String>{Err(String::new())}}
pub struct Recorded { pub job: Job, pub occurrence: DateTime<Utc>, pub week: Week, pub ran: bool }
