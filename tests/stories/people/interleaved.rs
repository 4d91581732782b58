//! However two requests that change a person meet, neither undoes what the other did, and what the second takes from the
//! first is refused to it.

use super::changes::{By, CHANGES, Change, PASSWORD, TAKING};
use crate::support::app::TestApp;
use crate::support::chat::ChatServer;
use crate::support::held::{Held, Sent};
use bulletins::clock::Clock;
use bulletins::domain::identity::Password;
use bulletins::domain::people::{Membership, PersonId, Role};
use bulletins::domain::post::kind::Kind;
use bulletins::services::identity::sessions::form_token;
use bulletins::services::identity::tokens::Token;
use bulletins::services::post::unsubscribing::Subscription;
use bulletins::store::identity::link_tokens::{self, Invited, SignInLink};
use bulletins::store::identity::sessions::{self, NewSession};
use bulletins::store::people::{self, NewPerson, chat_names, memberships};
use bulletins::store::post::unsubscriptions;
use bulletins::store::privacy::audit::{self, Filter};
use bulletins::store::programme::projects;
use bulletins::store::{self, Conn};
use chrono::{DateTime, TimeDelta, Utc};

/// A person of their own for each pair, signed in twice, with all links that there are; and another one.
struct Cast {
    number: usize,
    subject: PersonId,
    other: PersonId,
    /// The first request's and the second's: the subject's, the boss's, a stranger's.
    holders: [[Token; 3]; 2],
    sessions: [i64; 2],
    invitation: Token,
    reset: Token,
    link: Token,
    /// What a request that has come leaves at its session.
    now: DateTime<Utc>,
}

/// Either the first of two requests, which waits with half its body, or the second, which is done meanwhile.
#[derive(Clone, Copy)]
enum Turn {
    First,
    Second,
}

struct Stage {
    app: TestApp,
    password_hash: String,
    casts: usize,
    /// What went wrong, pair by pair.
    faults: Vec<String>,
}

impl Stage {
    async fn cast(&mut self) -> Cast {
        self.casts += 1;
        let (number, now, hash) = (self.casts, self.app.clock.now(), self.password_hash.clone());
        let write = move |conn: &mut Conn| -> store::Result<Cast> {
            let boss = people::by_email(conn, &"camille@eig.example".parse().unwrap())?.unwrap().id;
            let subject = person(conn, &format!("subject-{number}"), now)?;
            let other = person(conn, &format!("other-{number}"), now)?;
            people::set_password_hash(conn, subject, &hash)?;
            let project = projects::by_slug(conn, "cartobio")?.unwrap().id;
            memberships::give(conn, Membership::open(subject, project, Role::Eig))?;
            let holders = || [Token::random(), Token::random(), Token::random()];
            let [invitation, reset, link] = holders();
            let cast = Cast {
                number,
                subject,
                other,
                holders: [holders(), holders()],
                sessions: [0, 0],
                invitation,
                reset,
                link,
                now,
            };
            // Not seen for so long that the next visit leaves its moment.
            let (before, until) = (now - TimeDelta::hours(2), now + TimeDelta::days(1));
            for (holders, user_agent) in cast.holders.iter().zip(["phone", "laptop"]) {
                for (token, person) in holders.iter().zip([subject, boss]) {
                    let (token_hash, mail_proved_at) = (&token.hash(), None);
                    let new =
                        NewSession { token_hash, person, user_agent, mail_proved_at, expires_at: until };
                    sessions::insert(conn, &new, before)?;
                    sessions::prove(conn, token_hash, now)?;
                }
            }
            link_tokens::insert_sign_up(conn, &cast.invitation.hash(), Invited::Person(subject), now, until)?;
            link_tokens::insert_password_reset(conn, &cast.reset.hash(), subject, now, until)?;
            let link = SignInLink {
                token_hash: &cast.link.hash(),
                code_hash: &[0],
                browser_hash: &[0],
                person: subject,
                expires_at: until,
            };
            link_tokens::insert_sign_in(conn, &link, now)?;
            let listed = sessions::of_person(conn, subject, now)?;
            let id_of =
                |browser: &str| listed.iter().find(|session| session.user_agent == browser).unwrap().id;
            Ok(Cast { sessions: [id_of("phone"), id_of("laptop")], ..cast })
        };
        self.app.app.services.db.write(write).await.unwrap()
    }

    /// Sends the head and half the body, and waits until the server knows who sends it.
    async fn begin(&self, cast: &Cast, what: Change, turn: Turn, person: PersonId) -> Held {
        let services = &self.app.app.services;
        let at = turn as usize;
        let holder = &cast.holders[at][what.by as usize];
        let email = format!("subject-{}@x.example", cast.number);
        let stop = Subscription { person, kind: Kind::Digest }.token(&services.key);
        let fill = |text: &str| {
            text.replace("{turn}", ["A", "B"][at])
                .replace("{locale}", ["en", "fr"][at])
                .replace("{email}", &email)
                .replace("{id}", &person.0.to_string())
                .replace("{session}", &cast.sessions[1 - at].to_string())
                .replace("{stop}", &stop)
                .replace("{invitation}", &cast.invitation.reveal())
                .replace("{reset}", &cast.reset.reveal())
                .replace("{link}", &cast.link.reveal())
        };
        let csrf = form_token(&services.key, holder);
        let filled: Vec<(&str, String)> =
            what.fields.iter().map(|(name, value)| (*name, fill(value))).collect();
        let own = filled.iter().map(|(name, value)| (*name, value.as_str()));
        let fields: Vec<(&str, &str)> = std::iter::once(("csrf", csrf.as_str())).chain(own).collect();
        let cookie = if what.by == By::Stranger { "browser" } else { "session" };
        let sent = Sent {
            path: &fill(what.path),
            cookie: &format!("{cookie}={}", holder.reveal()),
            // One network, which is on record, and so many addresses that nobody is slowed down.
            from: &format!("10.0.0.{}", cast.number % 254 + 1),
            fields: &fields,
        };
        let held = Held::begin(&self.app.base, &sent);
        if what.by != By::Stranger {
            self.wait_until_known(holder, cast.now).await;
        }
        held
    }

    /// A visit puts off its session's end; none may be left where it has ended.
    async fn wait_until_known(&self, holder: &Token, now: DateTime<Utc>) {
        loop {
            let hash = holder.hash();
            let find = move |conn: &mut Conn| sessions::find(conn, &hash, now);
            let found: Option<sessions::Session> = self.app.app.services.db.read(find).await.unwrap();
            if found.is_none_or(|session| session.seen_at == now) {
                return;
            }
        }
    }

    /// What is known of both people in the end, in words that are the same for each cast.
    async fn facts(&self, cast: &Cast, tells_password: bool) -> String {
        let Cast { subject, other, now, number, .. } = *cast;
        let tokens = [cast.invitation.hash(), cast.reset.hash(), cast.link.hash()];
        let look = move |conn: &mut Conn| -> store::Result<_> {
            let mut told = vec![facts_of(conn, subject, now)?, facts_of(conn, other, now)?];
            let [invitation, reset, link] = &tokens;
            let usable = [
                link_tokens::sign_up(conn, invitation, now)?.is_some(),
                link_tokens::password_reset(conn, reset, now)?.is_some(),
                link_tokens::sign_in(conn, link, now)?.is_some(),
            ];
            told.push(format!("links {usable:?}"));
            Ok((told.join("\n"), people::password_hash(conn, subject)?))
        };
        let services = &self.app.app.services;
        let (told, hash): (String, Option<String>) = services.db.read(look).await.unwrap();
        let password = match &hash {
            Some(hash) if *hash == self.password_hash => "as before".to_owned(),
            _ if !tells_password => "another".to_owned(),
            _ => self.which(hash).await,
        };
        format!("{told}\npassword {password}").replace(&format!("-{number}@"), "@")
    }

    /// Which of the new passwords it is; to look takes long, and tells something only where both requests set one.
    async fn which(&self, hash: Option<String>) -> String {
        let passwords = &self.app.app.services.passwords;
        for candidate in ["password of A", "password of B", "reset of A", "reset of B"] {
            let typed = format!("{candidate} at least");
            if passwords.verify(typed.into(), hash.clone()).await.unwrap() {
                return candidate.to_owned();
            }
        }
        "none of them".to_owned()
    }

    /// The first request comes, the second is done, the first goes on; and in another cast the same one after the other.
    ///
    /// `person`: whom the first is about.
    async fn try_pair(&mut self, (first, second): (Change, Change), person: fn(&Cast) -> PersonId) {
        let told = format!("{:?} {} while {:?} {}", first.by, first.name, second.by, second.name);
        let tells_password =
            [first, second].iter().all(|change| ["password", "reset"].contains(&change.name));
        let cast = self.cast().await;
        let held = self.begin(&cast, first, Turn::First, person(&cast)).await;
        let meanwhile = self.begin(&cast, second, Turn::Second, cast.subject).await.end();
        let status = held.end();
        let facts = self.facts(&cast, tells_password).await;
        let twin = self.cast().await;
        let before = self.begin(&twin, second, Turn::Second, twin.subject).await.end();
        let after = self.begin(&twin, first, Turn::First, person(&twin)).await.end();
        let expected = self.facts(&twin, tells_password).await;
        self.expect(&told, &meanwhile, &before);
        self.expect(&told, &facts, &expected);
        // Whoever was signed out while signing out has what they wanted.
        if first.name != "sign out" {
            self.expect(&told, &status, &after);
        }
        let is_out = TAKING.contains(&second.name) && !["demote", "own erasure"].contains(&second.name);
        if first.by == By::Subject && is_out && first.name != "sign out" && second.name != "sign out" {
            self.expect(&told, &status, &401);
        }
    }

    fn expect<T: PartialEq + std::fmt::Debug>(&mut self, told: &str, found: &T, expected: &T) {
        if found != expected {
            self.faults.push(format!("{told}: {found:#?} rather than {expected:#?}"));
        }
    }
}

fn person(conn: &mut Conn, name: &str, now: DateTime<Utc>) -> store::Result<PersonId> {
    let email = format!("{name}@x.example").parse().unwrap();
    people::insert(conn, &NewPerson { name: "Somebody", email: &email, locale: None, coordinator: true }, now)
}

fn facts_of(conn: &mut Conn, id: PersonId, now: DateTime<Utc>) -> store::Result<String> {
    let Some(member) = people::member(conn, id, now.date_naive())? else { return Ok("nobody".to_owned()) };
    let person = member.person;
    let roles: Vec<_> = member.memberships.iter().map(|held| (held.project, held.role)).collect();
    let mut browsers: Vec<String> =
        sessions::of_person(conn, id, now)?.into_iter().map(|session| session.user_agent).collect();
    browsers.sort();
    let chats: Vec<String> = chat_names::of_person(conn, id)?.into_iter().map(|chat| chat.name).collect();
    let stopped = (
        unsubscriptions::contains(conn, id, Kind::Digest)?,
        unsubscriptions::contains(conn, id, Kind::Reminder)?,
    );
    let filter = Filter { person: Some(id), ..Filter::default() };
    let mut record: Vec<String> = audit::list(conn, &filter, 0, 100)?
        .into_iter()
        .map(|(_, entry)| format!("{} {}", entry.action, entry.detail))
        .collect();
    record.sort();
    Ok(format!(
        "{} {} {:?}\ncoordinator {} active {} {:?}\nroles {roles:?}\nbrowsers {browsers:?}\nchats {chats:?}\nstopped \
         {stopped:?}\nfeed {:?}\nrecord {record:?}",
        person.name,
        person.email.as_str(),
        person.locale,
        person.coordinator,
        person.active,
        person.digest,
        people::feed_version(conn, id)?,
    ))
}

/// So many pairs in one programme: whatever looks at everybody takes longer, the more casts there were.
const PAIRS: usize = 60;

async fn every_pair(postgres: bool) {
    let chat = ChatServer::start();
    let settings = [chat.settings(), vec![("BULLETINS_SERVER__TRUSTED_PROXIES", "1".to_owned())]].concat();
    // PostgreSQL is the slower one: there, those in which something is taken from somebody.
    let takes = |change: &Change| TAKING.contains(&change.name);
    let all = CHANGES.iter().flat_map(|first| CHANGES.iter().map(|second| (*first, *second)));
    let about_subject = all.filter(|(first, second)| !postgres || takes(first) || takes(second));
    let about_subject = about_subject.map(|pair| (pair, (|cast| cast.subject) as fn(&Cast) -> PersonId));
    // The same requests as the subject sends them who coordinates, about somebody else.
    let boss = CHANGES.iter().filter(|change| change.by == By::Boss);
    let by_subject = boss.map(|first| Change { by: By::Subject, ..*first });
    let about_other = by_subject
        .flat_map(|first| CHANGES.iter().filter(|second| takes(second)).map(move |second| (first, *second)));
    let about_other = about_other.map(|pair| (pair, (|cast| cast.other) as fn(&Cast) -> PersonId));
    let pairs: Vec<_> = about_subject.chain(about_other).collect();
    for pairs in pairs.chunks(PAIRS) {
        let Some(app) = TestApp::with("2026-03-04 09:00", postgres, &settings).await else { return };
        let password = Password::parse(PASSWORD.into(), &[]).unwrap();
        let password_hash = app.app.services.passwords.hash(password).await.unwrap();
        let mut stage = Stage { app, password_hash, casts: 0, faults: Vec::new() };
        for (pair, person) in pairs {
            stage.try_pair(*pair, *person).await;
        }
        assert!(stage.faults.is_empty(), "{} faults:\n{}", stage.faults.len(), stage.faults.join("\n"));
        stage.app.pass().await;
        stage.app.finish().await;
    }
}

#[actix_web::test]
async fn no_change_of_a_person_undoes_another_on_sqlite() {
    every_pair(false).await;
}

#[actix_web::test]
async fn no_change_of_a_person_undoes_another_on_postgres() {
    every_pair(true).await;
}
