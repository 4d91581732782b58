//! The words that a table is made of, in both languages and as people write them: accents, capitals and signs between
//! words make no difference.

use std::fmt;

use crate::domain::people::{Locale, Role};
use crate::domain::reading::search::fold;

/// What a column tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    Project,
    Name,
    Email,
    Role,
    Administration,
    Language,
    EndsOn,
    /// The first day of a person's role.
    From,
    /// Its last day.
    Until,
    Referent,
}

impl Column {
    pub(super) const ALL: [Column; 10] = [
        Column::Project,
        Column::Name,
        Column::Email,
        Column::Role,
        Column::Administration,
        Column::Language,
        Column::EndsOn,
        Column::From,
        Column::Until,
        Column::Referent,
    ];
    /// Those that a table cannot do without.
    pub(super) const NEEDED: [Column; 4] = [Column::Project, Column::Name, Column::Email, Column::Role];

    /// The column that a heading names.
    pub(super) fn named(heading: &str) -> Option<Column> {
        let heading = fold(heading);
        Column::ALL.into_iter().find(|column| column.headings().contains(&heading.as_str()))
    }

    /// Its headings, folded; the first is the one that examples use.
    fn headings(self) -> &'static [&'static str] {
        match self {
            Column::Project => &["project", "projects", "projet", "projets", "defi", "defis"],
            Column::Name => &[
                "name",
                "nom",
                "full name",
                "nom complet",
                "nom et prenom",
                "prenom nom",
                "prenom et nom",
                "person",
                "personne",
            ],
            Column::Email => &[
                "email",
                "e mail",
                "mail",
                "mel",
                "courriel",
                "adresse",
                "address",
                "email address",
                "mail address",
                "adresse email",
                "adresse e mail",
                "adresse mail",
                "adresse courriel",
                "adresse de courriel",
                "adresse electronique",
            ],
            Column::Role => &["role", "roles"],
            Column::Administration => &[
                "administration",
                "administration d accueil",
                "administration porteuse",
                "ministere",
                "host",
                "hosted by",
            ],
            Column::Language => &["language", "langue"],
            Column::EndsOn => &[
                "ends on",
                "end",
                "end date",
                "last day",
                "fin",
                "date de fin",
                "dernier jour",
                "se termine le",
                "termine le",
                "finit le",
            ],
            // "Début" and "start" are not among them: the "fin" that stands beside them is the project's.
            Column::From => {
                &["from", "since", "arrived", "depuis", "depuis le", "a partir du", "arrivee", "du"]
            }
            Column::Until => &["until", "left", "jusqu au", "jusque", "depart", "parti le", "au"],
            Column::Referent => &[
                "referent",
                "referente",
                "referent e",
                "referent du projet",
                "referent e du projet",
                "project referent",
                "coordinateur referent",
                "coordinatrice referente",
            ],
        }
    }

    /// The key of its word.
    pub fn key(self) -> &'static str {
        match self {
            Column::Project => "import-column-project",
            Column::Name => "import-column-name",
            Column::Email => "import-column-email",
            Column::Role => "import-column-role",
            Column::Administration => "import-column-administration",
            Column::Language => "import-column-language",
            Column::EndsOn => "import-column-ends-on",
            Column::From => "import-column-from",
            Column::Until => "import-column-until",
            Column::Referent => "import-column-referent",
        }
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.headings()[0])
    }
}

/// What a line of a table makes somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Post {
    OnProject(Role),
    Coordinator,
}

impl Post {
    /// The post that a cell names. Only whole words count: who runs the programme is nothing to be guessed.
    pub(super) fn named(cell: &str) -> Option<Post> {
        let folded = fold(cell);
        let post = folded.strip_suffix(" d interet general").unwrap_or(&folded);
        match post {
            "eig" | "eigs" | "entrepreneur" | "entrepreneurs" | "entrepreneure" | "entrepreneuse"
            | "entrepreneur e" | "entrepreneur euse" | "entrepreneur se" => Some(Post::OnProject(Role::Eig)),
            "mentor"
            | "mentors"
            | "mentore"
            | "mentor e"
            | "operational mentor"
            | "mentor operationnel"
            | "mentore operationnelle"
            | "mentor e operationnel le" => Some(Post::OnProject(Role::Mentor)),
            "strategic mentor"
            | "strategic mentors"
            | "mentor strategique"
            | "mentors strategiques"
            | "mentore strategique"
            | "mentor e strategique" => Some(Post::OnProject(Role::StrategicMentor)),
            "sponsor" | "sponsors" | "commanditaire" | "commanditaires" => {
                Some(Post::OnProject(Role::Sponsor))
            }
            "helper" | "helpers" | "renfort" | "renforts" | "en renfort" => {
                Some(Post::OnProject(Role::Helper))
            }
            "alumnus" | "alumna" | "alumni" | "alumnae" | "former eig" | "ancien eig" | "ancienne eig"
            | "ancien ne eig" | "anciens eig" => Some(Post::OnProject(Role::Alumnus)),
            "coordinator"
            | "coordination"
            | "coordinateur"
            | "coordinatrice"
            | "coordinateur rice"
            | "coordinateur trice"
            | "coordinateur ice"
            | "coordinateur coordinatrice" => Some(Post::Coordinator),
            _ => None,
        }
    }
}

/// The language that a cell names, by its code or by a name.
pub(super) fn language_named(cell: &str) -> Option<Locale> {
    match fold(cell).as_str() {
        "fr" | "francais" | "french" => Some(Locale::Fr),
        "en" | "anglais" | "english" => Some(Locale::En),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use fluent_bundle::FluentArgs;

    use super::*;
    use crate::i18n;

    #[test]
    fn no_heading_names_two_columns() {
        for column in Column::ALL {
            for heading in column.headings() {
                assert_eq!(
                    Column::named(heading),
                    Some(column),
                    "{heading} is not folded, or names another too"
                );
            }
        }
    }

    #[test]
    fn what_pages_tell_people_to_write_is_known() {
        for locale in Locale::ALL {
            let word = |key: &str| i18n::text(locale, key, &FluentArgs::new()).unwrap();
            for column in Column::ALL {
                assert_eq!(Column::named(&word(column.key())), Some(column));
            }
            for role in Role::ALL {
                let words = [word(&format!("role-{role}")), role.to_string()];
                for told in words {
                    assert_eq!(Post::named(&told), Some(Post::OnProject(role)), "{told}");
                }
            }
            assert_eq!(Post::named(&word("role-coordinator")), Some(Post::Coordinator));
        }
    }

    #[test]
    fn nobody_runs_the_programme_by_a_slip() {
        for cell in ["coordinateur technique", "coord", "co", "eig mentor", "boss", ""] {
            assert_eq!(Post::named(cell), None, "{cell:?}");
        }
    }
}
