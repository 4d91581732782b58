//! Everything that somebody can ask for: every route of the map with everything that can stand in it, and wherever the
//! links on the pages lead.

use std::collections::BTreeSet;

use bulletins::web::ROUTES;

use super::browser::Browser;

/// What can stand in the addresses of the map.
pub struct World<'a> {
    pub slugs: &'a [&'a str],
    pub weeks: &'a [&'a str],
    /// What is asked of a page beside its address: a route, and what follows the question mark.
    pub queries: Vec<(&'static str, String)>,
}

/// How far numbers are tried.
const IDS: std::ops::RangeInclusive<u32> = 1..=9;
/// No walk is longer than that: who leads in circles leads to new addresses for ever.
const FARTHEST: usize = 1500;

/// Words that were found, each with where.
pub type Found = BTreeSet<(String, String)>;

/// Walks through all that is reached with that browser, and tells where which of the words stand.
///
/// `tokens`: the rights that stand in addresses, each as the beginning of one, such as `/s/1.abc`; who has any asks for
/// those alone.
pub async fn walk(browser: &Browser, world: &World<'_>, tokens: &[String], words: &[String]) -> Found {
    let mut ahead: Vec<String> = ROUTES
        .iter()
        .filter(|route| route.method == "get")
        .flat_map(|route| world.fill(route.path, tokens))
        .collect();
    let (mut seen, mut found) = (BTreeSet::new(), Found::new());
    while let Some(address) = ahead.pop() {
        if !seen.insert(address.clone()) {
            continue;
        }
        assert!(seen.len() < FARTHEST, "there is no end of addresses: {address}");
        let page = browser.open(&address).await;
        assert!(page.status < 500, "{address}: {}", page.text());
        // What was looked for is marked in the midst of words.
        let text = page.body.replace("<mark>", "").replace("</mark>", "");
        let told = words.iter().filter(|word| text.contains(word.as_str()));
        found.extend(told.map(|word| (word.clone(), address.clone())));
        ahead.extend(page.links().into_iter().filter(|link| !link.starts_with("/static/")));
    }
    found
}

impl World<'_> {
    /// The addresses of a route.
    fn fill(&self, route: &str, tokens: &[String]) -> Vec<String> {
        let queries =
            self.queries.iter().filter(|(of, _)| *of == route).map(|(_, query)| format!("{route}?{query}"));
        let mut filled: Vec<String> = std::iter::once(route.to_owned()).chain(queries).collect();
        while let Some(name) = filled[0].split(['{', '}']).nth(1).map(str::to_owned) {
            let values: Vec<String> = match name.as_str() {
                "slug" => self.slugs.iter().map(|slug| (*slug).to_owned()).collect(),
                "week" => self.weeks.iter().map(|week| (*week).to_owned()).collect(),
                "id" => IDS.map(|id| id.to_string()).collect(),
                "token" => tokens_of(route, tokens),
                "role" => vec!["eig".to_owned()],
                "month" => vec!["2026-03".to_owned()],
                "name" | "hash" => vec!["x".to_owned()],
                _ => panic!("say in the walk what can stand in {route} as {name}"),
            };
            let place = format!("{{{name}}}");
            filled =
                filled.iter().flat_map(|one| values.iter().map(|value| one.replace(&place, value))).collect();
            if filled.is_empty() {
                return filled;
            }
        }
        let is_meant = tokens.is_empty() || route.contains("{token}");
        if is_meant { filled } else { Vec::new() }
    }
}

/// The tokens that open this route; who has none tries one that was never made.
fn tokens_of(route: &str, tokens: &[String]) -> Vec<String> {
    if tokens.is_empty() {
        return vec!["x".to_owned()];
    }
    let (head, _) = route.split_once("{token}").unwrap_or_default();
    tokens.iter().filter_map(|token| token.strip_prefix(head)).map(str::to_owned).collect()
}
