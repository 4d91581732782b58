mod administration;
mod importing;
mod importing_people;
mod names;
