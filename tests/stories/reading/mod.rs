mod acknowledging;
mod measuring;
mod outcomes;
mod publishing;
mod sharing;
mod words;
