#!/usr/bin/env python3
"""Whether pages cost more the more there is: of one project from 40 to 40,000 weeks, and from 1 to 60 promotions.

    benches/growth.py [PROGRAM] [--times 200]

PROGRAM is `target/release/bulletins` where none is named. Each page is made anew so many times, on SQLite; what is told is
what the program computes for one of them (CPU ms), which does not depend on what else is at work on the machine.
"""

import argparse
import contextlib
import datetime
import pathlib
import re
import sqlite3
import tempfile
import time
import urllib.request

from pages import ROOT, Person, Server, filled

PROJECTS = 25
TEXT = "Relire la version de démonstration avec le comité, puis préparer la recette. " * 5
# How many weeks a promotion lasts.
LONG = 40
# How often a page is asked for in one installation before it is the next one's turn.
TURN = 20


def weeks_back(count):
    monday = datetime.date(2026, 1, 5)
    for back in range(count):
        day = monday - datetime.timedelta(7 * back)
        year, week, _ = day.isocalendar()
        yield day, f"{year:04}-W{week:02}"


def file(db, project, weeks):
    filed = [
        (project, week, 1 + at % 4, TEXT, TEXT, None, 1, False, f"{day} 10:00:00", f"{day} 10:00:00", f"{day} 14:05:00", False)
        for at, (day, week) in enumerate(weeks)
    ]
    db.executemany(
        "INSERT OR IGNORE INTO bulletins (project_id, week, mood, priorities, ups_and_downs, help, version, late, filed_at,"
        " revised_at, digested_at, quiet) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", filed)
    db.execute(
        "INSERT OR IGNORE INTO key_dates (project_id, bulletin_id, date, description, created_at)"
        " SELECT project_id, id, date(filed_at, '+9 days'), 'Revue', filed_at FROM bulletins"
        " WHERE project_id = ? AND id % 4 = 0", (project,))
    # What each bulletin tells of the one before, and of the key date that has gone by; and requests, long ended.
    followed = list(zip([week for _, week in weeks[1:]], [week for _, week in weeks]))
    db.executemany(
        "INSERT OR IGNORE INTO promise_outcomes (project_id, week, told_week, outcome) VALUES (?, ?, ?, 'done')",
        [(project, week, told) for week, told in followed])
    db.executemany(
        "INSERT OR IGNORE INTO key_date_outcomes (key_date_id, told_week, outcome)"
        " SELECT key_dates.id, ?, 'happened' FROM key_dates JOIN bulletins ON bulletins.id = bulletin_id"
        " WHERE bulletins.project_id = ? AND week = ?", [(told, project, week) for week, told in followed])
    db.execute(
        "INSERT OR IGNORE INTO help_requests (project_id, week, bulletin_id, text, at_once, asked_at, ended_at, ending)"
        " SELECT project_id, week, id, 'Qui connaît un juriste ?', 0, filed_at, datetime(filed_at, '+3 days'), 'solved'"
        " FROM bulletins WHERE project_id = ? AND id % 20 = 0 AND help IS NULL", (project,))


def long_project(db, count):
    """A project whose weeks go back for centuries."""
    (project,) = db.execute("SELECT id FROM projects ORDER BY slug LIMIT 1").fetchone()
    file(db, project, list(weeks_back(count)))


def promotions(db, count):
    """So many promotions, one after the other, of which the old ones are archived, with those who were on their projects."""
    for number in range(count - 1):
        ends = datetime.date(2024, 12, 29) - datetime.timedelta(7 * LONG * number)
        starts = ends - datetime.timedelta(7 * LONG - 1)
        promotion = db.execute(
            "INSERT INTO promotions (name, starts_on, ends_on, stage) VALUES (?, ?, ?, 'archived')",
            (f"Ancienne {number}", starts, ends),
        ).lastrowid
        weeks = [(day, week) for day, week in weeks_back(7 * LONG * (number + 3)) if starts <= day <= ends]
        for at in range(PROJECTS):
            project = db.execute(
                "INSERT INTO projects (promotion_id, slug, name, administration) VALUES (?, ?, ?, 'Ministère')",
                (promotion, f"ancien-{number}-{at}", f"Ancien {at}"),
            ).lastrowid
            file(db, project, weeks)
            for role in ("eig", "eig", "mentor"):
                person = db.execute(
                    "INSERT INTO people (name, email, created_at) VALUES ('Jadis', ?, ?)",
                    (f"{role}{number}-{at}-{time.monotonic_ns()}@ancien.example", f"{starts} 09:00:00"),
                ).lastrowid
                db.execute(
                    "INSERT INTO memberships (person_id, project_id, role, until_day) VALUES (?, ?, ?, ?)",
                    (person, project, role, ends))


def look(who, path):
    asked = urllib.request.Request(who.server.base + path, headers={"Cache-Control": "no-cache"})
    return len(who.opener.open(asked).read())


@contextlib.contextmanager
def grown(program, folder, source, fill, size):
    """The program on a database of that size, its coordinator, and the pages to look at by their names."""
    database = folder / f"grown-{size}.sqlite"
    with sqlite3.connect(source) as conn, sqlite3.connect(database) as copy:
        conn.backup(copy)
        fill(copy, size)
        # What can be searched is indexed anew by the next start.
        copy.execute("DELETE FROM installation WHERE name LIKE 'search%'")
    url = f"sqlite://{database}"
    Server(program, "tick", folder, url).tell("tick")
    with Server(program, "serve", folder, url) as server:
        coordinator = Person(server, "bench@example.org", "--name", "Bench", "--coordinator")
        slug = sorted(re.findall(r'href="/projects/([^"/]+)"', coordinator.open("/projects")))[0]
        week = re.findall(r'href="/weeks/([0-9W-]+)"', coordinator.open("/weeks"))[2]
        request = re.findall(r'href="/help-requests/(\d+)"', coordinator.open("/help-requests"))[0]
        paths = [
            "/", "/dashboard", "/weeks", f"/weeks/{week}", "/projects", f"/projects/{slug}", "/key-dates",
            "/search?q=donn%C3%A9es", "/help-requests", f"/help-requests/{request}", "/admin", "/admin/people",
            "/admin/projects", f"/admin/projects/{slug}", "/admin/promotions", "/admin/mail", "/admin/audit",
            "/admin/schedule",
        ]
        named = lambda path: path.replace(slug, "NAME").replace(week, "WEEK").replace(f"/{request}", "/NUMBER").split("?")[0]
        yield server, coordinator, {named(path): path for path in paths}
    for left in folder.glob(f"{database.name}*"):
        left.unlink()


def measure(installations, times):
    """What each page costs in each of them: a few times in one after the other, as the machine's pace is not the same for long."""
    turns = -(-times // TURN)
    found = [{"started in": (server.started_in * 1000, 0)} for server, *_ in installations]
    for name in installations[0][2]:
        spent, size = [0] * len(installations), [0] * len(installations)
        for turn in range(-1, turns):
            for at, (server, who, paths) in enumerate(installations):
                before = server.cpu_ms()
                size[at] = [look(who, paths[name]) for _ in range(TURN)][-1]
                # The first turn is for what is remembered.
                spent[at] += server.cpu_ms() - before if turn >= 0 else 0
        for at, costs in enumerate(found):
            costs[name] = (spent[at] / (turns * TURN), size[at])
    return found


def told(title, sizes, results):
    print(f"\n{title}\n\n| page | " + " | ".join(f"{size:,}" for size in sizes) + " | largest / smallest | KB |")
    print("|---" + "|---:" * (len(sizes) + 2) + "|")
    for name in results[0]:
        costs = [result[name][0] for result in results]
        sizes_shown = " → ".join(f"{results[at][name][1] / 1000:.0f}" for at in (0, -1))
        row = " | ".join(f"{each:.1f}" for each in costs)
        print(f"| {name} | {row} | {costs[-1] / max(costs[0], 0.01):.2f} | {sizes_shown} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="?", default=str(ROOT / "target/release/bulletins"))
    parser.add_argument("--times", type=int, default=200)
    options = parser.parse_args()
    program = str(pathlib.Path(options.program).resolve())
    with tempfile.TemporaryDirectory(prefix="bench-growth-") as folder:
        folder = pathlib.Path(folder)
        source = filled(program, folder).removeprefix("sqlite://")
        for title, fill, sizes in (
            ("CPU ms for each page, by weeks of one project", long_project, (40, 4_000, 40_000)),
            ("CPU ms for each page, by promotions of 25 projects", promotions, (1, 10, 60)),
        ):
            with contextlib.ExitStack() as all:
                installations = [all.enter_context(grown(program, folder, source, fill, size)) for size in sizes]
                told(title, sizes, measure(installations, options.times))


if __name__ == "__main__":
    main()
