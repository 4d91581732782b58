mod administration;
mod importing;
mod importing_people;
mod names;
mod taking_along;
