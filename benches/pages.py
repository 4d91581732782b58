#!/usr/bin/env python3
"""How many pages a second, and how long each takes: ours, and the limit, from one run.

    benches/pages.py [--seconds 3] [--sqlite-only] [PROGRAM]

PROGRAM is `bulletins` as operators build it, `target/release/bulletins` if none is named. Needs `wrk`, and for its
second half a PostgreSQL server's programs; both are used on 127.0.0.1 alone, in a folder that goes when this ends.
The database is the demo's: fifteen projects and forty weeks. `docs/PERFORMANCE.md` explains the columns.
"""

import argparse
import glob
import html
import http.cookiejar
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
PASSWORD = "cinq chevaux sur la colline"
CONNECTIONS = "8"
BROWSER = ["-H", "Accept-Encoding: gzip, br"]
# What browsers say when a page is loaded by force: it is made anew.
ANEW = ["-H", "Cache-Control: no-cache"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(done, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := done():
            return found
        time.sleep(0.005)
    sys.exit("it does not come up")


def answers(base):
    try:
        return urllib.request.urlopen(f"{base}/health/ready", timeout=2).status == 200
    except OSError:
        return False


class Server:
    """The program, serving, with settings of its own."""

    def __init__(self, program, command, folder, database):
        self.base = f"http://127.0.0.1:{free_port()}"
        self.environment = {
            "PATH": os.environ["PATH"],
            # As packaging/bulletins.service has it.
            "MIMALLOC_PURGE_DELAY": "10",
            "TMPDIR": str(folder),
            "BULLETINS_SERVER__LISTEN": self.base.removeprefix("http://"),
            "BULLETINS_SERVER__BASE_URL": self.base,
            "BULLETINS_DATABASE__URL": database,
            "BULLETINS_MAIL__FILES_DIRECTORY": str(folder / "mail"),
            "BULLETINS_LOG__FILTER": "error",
        }
        self.program, self.command, self.folder = program, command, folder

    def __enter__(self):
        began = time.monotonic()
        command = [self.program, self.command]
        self.process = subprocess.Popen(command, env=self.environment, cwd=self.folder, stdout=subprocess.DEVNULL)
        until(lambda: answers(self.base))
        self.started_in = time.monotonic() - began
        return self

    def __exit__(self, *_):
        # A stop waits for what is under way, for a minute and a half at the most.
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(150)

    def tell(self, *arguments):
        done = subprocess.run([self.program, *arguments], env=self.environment, cwd=self.folder, capture_output=True)
        return done.stdout.decode()

    def cpu_ms(self):
        """What it has computed so far, which does not depend on what else is at work on the machine."""
        told = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(told[11]) + int(told[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    def memory(self, what="VmRSS"):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{what}:\s+(\d+)", status)[1]) // 1024


class Person:
    """A browser in which somebody signs up by the link that the command line prints."""

    def __init__(self, server, address, *more):
        self.server = server
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        link = re.search(r"http\S+/invitations/\S+", server.tell("people", "add", address, *more))[0]
        page = self.open(link.removeprefix(server.base))
        fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
        fields |= {"name": "Bench", "password": PASSWORD, "locale": "fr"}
        form = urllib.parse.urlencode({name: html.unescape(value) for name, value in fields.items()}).encode()
        self.opener.open(urllib.request.Request(link, form, {"Origin": server.base})).read()
        if not any(cookie.name == "session" for cookie in self.jar):
            sys.exit("nobody could sign in")

    def open(self, path):
        return self.opener.open(self.server.base + path).read().decode()

    def headers(self):
        return ["-H", "Cookie: " + "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)]


def in_ms(text):
    number, unit = re.match(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]


def load(address, seconds, headers):
    """Requests a second, how many in all, and the times in ms within which half and all but one in 100 are answered."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", *headers, address]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if bad := re.search(r"Non-2xx.*|Socket errors:.*", told):
        return f"({bad[0]})", 1, 0, 0
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])
    half, most = (in_ms(re.search(rf"^\s+{part}%\s+(\S+)", told, re.M)[1]) for part in (50, 99))
    requests = int(re.search(r"(\d+) requests in", told)[1])
    return f"{rate:,.0f}", requests, half, most


def size(base, path, headers):
    asked = dict(header.split(": ", 1) for header in headers if header != "-H")
    return len(urllib.request.urlopen(urllib.request.Request(base + path, headers=asked)).read())


def nearest_static(server, bytes_wanted):
    """The static answer of this server that is nearest in size: the limit of what it can do for a page."""
    page = urllib.request.urlopen(server.base + "/about").read().decode()
    known = {size(server.base, path, []): path for path in re.findall(r'"(/static/[^"#]+)', page)}
    return min(known.items(), key=lambda known: abs(known[0] - bytes_wanted))


def pages(eig, coordinator):
    """Each page of the table: its name, its address, and who looks."""
    form = re.search(r"/projects/([^/\"]+)/bulletins/[0-9W-]+", eig.open("/"))
    project = re.search(r'href="/projects/([^"/]+)"', coordinator.open("/projects"))[1]
    week = re.findall(r'href="/weeks/([0-9W-]+)"', coordinator.open("/weeks"))[2]
    return [
        # After the week has closed there is no form to be shown.
        ("form", form[0], eig) if form else ("an EIG's first page", "/", eig),
        ("a project's page", f"/projects/{project}", coordinator),
        ("weeks", "/weeks", coordinator),
        ("a week", f"/weeks/{week}", coordinator),
        ("dashboard", "/dashboard", coordinator),
        ("search", "/search?q=donn%C3%A9es", coordinator),
        ("CSV", f"/projects/{project}/bulletins.csv", coordinator),
        ("key dates", "/key-dates", coordinator),
        ("sign-in", "/sign-in", None),
    ]


def table(server, seconds, title):
    coordinator = Person(server, "bench@example.org", "--name", "Bench", "--coordinator")
    slug = re.search(r'href="/projects/([^"/]+)"', coordinator.open("/projects"))[1]
    eigs = re.findall(rf"^\d+\t(\S+)\t.*\beig:{slug}\b", server.tell("people", "list"), re.M)
    eig = Person(server, eigs[0]) if eigs else coordinator
    print(f"\n{title}\n")
    columns = ["page", "made anew", "CPU ms", "p50 / p99 ms", "as a browser asks", "p50 / p99 ms", "again within the minute"]
    columns += ["bytes", "limit (bytes)"]
    print("| " + " | ".join(columns) + " |\n|---" + "|---:" * (len(columns) - 1) + "|")
    for name, path, who in pages(eig, coordinator):
        said = who.headers() if who else []
        address = server.base + path
        load(address, 1, said)
        before = server.cpu_ms()
        anew, requests, a50, a99 = load(address, seconds, said + ANEW)
        cpu = (server.cpu_ms() - before) / requests
        packed, _, p50, p99 = load(address, seconds, said + ANEW + BROWSER)
        again, *_ = load(address, seconds, said + BROWSER)
        bytes_shown = size(server.base, path, said)
        bytes_static, static = nearest_static(server, bytes_shown)
        limit, *_ = load(server.base + static, seconds, [])
        print(
            f"| {name} | {anew} | {cpu:.2f} | {a50:.1f} / {a99:.1f} | {packed} | {p50:.1f} / {p99:.1f} | {again} "
            f"| {bytes_shown:,} | {limit} ({bytes_static:,}) |",
            flush=True,
        )
    print(f"\nMemory: {server.memory()} MB, {server.memory('VmHWM')} MB at the most.")


def filled(program, folder):
    """A copy of the demo's database."""
    with Server(program, "demo", folder, ""):
        source = next(folder.glob("bulletins-demo-*/demo.sqlite"))
        with sqlite3.connect(source) as conn, sqlite3.connect(folder / "bench.sqlite") as copy:
            conn.backup(copy)
    return f"sqlite://{folder / 'bench.sqlite'}"


class Postgres:
    """A server that goes with this run."""

    def __enter__(self):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
        if not found:
            return None
        self.folder = tempfile.mkdtemp(prefix="bench-postgres-")
        user = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
        if user:
            shutil.chown(self.folder, **user)
        port, quiet = str(free_port()), {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        where = ["-D", f"{self.folder}/data"]
        made = [f"{found[-1]}/initdb", *where, "-U", "bulletins", "--auth=trust", "--encoding=UTF8"]
        subprocess.run(made, check=True, cwd=self.folder, **user, **quiet)
        serving = ["-p", port, "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]
        self.process = subprocess.Popen([f"{found[-1]}/postgres", *where, *serving], cwd=self.folder, **user, **quiet)
        create = [f"{found[-1]}/createdb", "-h", "127.0.0.1", "-p", port, "-U", "bulletins", "bench"]
        until(lambda: subprocess.run(create, **quiet).returncode == 0)
        return f"postgres://bulletins@127.0.0.1:{port}/bench"

    def __exit__(self, *_):
        if hasattr(self, "process"):
            self.process.send_signal(signal.SIGINT)
            self.process.wait(60)
            shutil.rmtree(self.folder)


def idle(program, folder, database, megabytes):
    """How soon it serves, and what it needs then, with a database that is up to date and as large as that."""
    path = database.removeprefix("sqlite://")
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE ballast (id INTEGER PRIMARY KEY, of BLOB)")
        conn.executemany("INSERT INTO ballast (of) VALUES (zeroblob(1048576))", [()] * megabytes)
    with Server(program, "serve", folder, database) as server:
        time.sleep(3)
        large = os.path.getsize(path) // 2**20
        print(f"\nWith {large:,} MB: serves after {server.started_in * 1000:.0f} ms, {server.memory()} MB at rest.")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", nargs="?", default=str(ROOT / "target/release/bulletins"))
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--sqlite-only", action="store_true")
    options = parser.parse_args()
    if not shutil.which("wrk"):
        sys.exit("wrk is not installed")
    program = str(pathlib.Path(options.program).resolve())
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, program of {os.path.getsize(program) / 1e6:.1f} MB")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        folder = pathlib.Path(folder)
        database = filled(program, folder)
        # What is due by now is done before, so that nothing but pages is at work.
        Server(program, "tick", folder, database).tell("tick")
        with Server(program, "serve", folder, database) as server:
            time.sleep(2)
            print(f"Serves after {server.started_in * 1000:.0f} ms, {server.memory()} MB at rest.")
            table(server, options.seconds, "SQLite")
        if not options.sqlite_only:
            with Postgres() as url:
                if url is None:
                    print("PostgreSQL: skipped, no server is installed")
                else:
                    way = [program, "move", "--from", database, "--to", url]
                    subprocess.run(way, check=True, cwd=folder, stdout=subprocess.DEVNULL)
                    with Server(program, "serve", folder, url) as server:
                        table(server, options.seconds, "PostgreSQL")
        idle(program, folder, database, 1000)


if __name__ == "__main__":
    main()
