mod chat;
mod week;
