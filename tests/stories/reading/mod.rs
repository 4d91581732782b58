mod publishing;
mod sharing;
