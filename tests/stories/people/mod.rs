mod at_once;
mod interleaved;
mod own;
