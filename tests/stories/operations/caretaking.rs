//! What an operator looks after from the command line, beside a running service.

use std::process::Stdio;

use super::command_line::{bulletins, run, told};
use crate::support::database::Database;

/// What an operator without a browser can do, in lines that scripts read; all of it stands on record.
#[test]
fn people_mails_and_runs_are_looked_after_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let add = |address: &str, name: &str| {
        run(folder.path(), &["people", "add", address, "--name", name, "--coordinator"])
    };
    assert!(add("zoe@eig.example", "Zoé").status.success() && add("ben@eig.example", "Ben").status.success());
    let listed = || told(&run(folder.path(), &["people", "list", "--coordinators"]));
    assert_eq!(listed().lines().count(), 2, "{}", listed());
    assert!(listed().contains("\tzoe@eig.example\tZoé\tin\tcoordinator"), "{}", listed());
    let deactivate = |address: &str| run(folder.path(), &["people", "deactivate", address]);
    assert!(deactivate("ben@eig.example").status.success());
    assert_eq!(listed().lines().count(), 1, "{}", listed());
    let all = told(&run(folder.path(), &["people", "list", "--all"]));
    assert!(all.contains("\tben@eig.example\tBen\tout\tcoordinator"), "{all}");
    for (address, why) in
        [("ben@eig.example", "nobody of that address"), ("zoe@eig.example", "nobody else coordinates")]
    {
        let refused = deactivate(address);
        assert!(refused.status.code() == Some(1) && told(&refused).contains(why), "{}", told(&refused));
    }
    let path = folder.path().join("var/bulletins.sqlite");
    let mut database = Database::at(&format!("sqlite://{}", path.display()));
    database.run(
        "INSERT INTO runs (id, job, occurrence, week, ran, recorded_at)
         VALUES (7, 'digest', '2026-03-06 14:05:00', '2026-W10', TRUE, '2026-03-06 14:05:01');
         INSERT INTO outbox (id, run_id, kind, recipient, topic, message_id, sealed, state, attempts, created_at, next_attempt_at,
             expires_at, finished_at, reason, last_error)
         VALUES (17, 7, 'digest', 'ada@x.example', '', '<1@x>', CAST('x' AS BLOB), 'failed', 3, '2026-03-06 14:05:00',
             '2026-03-06 14:05:00', '2026-03-08 14:05:00', '2026-03-06 14:06:00', 'recipient-refused', '550')",
    );
    let listed = |state: &str| told(&run(folder.path(), &["mail", "list", "--state", state]));
    assert_eq!(listed("failed"), "17\tdigest\t3\t2026-03-06T14:05:00Z\trecipient-refused 550\n");
    let runs = told(&run(folder.path(), &["runs", "list"]));
    assert_eq!(runs, "2026-03-06T14:05:00Z\tdigest\t2026-W10\tran\t0\t0\t1\n");
    assert!(run(folder.path(), &["mail", "retry", "17"]).status.success());
    assert!(listed("failed").is_empty() && listed("pending").starts_with("17\t"), "{}", listed("pending"));
    let cancelled = run(folder.path(), &["mail", "cancel", "18", "17"]);
    assert!(
        cancelled.status.code() == Some(1) && told(&cancelled).contains("18: there is no such mail"),
        "{}",
        told(&cancelled)
    );
    assert!(listed("cancelled").ends_with("given-up\n"), "{}", listed("cancelled"));
    assert_eq!(run(folder.path(), &["mail", "list", "--state", "lost"]).status.code(), Some(2));
    let kept = "SELECT action AS text FROM audit WHERE actor = 'command-line' ORDER BY id";
    let kept = database.ask(kept);
    for action in ["person-deactivated", "mail-retried", "mail-cancelled"] {
        assert!(kept.iter().any(|known| known == action), "{kept:?}");
    }
}

#[test]
fn what_a_clock_that_was_ahead_has_left_is_put_right_when_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    assert!(run(folder.path(), &["tick"]).status.success());
    let path = folder.path().join("var/bulletins.sqlite");
    let mut database = Database::at(&format!("sqlite://{}", path.display()));
    database.run(
        "INSERT INTO runs (job, occurrence, week, ran, recorded_at)
         VALUES ('digest', '2999-03-06 14:05:00', '2999-W10', FALSE, '2999-03-06 14:05:01');
         UPDATE installation SET value = '2999-01-01T00:00:00+00:00' WHERE name = 'began_at'",
    );
    let told_by = |arguments: &[&str], code: i32| {
        let output = run(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(code), "{}", told(&output));
        told(&output)
    };
    let found = told_by(&["check"], 1);
    for place in [
        "FAILED  moments: by this clock it is",
        "runs.occurrence (1)",
        "installation.began_at (1)",
        "check --repair",
    ] {
        assert!(found.contains(place), "{place}: {found}");
    }
    assert!(
        told_by(&["check", "--repair"], 0).contains("put right what lay in the future: runs.occurrence (1)")
    );
    assert!(told_by(&["check"], 0).contains("nothing that is stored lies ahead of this clock"));
}

/// A machine that starts with quite another time than when anything was last done here may not know what time it is.
#[test]
fn a_tick_by_a_clock_that_is_far_off_waits_for_a_second_one() {
    let folder = tempfile::tempdir().unwrap();
    let tick = || assert!(run(folder.path(), &["tick"]).status.success());
    tick();
    let path = folder.path().join("var/bulletins.sqlite");
    let mut database = Database::at(&format!("sqlite://{}", path.display()));
    let cleaned = "SELECT value AS text FROM installation WHERE name = 'cleaned_at'";
    let before = "2020-01-01T00:00:00+00:00";
    database.run(&format!("UPDATE installation SET value = '{before}' WHERE name = 'cleaned_at'"));
    tick();
    tick();
    assert_eq!(database.ask(cleaned), [before]);
    // That was some minutes ago.
    database.run(
        "UPDATE installation SET value = strftime('%Y-%m-%dT%H:%M:%S+00:00', value, '-4 minutes') WHERE name = 'doubted_at'",
    );
    tick();
    assert_ne!(database.ask(cleaned), [before]);
}

/// Such as `head`.
#[test]
fn whoever_reads_no_further_ends_no_command() {
    let folder = tempfile::tempdir().unwrap();
    for command in [&["completions", "zsh"][..], &["config"], &["config", "--reference"], &["check"]] {
        let mut program = bulletins(folder.path());
        let mut program =
            program.args(command).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(program.stdout.take());
        let ended = program.wait_with_output().unwrap();
        assert!(ended.status.success() && ended.stderr.is_empty(), "{command:?}: {}", told(&ended));
    }
}

#[test]
fn what_is_wrong_with_arguments_is_told_by_what_was_typed_and_makes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for (wrong, code, words) in [
        (&["restore", "x.zip"][..], 1, "x.zip cannot be read"),
        (&["people", "list"], 1, "no database at"),
        (&["backup", "x.zip"], 1, "no database yet"),
        (&["mail", "cancel", "x"], 2, "not a number"),
        (&["migrate"], 0, "up to date"),
        (&["move", "--to", "x"], 1, "--to: the address of a database"),
    ] {
        let output = run(folder.path(), wrong);
        assert!(output.status.code() == Some(code) && told(&output).contains(words), "{}", told(&output));
        assert_eq!(
            folder.path().join("var/bulletins.sqlite").exists(),
            code == 0 || wrong[0] == "move",
            "{wrong:?}"
        );
    }
}
