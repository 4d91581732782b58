mod bulletins;
mod by_link;
mod drafting;
mod first_tap;
mod last_week;
mod promises;
mod quiet;
