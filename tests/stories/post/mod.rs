mod crash;
mod delivery;
