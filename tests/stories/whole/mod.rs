mod access;
mod browsing;
mod crawl;
mod gallery;
mod journeys;
mod letters;
mod rights;
mod wire;
