mod at_once;
mod interleaved;
mod inviting;
mod leaving;
mod own;
mod referents;
mod roles;
mod standing_in;
