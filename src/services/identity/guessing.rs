//! What a password of somebody must not be made of.

use crate::config::Config;

/// The words that whoever guesses at somebody's password tries first: their name, their address, the programme.
pub(super) fn words(config: &Config, name: &str, address: &str) -> Vec<String> {
    let told = [name, address, config.programme.name.as_str(), "bulletins"];
    let parts = told.into_iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    let mut words: Vec<String> = parts.chain(told).map(str::to_lowercase).collect();
    words.retain(|word| word.chars().count() > 2);
    words
}
