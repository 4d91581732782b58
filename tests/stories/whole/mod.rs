mod access;
mod browsing;
mod crawl;
mod gallery;
mod journeys;
mod letters;
mod outages;
mod wire;
