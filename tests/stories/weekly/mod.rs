mod away;
mod calling;
mod chat;
mod help;
mod mentors;
mod week;
