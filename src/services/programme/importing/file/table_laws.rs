//! However a table is written, it says the same.

use proptest::prelude::*;
use proptest::sample::select;

use super::entries::ReferentEntry;
use super::{Ends, File, PersonEntry, ProjectEntry, RoleEntry};
use crate::domain::kit::Name;
use crate::domain::people::{Email, Locale, Role};
use crate::domain::programme::project::{Promotion, PromotionId, Stage};

pub fn promotion() -> Promotion {
    Promotion {
        id: PromotionId(1),
        name: "X".into(),
        starts_on: "2019-01-07".parse().unwrap(),
        ends_on: "2019-11-15".parse().unwrap(),
        stage: Stage::Open,
        closed_on: None,
    }
}

/// Who can be a referent.
pub fn coordinators() -> Vec<Email> {
    ["c@x.example", "d@x.example"].map(|address| address.parse().unwrap()).into()
}

type Words = &'static [&'static str];

/// The ways in which people write each heading, and what stands below it.
const HEADINGS: [Words; 10] = [
    &["project", "Projet", "PROJETS", "Défi"],
    &["name", "Nom", "NOM", "Nom complet", "Full name"],
    &[
        "email",
        "Adresse",
        "E-mail",
        "e-mail",
        "Mail",
        "Courriel",
        "Adresse électronique",
        "Mél",
        "ADRESSE MAIL",
    ],
    &["role", "Rôle", "RÔLE", " role "],
    &["administration", "Administration", "Administration d’accueil", "ADMINISTRATION"],
    &["language", "Langue", "LANGUE"],
    &["ends_on", "Fin", "Se termine le", "se  termine le", "Date de fin", "Ends on"],
    &["from", "Depuis", "DEPUIS LE", "À partir du", "du"],
    &["until", "Jusqu’au", "jusqu'au", "Départ", "au"],
    &["referent", "Référent", "Référent·e", "Référente"],
];
/// What a role cell says; none: that somebody coordinates.
const ROLES: [(Option<Role>, Words); 7] = [
    (
        Some(Role::Eig),
        &["eig", "EIG", "Entrepreneur·e", "entrepreneuse", "Entrepreneur(e) d’intérêt général"],
    ),
    (Some(Role::Mentor), &["mentor", "Mentor·e", "MENTORE", "mentors", "Mentor·e opérationnel·le"]),
    (Some(Role::StrategicMentor), &["strategic-mentor", "Strategic mentor", "Mentor·e stratégique"]),
    (Some(Role::Sponsor), &["sponsor", "Commanditaire", "SPONSOR"]),
    (Some(Role::Helper), &["helper", "En renfort", "renfort"]),
    (Some(Role::Alumnus), &["alumnus", "Alumna", "Ancien·ne EIG", "ancienne EIG", "former EIG"]),
    (
        None,
        &[
            "coordinator",
            "Coordination",
            "coordinateur",
            "Coordinatrice",
            "Coordinateur·rice",
            "coordinateur/trice",
        ],
    ),
];
const FRENCH: Words = &["fr", "FR", "Français", "francais", "French"];
const DAY: Words = &["2019-06-28", "28/06/2019", "28/6/2019", "28.06.2019"];
const FIRST: Words = &["2019-03-01", "1/3/2019", "01.03.2019"];
const LAST: Words = &["2019-05-31", "31/05/2019"];
const NAMES: Words = &["Ada Lovelace", "Zoé; Bo", "Bo, dit \"B\"", "Ève\u{a0}X", "Élan\nBreton", "a\tb"];

/// A line of a table; none is an empty one.
type Row = Option<Person>;

#[derive(Debug, Clone)]
struct Person {
    project: usize,
    name: &'static str,
    /// Which of [`ROLES`].
    role: usize,
    french: bool,
    /// Whether the first day is told, and whether the last.
    days: (bool, bool),
}

fn row() -> impl Strategy<Value = Row> {
    let days = (any::<bool>(), any::<bool>());
    let person = (0..4usize, select(NAMES), 0..ROLES.len(), any::<bool>(), days)
        .prop_map(|(project, name, role, french, days)| Person { project, name, role, french, days });
    prop::option::weighted(0.85, person)
}

/// How a table is written.
#[derive(Debug, Clone)]
struct Hand {
    delimiter: char,
    line_end: &'static str,
    begins_with_mark: bool,
    tells_delimiter: bool,
    quotes_all: bool,
    ends_last_line: bool,
    order: Vec<usize>,
    /// Which of several ways to write a word is taken, for one word after the other.
    ways: Vec<usize>,
}

fn hand() -> impl Strategy<Value = Hand> {
    let order = Just((0..HEADINGS.len()).collect::<Vec<usize>>()).prop_shuffle();
    let shape = (select(vec![';', '\t', ',']), select(vec!["\n", "\r\n", "\r"]));
    let habits = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    (shape, habits, order, prop::collection::vec(0..60usize, 1..9)).prop_map(
        |((delimiter, line_end), (mark, tells_delimiter, quotes_all, ends_last_line), order, ways)| Hand {
            delimiter,
            line_end,
            begins_with_mark: mark,
            tells_delimiter,
            quotes_all,
            ends_last_line,
            order,
            ways,
        },
    )
}

impl Hand {
    /// The table, and the number of the line on which each row begins.
    fn write(&self, rows: &[Row]) -> (String, Vec<u64>) {
        let mut ways = self.ways.iter().cycle();
        let mut word = |words: Words| words[ways.next().unwrap() % words.len()].to_owned();
        let mut lines = Vec::new();
        if self.tells_delimiter {
            lines.push(format!("sep={}", self.delimiter));
        }
        lines.push(self.line(std::array::from_fn(|at| word(HEADINGS[at]))));
        let (mut begins, mut next) = (Vec::new(), lines.len() as u64 + 1);
        for (at, row) in rows.iter().enumerate() {
            let line = row.as_ref().map_or(String::new(), |person| {
                let (role, words) = ROLES[person.role];
                let (from, until) = (role.is_some() && person.days.0, role.is_some() && person.days.1);
                self.line([
                    format!("Projet {}", person.project),
                    person.name.to_owned(),
                    format!("p{at}@x.example"),
                    word(words),
                    format!("Ministère {}", person.project),
                    if person.french { word(FRENCH) } else { String::new() },
                    word(DAY),
                    if from { word(FIRST) } else { String::new() },
                    if until { word(LAST) } else { String::new() },
                    "c@x.example".to_owned(),
                ])
            });
            begins.push(next);
            next += 1 + line.matches(self.line_end).count() as u64;
            lines.push(line);
        }
        let mark = if self.begins_with_mark { "\u{feff}" } else { "" };
        let end = if self.ends_last_line { self.line_end } else { "" };
        (format!("{mark}{}{end}", lines.join(self.line_end)), begins)
    }

    fn line(&self, cells: [String; HEADINGS.len()]) -> String {
        let cell = |at: &usize| match cells[*at].replace('"', "\"\"").replace('\n', self.line_end) {
            cell if self.quotes_all || cell.contains(['"', '\n', '\r', ';', ',', '\t']) => {
                format!("\"{cell}\"")
            }
            cell => cell,
        };
        self.order.iter().map(cell).collect::<Vec<_>>().join(&self.delimiter.to_string())
    }
}

fn called(name: &str) -> Name {
    Name::parse(name).unwrap()
}

/// What the rows say, with the lines on which they stand.
fn meant(rows: &[Row], begins: &[u64], column_of_referent: usize) -> File {
    let Promotion { name, starts_on, ends_on, .. } = promotion();
    let name = called(&name);
    let mut file = File { name, starts_on, ends_on, coordinators: Vec::new(), projects: Vec::new() };
    for (at, (row, line)) in rows.iter().zip(begins).enumerate() {
        let Some(Person { project, name, role, french, days }) = row else { continue };
        let person = PersonEntry {
            line: *line,
            name: called(&name.replace(['\n', '\t'], " ")),
            email: format!("p{at}@x.example").parse().unwrap(),
            language: french.then_some(Locale::Fr),
        };
        let Some(role) = ROLES[*role].0 else {
            file.coordinators.push(person);
            continue;
        };
        let name = called(&format!("Projet {project}"));
        let known = file.projects.iter().position(|known| known.name == name);
        let known = known.unwrap_or_else(|| {
            file.projects.push(ProjectEntry {
                line: *line,
                name,
                administration: Some(called(&format!("Ministère {project}"))),
                ends: Ends::On("2019-06-28".parse().unwrap()),
                notification: None,
                referent: Some(ReferentEntry {
                    line: *line,
                    column: column_of_referent as u64 + 1,
                    email: "c@x.example".parse().unwrap(),
                }),
                roles: Vec::new(),
            });
            file.projects.len() - 1
        });
        let from = days.0.then(|| "2019-03-01".parse().unwrap());
        let until = days.1.then(|| "2019-05-31".parse().unwrap());
        file.projects[known].roles.push(RoleEntry { role, from, until, person });
    }
    file
}

proptest! {
    #[test]
    fn a_table_says_the_same_however_it_is_written(rows in prop::collection::vec(row(), 0..9), hand in hand()) {
        let (text, begins) = hand.write(&rows);
        let read = File::read_pasted(&text, Some((&promotion(), &[])), &coordinators());
        let column_of_referent = hand.order.iter().position(|at| *at == HEADINGS.len() - 1).unwrap();
        prop_assert_eq!(read, Ok(meant(&rows, &begins, column_of_referent)), "{:?}", text);
    }
}
