//! What somebody looks for, and where it stands in a text: without regard to accents and capitals.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The most words of a query; what follows is not looked for.
const WORDS_MAX: usize = 12;
/// From so many letters on a word is taken for the beginning of one: of its plural, or of what it is part of.
const OPEN_FROM: usize = 4;
/// About how long a snippet is, in characters.
const SNIPPET: usize = 180;

/// Words as they are compared: no accents, no capitals, single spaces between.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut add = |c: char| match c {
        'œ' => folded.push_str("oe"),
        'æ' => folded.push_str("ae"),
        'ß' => folded.push_str("ss"),
        c if c.is_alphanumeric() => folded.push(c),
        _ if folded.ends_with(' ') || folded.is_empty() => {}
        _ => folded.push(' '),
    };
    for c in text.chars() {
        if c.is_ascii() {
            add(c.to_ascii_lowercase());
        } else {
            // In which order marks follow a letter, which is what normalization decides beside, is all the same: they go.
            decompose_compatible(c, |part| {
                if !is_combining_mark(part) {
                    part.to_lowercase().for_each(&mut add);
                }
            });
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Words that must stand one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    pub words: Vec<String>,
    /// The last word may go on.
    pub prefix: bool,
}

/// What somebody looks for: all of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    pub phrases: Vec<Phrase>,
}

impl Query {
    /// Reads words and "phrases in quotes". The last word may be the beginning of one, and so may each that is not short and
    /// stands outside quotes, without the letter that a French or English plural ends in. None: nothing to look for.
    pub fn parse(text: &str) -> Option<Query> {
        let mut phrases = Vec::new();
        let mut left = WORDS_MAX;
        let parts: Vec<&str> = text.split(['"', '«', '»', '“', '”']).collect();
        let last = parts.len() - 1;
        for (at, part) in parts.iter().enumerate() {
            let words: Vec<String> =
                fold(part).split(' ').filter(|word| !word.is_empty()).take(left).map(str::to_owned).collect();
            left -= words.len();
            let ends_open = at == last && !part.ends_with(char::is_whitespace);
            // Every second part stands between quotes; one that is never closed is still a phrase.
            if at % 2 == 1 {
                phrases.push(Phrase { words, prefix: ends_open });
            } else {
                let count = words.len();
                phrases.extend(words.iter().enumerate().map(|(index, word)| match beginning(word) {
                    Some(beginning) => Phrase { words: vec![beginning.to_owned()], prefix: true },
                    None => Phrase { words: vec![word.clone()], prefix: ends_open && index + 1 == count },
                }));
            }
        }
        phrases.retain(|phrase| !phrase.words.is_empty());
        (!phrases.is_empty()).then_some(Query { phrases })
    }

    /// The part of a text around the first match, with the matches marked.
    pub fn snippet(&self, text: &str) -> Vec<Piece> {
        let marks = self.marks(text);
        let focus = marks.first().map_or(0, |mark| mark.0);
        let start = boundary(text, focus, SNIPPET / 3, true);
        let end = boundary(text, focus, SNIPPET, false);
        let mut pieces = Vec::new();
        let mut at = start;
        if start > 0 {
            pieces.push(Piece { text: "…".into(), marked: false });
        }
        for (from, to) in marks.into_iter().filter(|(from, to)| *from >= start && *to <= end) {
            pieces.push(Piece { text: text[at..from].to_owned(), marked: false });
            pieces.push(Piece { text: text[from..to].to_owned(), marked: true });
            at = to;
        }
        let rest = if end < text.len() { format!("{}…", &text[at..end]) } else { text[at..].to_owned() };
        pieces.push(Piece { text: rest, marked: false });
        pieces.retain(|piece| !piece.text.is_empty());
        pieces
    }

    /// Whether all that is looked for stands in those texts together.
    pub fn is_found_in(&self, texts: &[&str]) -> bool {
        let texts: Vec<Vec<Word>> = texts.iter().map(|text| words(text)).collect();
        self.phrases.iter().all(|phrase| {
            let length = phrase.words.len();
            texts.iter().any(|words| words.windows(length).any(|found| phrase.matches(found)))
        })
    }

    /// Where the query's words stand, as byte ranges that do not overlap.
    fn marks(&self, text: &str) -> Vec<(usize, usize)> {
        let words = words(text);
        let mut marks: Vec<(usize, usize)> = Vec::new();
        for (at, _) in words.iter().enumerate() {
            for phrase in &self.phrases {
                let found = words.get(at..at + phrase.words.len()).filter(|found| phrase.matches(found));
                if let Some(found) = found {
                    marks.extend(found.iter().map(|word| (word.from, word.to)));
                }
            }
        }
        marks.sort_unstable();
        marks.dedup();
        marks
    }
}

/// What such a word is looked for by; none: it is too short.
fn beginning(word: &str) -> Option<&str> {
    let is_long = |word: &&str| word.chars().count() >= OPEN_FROM;
    word.strip_suffix(['s', 'x']).filter(is_long).or(Some(word).filter(is_long))
}

impl Phrase {
    fn matches(&self, found: &[Word]) -> bool {
        let last = self.words.len() - 1;
        self.words.iter().zip(found).enumerate().all(|(at, (wanted, word))| {
            word.folded == *wanted || (self.prefix && at == last && word.folded.starts_with(wanted.as_str()))
        })
    }
}

/// A part of a snippet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub marked: bool,
}

struct Word {
    from: usize,
    to: usize,
    folded: String,
}

/// The words of a text, with their places. Combining marks belong to the letters before them.
fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut from = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (at, c) in ends {
        let is_part = c.is_alphanumeric() || (is_combining_mark(c) && from.is_some());
        match (is_part, from) {
            (true, None) => from = Some(at),
            (false, Some(start)) => {
                words.push(Word { from: start, to: at, folded: fold(&text[start..at]) });
                from = None;
            }
            _ => {}
        }
    }
    words
}

/// A place about so many characters before or after another, between two words.
fn boundary(text: &str, at: usize, distance: usize, before: bool) -> usize {
    if before {
        let rough = text[..at].char_indices().rev().nth(distance).map_or(0, |(index, _)| index);
        return if rough == 0 {
            0
        } else {
            text[rough..at].find(' ').map_or(rough, |space| rough + space + 1)
        };
    }
    let rough = text[at..].char_indices().nth(distance).map_or(text.len(), |(index, _)| at + index);
    if rough == text.len() { rough } else { text[at..rough].rfind(' ').map_or(rough, |space| at + space) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marked(query: &str, text: &str) -> Vec<String> {
        let pieces = Query::parse(query).unwrap().snippet(text);
        pieces.into_iter().filter(|piece| piece.marked).map(|piece| piece.text).collect()
    }

    #[test]
    fn accents_and_capitals_do_not_matter() {
        assert_eq!(fold("  Été À l’ŒUVRE, déjà\u{301} !"), "ete a l oeuvre deja");
        assert_eq!(marked("ete OEUVRE", "Un été à l’œuvre."), ["été", "œuvre"]);
        assert_eq!(marked("deja", "De\u{301}ja\u{300} vu"), ["De\u{301}ja\u{300}"]);
    }

    #[test]
    fn the_last_word_may_be_a_beginning_and_quotes_hold_words_together() {
        assert_eq!(marked("dém", "La démonstration"), ["démonstration"]);
        assert!(marked("dém ", "La démonstration").is_empty());
        assert_eq!(
            marked("\"comité de suivi\"", "Un comité, puis un comité de suivi"),
            ["comité", "de", "suivi"]
        );
        assert_eq!(Query::parse(" \" ' ! "), None);
        assert!(marked("\"dém\" ", "La démonstration").is_empty());
        let query = Query::parse("a \"b c\" d").unwrap();
        let words: Vec<(usize, bool)> = query.phrases.iter().map(|p| (p.words.len(), p.prefix)).collect();
        assert_eq!(words, [(1, false), (2, false), (1, true)]);
    }

    #[test]
    fn a_word_is_found_in_its_plural_and_its_plural_in_it() {
        assert_eq!(marked("surface registres", "Les surfaces du registre"), ["surfaces", "registre"]);
        assert_eq!(marked("jeux bureaux d'essai", "Un jeu du bureau : d’essai"), ["bureau", "d", "essai"]);
        assert!(marked("art essais", "Un article").is_empty());
        assert!(marked("\"surface du\"", "Les surfaces du registre").is_empty());
    }

    #[test]
    fn all_words_are_found_each_in_one_of_the_texts() {
        let found = |query: &str, texts: &[&str]| Query::parse(query).unwrap().is_found_in(texts);
        assert!(found("juriste contr", &["Un·e juriste ?", "Le contrat"]));
        assert!(!found("juriste devis", &["Un·e juriste ?", "Le contrat"]));
        assert!(!found("\"juriste le\"", &["Un·e juriste ?", "Le contrat"]));
        assert!(!found("juriste", &[]));
    }

    #[test]
    fn a_snippet_shows_the_match_in_a_long_text() {
        let text = format!("{} aiguille {}", "foin ".repeat(100), "paille ".repeat(100));
        let pieces = Query::parse("aiguille").unwrap().snippet(&text);
        let all: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert!(all.starts_with("…foin") && all.ends_with('…') && all.chars().count() < 300, "{all}");
        assert!(pieces.iter().any(|piece| piece.marked && piece.text == "aiguille"));
    }

    #[test]
    fn each_letter_is_folded_as_it_is_within_a_text() {
        use unicode_normalization::UnicodeNormalization;
        for c in ('\u{80}'..=char::MAX).filter(|c| !is_combining_mark(*c)) {
            let apart: String = c.nfkd().filter(|part| !is_combining_mark(*part)).collect();
            assert_eq!(fold(&format!("a{c}\u{301}\u{323}b")), fold(&format!("a{apart}b")), "{c:?}");
        }
    }

    #[test]
    fn what_is_plain_is_folded_as_it_is_among_accents() {
        let plain = || (0..0x80).map(char::from_u32).map(Option::unwrap);
        for (one, other) in plain().flat_map(|one| plain().map(move |other| (one, other))) {
            let said = |last: char| fold(&String::from_iter([one, other, last]));
            assert_eq!(said('e'), said('é'), "{one:?}{other:?}");
        }
    }

    proptest! {
        #[test]
        fn any_query_and_text_can_be_had(query in "\\PC{0,40}", text in "\\PC{0,400}") {
            if let Some(query) = Query::parse(&query) {
                let pieces = query.snippet(&text);
                prop_assert!(pieces.iter().all(|piece| !piece.text.is_empty()));
            }
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }
    }
}
