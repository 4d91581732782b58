mod acknowledging;
mod archiving;
mod dashboard;
mod measuring;
mod outcomes;
mod publishing;
mod sharing;
mod words;
