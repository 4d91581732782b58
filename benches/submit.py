#!/usr/bin/env python3
"""How many bulletins a second can be filed, fifty people at once, beside how many rows of that size SQLite commits.

    benches/submit.py [PROGRAM] [--people 600] [--each 4] [--at-once 50]

PROGRAM is `target/release/bulletins` where none is named. So many people are signed in, and each writes for so many projects; `wrk`
files for one after the other over so many connections that are kept. What is told beside it is how often one connection
commits a row of that size to a file in the same folder with `synchronous=FULL`: that is what the disk lets through.
"""

import argparse
import datetime
import html
import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse

from pages import ROOT, Person, Server

TEXTS = {
    "priorities": "Relire la version de démonstration avec le comité. Préparer la recette.\n" * 3,
    "ups_and_downs": "Les données de test sont arrivées, l'accès au serveur tarde encore.\n" * 4,
    "mood": "3",
}


def promotion(people, each):
    today = datetime.date.today()
    first, last = today - datetime.timedelta(60), today + datetime.timedelta(60)
    lines = [f"promotion: {{name: P, starts_on: {first}, ends_on: {last}}}", "projects:"]
    for person in range(people):
        for project in range(each):
            lines += [f"  - name: Projet {person} {project}", "    administration: Administration", "    eigs:"]
            lines += [f"      - {{name: EIG {person}, email: eig{person}@x.example}}"]
    return "\n".join(lines) + "\n"


def request(server, who, path):
    """The request that files a bulletin, as a browser sends it."""
    page = who.open(path)
    form = re.search(r'<form[^>]*data-draft-at.*?</form>', page, re.S)
    fields = {name: html.unescape(value) for name, value in re.findall(
        r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[0] if form else page)}
    body = urllib.parse.urlencode(fields | TEXTS).encode()
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in who.jar)
    head = [
        f"POST {path} HTTP/1.1", f"Host: {server.base.removeprefix('http://')}", f"Origin: {server.base}",
        f"Cookie: {cookies}", "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}",
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


# Each request once. The first that `wrk` takes is for itself, to see what there is.
SCRIPT = """
local requests, at = {}, -1
local file = io.open(os.getenv("REQUESTS"), "rb")
for length in function() return file:read("*n", 1) end do requests[#requests + 1] = file:read(length) end
local function tell(what)
  io.write(what, "\\n")
  io.flush()
end
function request()
  at = at + 1
  if at == 1 then tell("began") end
  if at > #requests then
    if at == #requests + 1 then tell("ended") end
    return wrk.format("GET", "/health/live")
  end
  return requests[math.max(at, 1)]
end
function done(summary, latency)
  tell(string.format("took %f %f", latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
"""


def file_all(server, requests, at_once, folder):
    """How many are filed a second, and the times in ms within which half and all but one in 100 are answered."""
    (folder / "requests").write_bytes(b"".join(b"%d\n%s" % (len(each), each) for each in requests))
    (folder / "file.lua").write_text(SCRIPT)
    command = ["wrk", "-t1", f"-c{at_once}", "-d60s", "-s", str(folder / "file.lua"), server.base]
    env = os.environ | {"REQUESTS": str(folder / "requests")}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as wrk:
        until = {}
        for line in wrk.stdout:
            until[line.split()[0] if line.strip() else ""] = (time.perf_counter(), line)
            if line == "ended\n":
                # It would go on for as long as it was told.
                wrk.send_signal(signal.SIGINT)
    if bad := until.get("Non-2xx") or until.get("Socket"):
        sys.exit(bad[1])
    half, most = (float(number) for number in until["took"][1].split()[1:])
    return len(requests) / (until["ended"][0] - until["began"][0]), half, most


def commits(folder, size, seconds=3):
    """Rows of that many bytes that one connection commits in a second."""
    conn = sqlite3.connect(folder / "limit.sqlite", isolation_level=None)
    conn.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE rows (id INTEGER PRIMARY KEY, of TEXT)")
    text, count, begun = "x" * size, 0, time.perf_counter()
    while time.perf_counter() - begun < seconds:
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("INSERT INTO rows (of) VALUES (?)", (text,))
        conn.execute("COMMIT")
        count += 1
    return count / (time.perf_counter() - begun)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="?", default=str(ROOT / "target/release/bulletins"))
    parser.add_argument("--people", type=int, default=600)
    parser.add_argument("--each", type=int, default=4)
    parser.add_argument("--at-once", type=int, default=50)
    options = parser.parse_args()
    program = str(pathlib.Path(options.program).resolve())
    with tempfile.TemporaryDirectory(prefix="bench-submit-") as folder:
        folder = pathlib.Path(folder)
        size = sum(len(text.encode()) for text in TEXTS.values())
        limit = commits(folder, size)
        (folder / "promotion.yml").write_text(promotion(options.people, options.each))
        database = folder / "submit.sqlite"
        with Server(program, "serve", folder, f"sqlite://{database}") as server:
            server.tell("import", "promotion", "promotion.yml")
            requests = []
            for number in range(options.people):
                who = Person(server, f"eig{number}@x.example")
                paths = sorted(set(re.findall(r'href="(/projects/[a-z0-9-]+/bulletins/[0-9W-]+)"', who.open("/"))))
                requests += [request(server, who, path) for path in paths]
            computed = server.cpu_ms()
            rate, half, most = file_all(server, requests, options.at_once, folder)
            computed = server.cpu_ms() - computed
        with sqlite3.connect(database) as conn:
            (filed,) = conn.execute("SELECT count(*) FROM bulletins").fetchone()
        print(f"{time.strftime('%Y-%m-%d')}: {filed} of {len(requests)} filed by {options.at_once} at once: {rate:,.0f}/s, "
              f"p50 {half:.0f} ms, p99 {most:.0f} ms, CPU {computed / len(requests):.2f} ms each")
        print(f"A row of {size} bytes is committed {limit:,.0f} times a second: {rate / limit:.0%} of that.")


if __name__ == "__main__":
    main()
