mod access;
mod browsing;
mod gallery;
mod journeys;
mod letters;
mod wire;
