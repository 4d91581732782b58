mod erased;
mod kept;
mod retention;
