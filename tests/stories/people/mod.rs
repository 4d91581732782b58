mod interleaved;
mod own;
