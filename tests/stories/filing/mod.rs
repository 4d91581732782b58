mod bulletins;
mod drafting;
