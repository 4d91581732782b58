mod chat;
mod help;
mod week;
