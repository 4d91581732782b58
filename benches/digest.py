#!/usr/bin/env python3
"""How fast a digest is written and delivered, beside what the same machine can do at the most.

    benches/digest.py [PROGRAM] [--readers 10000] [--connections 32] [--wait 600]

PROGRAM is `target/release/bulletins` where none is named. Of 25 projects, each reader follows one: four fifths as
mentors, who have a mail about it, the others as sponsors, who have all in one. Needs postfix's smtp-sink and
smtp-source. Everything lies in a folder that goes with it; the disk is that of TMPDIR.
"""

import argparse
import datetime
import http.client
import os
import pathlib
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

PROJECTS = 25
WORDS = (
    "relire préparer déployer tester comité agents données prototype accès juriste version démonstration formulaire "
    "équipe ministère recette maquette budget été service usagers parcelles algorithme réunion"
).split()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def words(seed, count):
    return " ".join(WORDS[(seed * 31 + at * at * 7 + at) % len(WORDS)] for at in range(count))


def promotion(readers):
    today = datetime.date.today()
    first, last = today - datetime.timedelta(60), today + datetime.timedelta(60)
    lines = [f"promotion: {{name: P, starts_on: {first}, ends_on: {last}}}", "projects:"]
    for project in range(PROJECTS):
        lines += [f"  - name: Projet {project}", "    administration: Administration", "    eigs:"]
        lines += [f"      - {{name: EIG {project}, email: eig{project}@x.example}}"]
        own = range(project, readers, PROJECTS)
        for role, is_one in (("mentors", lambda n: n // PROJECTS % 5), ("sponsors", lambda n: not n // PROJECTS % 5)):
            chosen = [n for n in own if is_one(n)]
            lines += [f"    {role}:"] if chosen else []
            language = lambda n: "en" if n % 7 == 0 else "fr"
            lines += [f"      - {{name: Reader {n}, email: r{n}@x.example, language: {language(n)}}}" for n in chosen]
    return "\n".join(lines) + "\n"


def fill(database):
    """A bulletin of each project this week and the three before."""
    with sqlite3.connect(database) as db:
        now = datetime.datetime.now(datetime.timezone.utc)
        for project, in db.execute("SELECT id FROM projects").fetchall():
            for back in range(4):
                at = now - datetime.timedelta(7 * back, 60)
                year, week, _ = at.isocalendar()
                said = [words(project * 9 + back * 3 + part, length) for part, length in enumerate((60, 50, 25))]
                digested = None if back == 0 else at
                db.execute(
                    "INSERT OR IGNORE INTO bulletins (project_id, week, mood, priorities, ups_and_downs, help, version,"
                    " late, filed_at, revised_at, digested_at, quiet) VALUES (?, ?, ?, ?, ?, ?, 1, FALSE, ?, ?, ?, FALSE)",
                    (project, f"{year}-W{week:02}", 1 + (project + back) % 4, *said, *[
                        moment and moment.strftime("%Y-%m-%d %H:%M:%S") for moment in (at, at, digested)]),
                )


def settings(folder, database, port, smtp, connections, due):
    path = folder / "settings.toml"
    path.write_text(
        f'[server]\nlisten = "127.0.0.1:{port}"\nbase_url = "http://127.0.0.1:{port}"\n[database]\n'
        f'url = "sqlite://{database}"\n[programme]\ntimezone = "UTC"\n[mail]\nsmtp_url = "smtp://127.0.0.1:{smtp}"\n'
        f"[delivery]\ntick_seconds = 1\nconcurrency = {connections}\n[log]\nfilter = \"off\"\n"
        f'[[schedule]]\njob = "digest"\non = "every-day"\ncron = "{due.second} {due.minute} {due.hour} * * *"\n'
    )
    return path


def peak_memory(process):
    lines = pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def loopback_bytes():
    line = next(line for line in pathlib.Path("/proc/net/dev").read_text().splitlines() if "lo:" in line)
    return int(line.split(":")[1].split()[0])


def answers(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Watch(threading.Thread):
    """Asks for a page, and for the right to write, over and over: how long did anybody wait at the most?"""

    def __init__(self, port, database):
        super().__init__(daemon=True)
        self.port, self.database, self.page, self.lock, self.goes_on = port, database, [], [], True

    def run(self):
        db = sqlite3.connect(self.database, isolation_level=None, timeout=0)
        while self.goes_on:
            begun = time.perf_counter()
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            connection.request("GET", "/sign-in")
            connection.getresponse().read()
            connection.close()
            self.page.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            while True:
                try:
                    db.execute("BEGIN IMMEDIATE")
                    break
                except sqlite3.OperationalError:
                    time.sleep(0.0005)
            self.lock.append(time.perf_counter() - begun)
            db.execute("ROLLBACK")
            time.sleep(0.02)

    def end(self):
        self.goes_on = False
        self.join()
        return [sorted(times)[int(len(times) * 0.99)] * 1000 for times in (self.page, self.lock) if times] + [
            max(times) * 1000 for times in (self.page, self.lock) if times]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("program", nargs="?", default="target/release/bulletins")
    arguments.add_argument("--readers", type=int, default=10_000)
    arguments.add_argument("--connections", type=int, default=32)
    arguments.add_argument("--wait", type=int, default=600, help="seconds until it is given up")
    asked = arguments.parse_args()
    path = os.environ["PATH"] + ":/usr/sbin"
    tools = [shutil.which(name, path=path) for name in ("smtp-sink", "smtp-source")]
    if None in tools:
        sys.exit("smtp-sink and smtp-source are part of postfix")
    program = str(pathlib.Path(asked.program).resolve())
    with tempfile.TemporaryDirectory(prefix="bulletins-digest-") as folder:
        measure(program, pathlib.Path(folder), tools, asked)


def measure(program, folder, tools, asked):
    port, smtp, database = free_port(), free_port(), folder / "bench.sqlite"
    utc = lambda seconds: datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(0, seconds)
    (folder / "promotion.yml").write_text(promotion(asked.readers))
    config = settings(folder, database, port, smtp, asked.connections, utc(-60))
    run = lambda *words: [program, "--config", str(config), *words]
    bring_in = run("import", "promotion", str(folder / "promotion.yml"))
    subprocess.run(bring_in, check=True, cwd=folder, stdout=subprocess.DEVNULL)
    fill(database)
    # It runs as root for nobody.
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    sink = subprocess.Popen([tools[0], *user, f"127.0.0.1:{smtp}", "1000"])
    due = utc(4).replace(microsecond=0)
    config = settings(folder, database, port, smtp, asked.connections, due)
    server = subprocess.Popen(run("serve"), cwd=folder, stdout=subprocess.DEVNULL)
    try:
        tell(server, (database, port, smtp), tools[1], due, asked)
    finally:
        for process in (server, sink):
            process.terminate()
            process.wait()


def tell(server, places, source, due, asked):
    database, port, smtp = places
    db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    one = lambda query: db.execute(query).fetchone()[0] or 0
    end = time.time() + asked.wait

    def until(is_so):
        while not is_so():
            if time.time() > end or server.poll() is not None:
                sys.exit("given up")
            time.sleep(0.02)
        return time.perf_counter()

    until(lambda: answers(port) and answers(smtp))
    watch = Watch(port, database)
    watch.start()
    idle = peak_memory(server)
    begun = until(lambda: time.time() >= due.timestamp())
    written = until(lambda: one("SELECT count(*) FROM runs WHERE job = 'digest' AND ran AND written"))
    count = one("SELECT count(*) FROM outbox WHERE kind = 'digest'")
    waits = watch.end()
    bytes_before = loopback_bytes()
    delivered = until(lambda: not one("SELECT count(*) FROM outbox WHERE finished_at IS NULL"))
    size = (loopback_bytes() - bytes_before) // count
    failed = one("SELECT count(*) FROM outbox WHERE state <> 'sent'")
    memory = peak_memory(server)
    kept = one("SELECT sum(length(sealed)) FROM outbox")
    limits = []
    for _ in range(2):
        at = time.perf_counter()
        subprocess.run([source, "-s", str(asked.connections), "-m", str(count), "-l", str(size), "-f", "a@x.example",
                        "-t", "b@x.example", f"127.0.0.1:{smtp}"], check=True)
        limits.append(count / (time.perf_counter() - at))
    ours, limit = count / (delivered - written), max(limits)
    print(f"{count} mails of about {size} bytes, {asked.connections} connections, {failed} not sent")
    print(f"written    {written - begun:8.2f} s   {count / (written - begun):8.0f}/s  (since it was due)")
    print(f"kept       {kept / 1e6:8.2f} MB  {kept / count:8.0f} bytes a mail")
    print(f"delivered  {delivered - written:8.2f} s   {ours:8.0f}/s")
    print(f"smtp-source            {limit:8.0f}/s  (ours is {100 * ours / limit:.0f} % of it)")
    print(f"memory     {memory:8.0f} MB at the most, {idle:.0f} MB before")
    for what, p99, most in zip(("a page", "the right to write"), waits[:2], waits[2:]):
        print(f"meanwhile {what} took {p99:.0f} ms (p99), {most:.0f} ms at the most")


if __name__ == "__main__":
    main()
