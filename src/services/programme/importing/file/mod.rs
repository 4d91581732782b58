//! The file of a promotion, YAML or a table: checked as a whole, each fault told with its line.

use crate::domain::people::Email;
use crate::domain::programme::project::{Project, Promotion};

mod check;
mod entries;
mod fault;
mod headings;
mod raw;
mod table;
#[cfg(test)]
mod table_laws;
mod yaml;

use check::Check;
pub use entries::{Ends, File, PersonEntry, ProjectEntry, RoleEntry};
pub use fault::{Fault, FileFault, What};
pub use headings::Column;
pub(super) use raw::Cell;
use raw::MARK;
use table::Layout;
pub(super) use yaml::parse as parse_yaml;

impl File {
    /// Reads YAML, in which a promotion is described as a whole.
    ///
    /// # Errors
    /// All that is wrong with its content, in the order of the lines; of what is wrong with its form the first.
    pub fn read(bytes: &[u8]) -> Result<File, Vec<FileFault>> {
        File::check_yaml(bytes, Check::default())
    }

    fn check_yaml(bytes: &[u8], mut check: Check) -> Result<File, Vec<FileFault>> {
        let raw = yaml::read(bytes, &mut check)?;
        check.finish(&raw)
    }

    /// Reads what was pasted: YAML, or a table for a promotion that is here already and has those projects. `coordinators`:
    /// the addresses of those who can be referents, beside the file's own ones.
    ///
    /// # Errors
    /// As [`File::read`]; also where it is neither, and where a table comes without a promotion.
    pub fn read_pasted(
        pasted: &str,
        promotion: Option<(&Promotion, &[Project])>,
        coordinators: &[Email],
    ) -> Result<File, Vec<FileFault>> {
        let text = pasted.trim_start_matches(MARK).replace("\r\n", "\n").replace('\r', "\n");
        let refused = |line, fault| Err(vec![FileFault { line, column: 1, fault }]);
        if text.trim().is_empty() {
            return refused(0, Fault::Nothing);
        }
        if yaml::is_yaml(&text) {
            return File::check_yaml(text.as_bytes(), Check::knowing(coordinators));
        }
        let Some(layout) = Layout::of(&text) else { return refused(0, Fault::Neither) };
        let Some(promotion) = promotion else { return refused(0, Fault::NoPromotion) };
        let mut check = Check::knowing(coordinators);
        let raw = table::read(&text, &layout, promotion, &mut check)?;
        check.finish(&raw)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::people::Role;

    fn faults(text: &str) -> Vec<String> {
        File::read(text.as_bytes()).unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_example_is_right() {
        let file = File::read(include_bytes!("../../../../../config/promotion.example.yml")).unwrap();
        assert_eq!(file.projects.len(), 2);
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        let text = "promotion:\n  name: X\n  starts_on: 2019-11-15\n  ends_on: 2019-01-07\nprojects:\n  - name: A\n    administration: ''\n    ends_on: soon\n    eigs:\n      - { name: Ada, email: nowhere }\n      - { name: Bob, email: b@x.example, language: de }\n      - { name: Bea, email: b@x.example }\n  - name: a\n    administration: Y\n";
        let faults = faults(text);
        let lines: Vec<&str> = faults.iter().map(|fault| fault.split(',').next().unwrap()).collect();
        assert_eq!(
            lines,
            ["line 4", "line 7", "line 8", "line 10", "line 11", "line 12", "line 12", "line 13"],
            "{faults:#?}"
        );
    }

    #[test]
    fn every_role_has_its_list_with_first_and_last_days() {
        let head = "promotion: { name: X, starts_on: 2019-01-07, ends_on: 2019-11-15 }\n";
        let project = "projects:\n  - name: A\n    administration: M\n    referent: c@x.example\n    eigs: [{ name: A, email: a@x.example, from: 2019-02-01, until: 30/06/2019 }]\n    mentors: [{ name: B, email: b@x.example }, { name: B, email: b@x.example, kind: strategic }]\n    sponsors: [{ name: C, email: d@x.example }]\n    helpers: [{ name: D, email: e@x.example, until: 2019-03-01 }]\n    alumni: [{ name: E, email: f@x.example }]\n";
        let file = File::read(format!("{head}{project}").as_bytes()).unwrap();
        let roles: Vec<Role> = file.projects[0].roles.iter().map(|held| held.role).collect();
        assert_eq!(roles, Role::ALL);
        let first = &file.projects[0].roles[0];
        let days = [first.from, first.until].map(|day| day.unwrap().to_string());
        assert_eq!(days, ["2019-02-01", "2019-06-30"]);
        let referent = file.projects[0].referent.as_ref().unwrap();
        assert_eq!((referent.line, referent.email.as_str()), (5, "c@x.example"));
        for (from, to, expected) in [
            ("from: 2019-02-01", "from: 2019-07-01", "line 6, column"),
            ("until: 2019-03-01", "until: soon", "line 9, column"),
            (
                "referent: c@x.example",
                "referent: Camille",
                "line 5, column 15: \"Camille\" is no mail address",
            ),
            ("kind: strategic", "kind: other", "line 7"),
            ("kind: strategic", "until: 2019-03-01", "line 7"),
            ("email: d@x.example }", "email: d@x.example, kind: strategic }", "line 8"),
        ] {
            let faults = faults(&format!("{head}{}", project.replace(from, to)));
            assert!(faults.len() == 1 && faults[0].starts_with(expected), "{to}: {faults:?}");
        }
    }

    #[test]
    fn what_is_wrong_with_the_form_is_told_with_its_line() {
        for (text, line, word) in [
            ("promotion:\n  name: X\n  starts: 1\n", 3, "starts"),
            ("promotion:\n\t- x\n", 2, ""),
            ("", 1, ""),
            ("promotion: {name: X, starts_on: 2019-01-07, ends_on: 2019-11-15}\n", 1, "projects"),
        ] {
            let fault = File::read(text.as_bytes()).unwrap_err().remove(0);
            assert!(fault.line == line && fault.to_string().contains(word), "{text:?}: {fault}");
        }
        let fault = File::read(b"a\nb\n\xff").unwrap_err().remove(0);
        assert_eq!(fault.line, 3);
    }

    fn read_table(text: &str) -> Result<File, Vec<FileFault>> {
        File::read_pasted(text, Some((&table_laws::promotion(), &[])), &table_laws::coordinators())
    }

    #[test]
    fn a_table_names_one_person_a_line_whatever_the_order_of_its_columns() {
        let file = read_table(
            "\u{feff}Email;Name;Role;Project;Administration\nada@x.example;Ada;eig;A;Min\nbob@x.example;Bob;mentor;A;\ncam@x.example;\"Camille; C.\";coordinator;;\n;;;B;Min\n",
        )
        .unwrap();
        assert_eq!(file.projects.len(), 2);
        let roles: Vec<Role> = file.projects[0].roles.iter().map(|held| held.role).collect();
        assert_eq!(roles, [Role::Eig, Role::Mentor]);
        assert_eq!(file.projects[1].line, 5);
        assert_eq!(file.coordinators[0].name.as_str(), "Camille; C.");
    }

    #[test]
    fn every_fault_of_a_table_is_told_with_its_line() {
        for (text, expected) in [
            ("name,email,role\n", "line 1, column 1: there is no column \"project\""),
            ("project,name,email,role,colour\n", "line 1, column 5: unknown column \"colour\""),
            ("projet;nom;mail;courriel;rôle\n", "line 1, column 4: a second column \"email\""),
            (
                "project,name,email,role\nA,Ada,ada@x.example,eig\n",
                "line 2, column 1: the administration is empty",
            ),
            (
                "project,administration,name,email,role\nA,M,Ada,ada@x.example,eig\nA,M,Bob,b@x.example,boss\n",
                "line 3, column 5: unknown role",
            ),
            (
                "project,administration,name,email,role\nA,M,Ada,ada@x.example\n",
                "line 2, column 5: a person needs",
            ),
            (
                "project,administration,name,email,role\nA,M,Ada,ada@x.example,eig\nA,N,Bob,b@x.example,eig\n",
                "line 3, column 2: another administration",
            ),
            ("project,administration,name,email,role\n,,Ada,ada@x.example,eig\n", "line 2, column 1"),
            (
                "project,administration,name,email,role\nA,M,Bo, dit B,b@x.example,eig\n",
                "line 2, column 1: more cells",
            ),
            (
                "project,administration,name,email,role,until\n,,Cam,c@x.example,coordinator,2019-03-01\n",
                "line 2, column 6: a coordinator has no",
            ),
            (
                "project,administration,name,email,role,from,until\nA,M,Ada,ada@x.example,eig,2019-03-02,1/3/2019\n",
                "line 2, column 7: the role ends before",
            ),
            (
                "project,administration,name,email,role,referent\nA,M,Ada,a@x.example,eig,c@x.example\nA,M,Bob,b@x.example,eig,d@x.example\n",
                "line 3, column 6: another referent than on line 2",
            ),
            (
                "project,administration,name,email,role,referent\nA,M,Ada,a@x.example,eig,e@x.example\n",
                "line 2, column 6: e@x.example coordinates nothing here: name one who does (c@x.example, d@x.example)",
            ),
            ("project,administration,name,email,role\n\"A,M\n", "line 2"),
            ("sep=;\r\n\r\nprojet;nom;courriel;rôle\r\n\r\nA;\"Bo\r\nB\";b@x;eig\r\nA;C;c@;eig", "line 5"),
        ] {
            let faults = read_table(text).unwrap_err();
            assert!(faults[0].to_string().starts_with(expected), "{text:?}: {}", faults[0]);
        }
    }

    #[test]
    fn what_is_neither_table_nor_yaml_is_told_as_that() {
        let fault = |text: &str| File::read_pasted(text, None, &[]).unwrap_err().remove(0).fault;
        for text in
            ["Ada\tada@x.example\teig\n", "Bonjour, voici la liste :\nAda\n", "- Ada\n", "Ada; Bob: eig\n"]
        {
            assert_eq!(fault(text), Fault::Neither, "{text:?}");
        }
        assert_eq!(fault(" \n\u{a0}\n"), Fault::Nothing);
        assert_eq!(fault("projet\tnom\tcourriel\trôle\n"), Fault::NoPromotion);
        for yaml in
            ["# EIG 3\n\npromotion:\n  name: X; Y\n", "---\nprojects: []\n", "\u{feff}projects: [a, b]\r\n"]
        {
            assert!(matches!(fault(yaml), Fault::Form(_)), "{yaml:?}");
        }
    }
}
