mod kept;
mod retention;
