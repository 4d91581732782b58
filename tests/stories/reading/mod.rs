mod acknowledging;
mod dashboard;
mod archiving;
mod measuring;
mod outcomes;
mod publishing;
mod sharing;
mod words;
