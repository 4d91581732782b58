//! What can be wrong with a file.

use std::fmt;

use super::headings::Column;
use crate::domain::kit::Name;
use crate::domain::programme::project::WrongDays;

/// What is wrong, and where; lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFault {
    pub line: u64,
    pub column: u64,
    pub fault: Fault,
}

impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.fault)
    }
}

/// A thing that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Promotion,
    Project,
    Administration,
    Person,
}

impl What {
    /// The key of its word.
    pub fn key(self) -> &'static str {
        match self {
            What::Promotion => "import-what-promotion",
            What::Project => "import-what-project",
            What::Administration => "import-what-administration",
            What::Person => "import-what-person",
        }
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            What::Promotion => "the promotion's name",
            What::Project => "a project's name",
            What::Administration => "the administration",
            What::Person => "a person's name",
        })
    }
}

/// The roles on projects beside the two that every project has.
const OTHERS: &str = "\"strategic mentor\", \"sponsor\", \"helper\", \"alumnus\"";

/// What is wrong; told in English on the command line, and by the page in its reader's language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("this is not UTF-8 text")]
    NotUtf8,
    #[error("there is nothing in it")]
    Nothing,
    /// In the words of the library that reads the format.
    #[error("{0}")]
    Form(String),
    #[error("{0} is empty")]
    Empty(What),
    #[error("{0} has more than {max} characters, or a line end", max = Name::MAX)]
    TooLong(What),
    #[error("{0}")]
    Days(WrongDays),
    #[error("a project of that name stands on line {line} already")]
    ProjectTwice { line: u64 },
    #[error("a project's name needs a letter or a digit")]
    NeedsLetter,
    #[error("the project ends outside its promotion")]
    OutsidePromotion,
    #[error("that address stands in this list twice")]
    AddressTwice,
    #[error("{0:?} is no mail address")]
    NotAnAddress(String),
    #[error("unknown language {0:?}: use \"fr\" or \"en\"")]
    UnknownLanguage(String),
    #[error("that address belongs to {name:?} on line {line}")]
    OtherName { name: String, line: u64 },
    #[error("{0:?} is no day: write it like 2019-01-07 or 07/01/2019")]
    NotADay(String),
    #[error("unknown notification {0:?}")]
    UnknownNotification(String),
    #[error(
        "neither a table that begins with \"project;name;email;role\", nor YAML that begins with \"promotion:\""
    )]
    Neither,
    #[error("a table needs a promotion to belong to")]
    NoPromotion,
    #[error("unknown column {0:?}")]
    UnknownColumn(String),
    #[error("a second column \"{0}\"")]
    ColumnTwice(Column),
    #[error("there is no column \"{0}\"")]
    NoColumn(Column),
    #[error(
        "more cells than the {most} of the first line: put quotation marks around a text with the sign between cells"
    )]
    TooManyCells { most: usize },
    #[error("a person needs a role: \"eig\", \"mentor\", {OTHERS} or \"coordinator\"")]
    NoRole,
    #[error("unknown role {0:?}: use \"eig\", \"mentor\", {OTHERS} or \"coordinator\"")]
    UnknownRole(String),
    #[error("a coordinator has no first or last day")]
    DaysOfCoordinator,
    #[error("the role ends before it begins")]
    EndsBeforeItBegins,
    #[error("another administration than on line {line}")]
    OtherAdministration { line: u64 },
    #[error("another referent than on line {line}")]
    OtherReferent { line: u64 },
    /// Who does coordinate, by their addresses.
    #[error(
        "{email} coordinates nothing here: name one who does ({known}), or add {email} to the coordinators"
    )]
    NotACoordinator { email: String, known: String },
}
