//! All that is done by forms, and who may.

use crate::support::PIXEL;

/// Who asks, beside somebody who is signed out.
pub const PEOPLE: [&str; 7] = [
    "ada@cartobio.example",
    "chloe@karfur.example",
    "mina@agence.example",
    "marc@diair.example",
    "lea@cartobio.example",
    "sam@agence.example",
    "camille@eig.example",
];
const OWN_EIG: usize = 0;
const OWN_MENTOR: usize = 2;
/// Of that team until last week.
pub const FORMER_EIG: usize = 4;
pub const SPONSOR: usize = 5;
/// The last one, who does away with what the others were refused.
const COORDINATOR: usize = 6;

/// Who may; indices into [`PEOPLE`].
pub type Who = &'static [usize];
const TEAM: Who = &[OWN_EIG, COORDINATOR];
const PROJECT: Who = &[OWN_EIG, OWN_MENTOR, SPONSOR, COORDINATOR];
/// Whoever may know of a request, but those who ask.
const OTHERS: Who = &[1, OWN_MENTOR, 3, FORMER_EIG, SPONSOR, COORDINATOR];
const MEMBERS: Who = &[0, 1, 2, 3, 4, 5, 6];
/// Whom reminders reach.
const EIGS: Who = &[OWN_EIG, 1];
const MENTORS: Who = &[OWN_MENTOR, 3];
const COORDINATORS: Who = &[COORDINATOR];

/// Something that is done by a form.
pub struct Act {
    pub route: &'static str,
    /// What stands in the place of `{…}` in the route: a query that finds it, or itself.
    pub at: &'static [(&'static str, &'static str)],
    /// `{who}` is the number of the person.
    pub fields: &'static [(&'static str, &'static str)],
    /// A query whose answer changes when it is done; `{me}` is the address of the person.
    pub seen: &'static str,
    pub who: Who,
}

const CARTOBIO: (&str, &str) = ("{slug}", "cartobio");
const LAST_REQUEST: (&str, &str) =
    ("{id}", "SELECT CAST(max(id) AS TEXT) AS key FROM help_requests WHERE ended_at IS NULL");
const NEW_PROJECT: (&str, &str) = ("{slug}", "neu");
const NEW_PROMOTION: (&str, &str) = ("{id}", "SELECT CAST(max(id) AS TEXT) AS key FROM promotions");
const BEN: (&str, &str) =
    ("{id}", "SELECT CAST(id AS TEXT) AS key FROM people WHERE email = 'ben@cartobio.example'");
const NEW_PERSON: (&str, &str) =
    ("{id}", "SELECT CAST(id AS TEXT) AS key FROM people WHERE email LIKE 'neu%'");

const LOGOS: &str = "SELECT slug AS key FROM projects WHERE logo IS NOT NULL";

/// Forms that are sent as those with files are, and the file.
pub const WITH_FILE: [(&str, Option<&[u8]>); 2] =
    [("/admin/projects/{slug}/logo", Some(PIXEL)), ("/admin/import", None)];

/// In an order in which each finds what it needs.
pub const ACTS: &[Act] = &[
    Act {
        route: "/admin/mail/restore",
        at: &[],
        fields: &[("fate", "drop")],
        seen: "SELECT value AS key FROM installation WHERE name = 'held'",
        who: COORDINATORS,
    },
    Act {
        route: "/projects/{slug}/bulletins/{week}/draft",
        at: &[CARTOBIO, ("{week}", "2026-W10")],
        fields: &[("priorities", "Début de {who}"), ("draft", "{drafts}")],
        seen: "SELECT CAST(version AS TEXT) AS key FROM drafts",
        who: TEAM,
    },
    Act {
        route: "/projects/{slug}/bulletins/{week}",
        at: &[CARTOBIO, ("{week}", "2026-W10")],
        fields: &[
            ("mood", "3"),
            ("priorities", "Bulletin de {who}"),
            ("ups_and_downs", "Haut"),
            ("version", "{version}"),
            ("draft", "{drafts}"),
        ],
        seen: "SELECT priorities AS key FROM bulletins",
        who: TEAM,
    },
    Act {
        route: "/help-requests/new",
        at: &[],
        fields: &[("project", "cartobio"), ("help", "Aide de {who}")],
        seen: "SELECT text AS key FROM help_requests",
        who: TEAM,
    },
    Act {
        route: "/help-requests/{id}/text",
        at: &[LAST_REQUEST],
        fields: &[("help", "Autrement par {who}"), ("version", "{request}")],
        seen: "SELECT text AS key FROM help_requests",
        who: TEAM,
    },
    Act {
        route: "/help-requests/{id}/taking",
        at: &[LAST_REQUEST],
        fields: &[("name", "Nom {who}")],
        seen: "SELECT name AS key FROM help_takings",
        who: OTHERS,
    },
    Act {
        route: "/help-requests/{id}/end",
        at: &[LAST_REQUEST],
        fields: &[("ending", "solved"), ("word", "Vu ensemble")],
        seen: "SELECT CAST(id AS TEXT) AS key FROM help_requests WHERE ended_at IS NULL",
        who: TEAM,
    },
    Act {
        route: "/projects/{slug}/shares",
        at: &[CARTOBIO],
        fields: &[("label", "De {who}")],
        seen: "SELECT label AS key FROM shares",
        who: PROJECT,
    },
    Act {
        route: "/projects/{slug}/shares/{id}",
        at: &[CARTOBIO, ("{id}", "SELECT CAST(min(id) AS TEXT) AS key FROM shares WHERE revoked_at IS NULL")],
        fields: &[],
        seen: "SELECT label AS key FROM shares WHERE revoked_at IS NULL",
        who: PROJECT,
    },
    Act {
        route: "/projects/{slug}/absences",
        at: &[CARTOBIO],
        fields: &[("week", "2026-W1{who}")],
        seen: "SELECT week AS key FROM team_absences",
        who: TEAM,
    },
    Act {
        route: "/settings/absences",
        at: &[],
        fields: &[("away_first", "2026-04-1{who}")],
        seen: "SELECT CAST(first_day AS TEXT) AS key FROM person_absences",
        who: EIGS,
    },
    Act {
        route: "/settings/profile",
        at: &[],
        fields: &[("name", "Neu {who}"), ("locale", "en")],
        seen: "SELECT name AS key FROM people WHERE email = '{me}'",
        who: MEMBERS,
    },
    Act {
        route: "/settings/mails",
        at: &[],
        fields: &[("digest", "none"), ("every", "week")],
        seen: "SELECT kind || email AS key FROM unsubscriptions JOIN people ON people.id = person_id",
        who: MEMBERS,
    },
    Act {
        route: "/settings/stand-in",
        at: &[],
        fields: &[
            ("stand_in_name", "Noé"),
            ("stand_in_email", "noe-{who}@x.example"),
            ("stand_in_until", "2026-03-20"),
        ],
        seen: "SELECT CAST(stand_in_id AS TEXT) AS key FROM stand_ins",
        who: MENTORS,
    },
    Act {
        route: "/settings/feed",
        at: &[],
        fields: &[],
        seen: "SELECT CAST(feed_version AS TEXT) AS key FROM people WHERE email = '{me}'",
        who: MEMBERS,
    },
    Act {
        route: "/settings/password",
        at: &[],
        fields: &[("present", "correct horse battery"), ("password", "another horse battery")],
        seen: "SELECT password_hash AS key FROM people WHERE email = '{me}'",
        who: MEMBERS,
    },
    Act {
        route: "/admin/promotions",
        at: &[],
        fields: &[("name", "EIG 9"), ("starts_on", "2027-01-04"), ("ends_on", "2027-12-31")],
        seen: "SELECT name AS key FROM promotions",
        who: COORDINATORS,
    },
    Act {
        route: "/admin/promotions/{id}",
        at: &[NEW_PROMOTION],
        fields: &[("name", "EIG 10"), ("starts_on", "2027-01-04"), ("ends_on", "2027-12-31")],
        seen: "SELECT name AS key FROM promotions",
        who: COORDINATORS,
    },
    Act {
        route: "/admin/promotions/{id}/stage",
        at: &[NEW_PROMOTION],
        fields: &[("stage", "open")],
        seen: "SELECT name AS key FROM promotions WHERE stage = 'open'",
        who: COORDINATORS,
    },
    Act {
        route: "/admin/promotions/{id}/removal",
        at: &[NEW_PROMOTION],
        fields: &[],
        seen: "SELECT name AS key FROM promotions",
        who: COORDINATORS,
    },
    Act {
        route: "/admin/projects",
        at: &[],
        fields: &[("promotion", "1"), ("name", "Neu"), ("administration", "A"), ("notification", "email")],
        seen: "SELECT slug AS key FROM projects",
        who: COORDINATORS,
    },
    Act {
        route: "/admin/projects/{slug}",
        at: &[NEW_PROJECT],
        fields: &[("promotion", "1"), ("name", "Neu"), ("administration", "B"), ("notification", "email")],
        seen: "SELECT administration AS key FROM projects",
        who: COORDINATORS,
    },
    Act {
        route: "/admin/projects/{slug}/pauses",
        at: &[NEW_PROJECT],
        fields: &[("week", "2026-W12"), ("reason", "Séminaire")],
        seen: "SELECT week AS key FROM project_pauses",
        who: COORDINATORS,
    },
    Act {
        route: "/admin/projects/{slug}/pauses/{week}",
        at: &[NEW_PROJECT, ("{week}", "2026-W12")],
        fields: &[],
        seen: "SELECT week AS key FROM project_pauses",
        who: COORDINATORS,
    },
    Act {
        route: "/admin/projects/{slug}/logo",
        at: &[NEW_PROJECT],
        fields: &[],
        seen: LOGOS,
        who: COORDINATORS,
    },
    Act {
        route: "/admin/projects/{slug}/logo/removal",
        at: &[NEW_PROJECT],
        fields: &[],
        seen: LOGOS,
        who: COORDINATORS,
    },
    Act {
        route: "/admin/projects/{slug}/removal",
        at: &[NEW_PROJECT],
        fields: &[],
        seen: "SELECT slug AS key FROM projects",
        who: COORDINATORS,
    },
    Act {
        route: "/admin/import",
        at: &[],
        fields: &[
            ("promotion", "1"),
            ("text", "project;administration;role;name;email\nVerger;A;eig;Zoé;zoe@verger.example\n"),
        ],
        seen: "SELECT name AS key FROM projects",
        who: COORDINATORS,
    },
    Act {
        route: "/admin/schedule/pauses",
        at: &[],
        fields: &[("week", "2026-W13"), ("reason", "Pont")],
        seen: "SELECT week AS key FROM pauses",
        who: COORDINATORS,
    },
    Act {
        route: "/admin/schedule/pauses/{week}",
        at: &[("{week}", "2026-W13")],
        fields: &[],
        seen: "SELECT week AS key FROM pauses",
        who: COORDINATORS,
    },
    Act {
        route: "/admin/people",
        at: &[],
        fields: &[
            ("lines", "Neu <neu@x.example>"),
            ("post", "eig"),
            ("project", "cartobio"),
            ("locale", "fr"),
        ],
        seen: "SELECT email AS key FROM people",
        who: COORDINATORS,
    },
    Act {
        route: "/admin/people/{id}",
        at: &[NEW_PERSON],
        fields: &[("name", "Neuf"), ("email", "neuf@x.example"), ("locale", "fr")],
        seen: "SELECT email AS key FROM people",
        who: COORDINATORS,
    },
    Act {
        route: "/admin/people/{id}/roles",
        at: &[NEW_PERSON],
        fields: &[("role", "mentor"), ("project", "plume")],
        seen: "SELECT role || email AS key FROM memberships JOIN people ON people.id = person_id",
        who: COORDINATORS,
    },
    Act {
        route: "/admin/people/{id}/roles/{slug}/{role}",
        at: &[NEW_PERSON, ("{slug}", "plume"), ("{role}", "mentor")],
        fields: &[("from_day", "2026-03-05")],
        seen: "SELECT role AS key FROM memberships WHERE from_day IS NOT NULL",
        who: COORDINATORS,
    },
    Act {
        route: "/admin/people/{id}/departure",
        at: &[NEW_PERSON],
        fields: &[("last_day", "2026-03-31")],
        seen: "SELECT CAST(person_id AS TEXT) AS key FROM memberships WHERE until_day = '2026-03-31'",
        who: COORDINATORS,
    },
    Act {
        route: "/admin/people/{id}/invitation",
        at: &[NEW_PERSON],
        fields: &[],
        seen: "SELECT CAST(id AS TEXT) AS key FROM link_tokens",
        who: COORDINATORS,
    },
    Act {
        route: "/admin/people/{id}/active",
        at: &[NEW_PERSON],
        fields: &[],
        seen: "SELECT email AS key FROM people WHERE deactivated_at IS NULL",
        who: COORDINATORS,
    },
    Act {
        route: "/admin/people/{id}/erasure",
        at: &[NEW_PERSON],
        fields: &[],
        seen: "SELECT CAST(id AS TEXT) || email AS key FROM people",
        who: COORDINATORS,
    },
    Act {
        route: "/admin/people/{id}/coordinator",
        at: &[BEN],
        fields: &[("on", "1")],
        seen: "SELECT email AS key FROM people WHERE coordinator",
        who: COORDINATORS,
    },
    Act {
        route: "/admin/invitations",
        at: &[],
        fields: &[],
        seen: "SELECT CAST(id AS TEXT) AS key FROM link_tokens",
        who: COORDINATORS,
    },
    Act {
        route: "/admin/digest/{id}",
        at: &[("{id}", "0")],
        fields: &[],
        seen: "SELECT CAST(id AS TEXT) AS key FROM outbox WHERE kind = 'handed-on'",
        who: COORDINATORS,
    },
    Act {
        route: "/admin/mail/{id}",
        at: &[("{id}", "SELECT CAST(id AS TEXT) AS key FROM outbox WHERE state = 'failed'")],
        fields: &[],
        seen: "SELECT CAST(id AS TEXT) AS key FROM outbox WHERE state = 'failed'",
        who: COORDINATORS,
    },
    Act {
        route: "/settings/erasure",
        at: &[],
        fields: &[],
        seen: "SELECT CAST(id AS TEXT) || email AS key FROM people",
        who: MEMBERS,
    },
];
