mod administration;
mod importing;
mod names;
