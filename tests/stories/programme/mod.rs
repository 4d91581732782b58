mod administration;
mod importing;
