mod away;
mod calling;
mod chat;
mod digests;
mod help;
mod mentors;
mod parts;
mod week;
