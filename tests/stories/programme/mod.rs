mod administration;
mod closing;
mod importing;
mod importing_people;
mod logos;
mod names;
mod taking_along;
