mod bulletins;
mod drafting;
mod first_tap;
mod last_week;
mod promises;
mod quiet;
