mod publishing;
mod sharing;
mod words;
