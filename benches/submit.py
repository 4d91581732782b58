#!/usr/bin/env python3
"""How many bulletins a second can be filed, fifty people at once, beside how many rows of that size SQLite commits.

    benches/submit.py [PROGRAM] [--at-once 50] [--each 40]

PROGRAM is `target/release/bulletins` where none is named. So many people are signed in, each writes for so many projects, and
files for one after the other over a connection that is kept. What is told beside it is how often one connection commits
a row of that size to a file in the same folder with `synchronous=FULL`: that is what the disk lets through.
"""

import argparse
import datetime
import html
import pathlib
import re
import socket
import sqlite3
import tempfile
import threading
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


def answered(connection):
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += connection.recv(65536)
    head, _, body = answer.partition(b"\r\n\r\n")
    length = int((re.search(rb"(?i)content-length: (\d+)", head) or [0, b"0"])[1])
    while len(body) < length:
        body += connection.recv(65536)
    return head.split()[1]


class Writer(threading.Thread):
    def __init__(self, server, requests, begin):
        super().__init__()
        host, port = server.base.removeprefix("http://").split(":")
        self.address = (host, int(port))
        self.requests, self.begin, self.took, self.refused = requests, begin, [], []

    def run(self):
        self.begin.wait()
        # Only now: the server ends connections over which nothing comes.
        self.connection = socket.create_connection(self.address)
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for request in self.requests:
            begun = time.perf_counter()
            self.connection.sendall(request)
            status = answered(self.connection)
            self.took.append(time.perf_counter() - begun)
            if status != b"303":
                self.refused.append(status)


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
    parser.add_argument("--at-once", type=int, default=50)
    parser.add_argument("--each", type=int, default=40)
    options = parser.parse_args()
    program = str(pathlib.Path(options.program).resolve())
    with tempfile.TemporaryDirectory(prefix="bench-submit-") as folder:
        folder = pathlib.Path(folder)
        size = sum(len(text.encode()) for text in TEXTS.values())
        limit = commits(folder, size)
        (folder / "promotion.yml").write_text(promotion(options.at_once, options.each))
        with Server(program, "serve", folder, f"sqlite://{folder / 'submit.sqlite'}") as server:
            server.tell("import", "promotion", "promotion.yml")
            begin = threading.Event()
            writers = []
            for number in range(options.at_once):
                who = Person(server, f"eig{number}@x.example")
                paths = sorted(set(re.findall(r'href="(/projects/[a-z0-9-]+/bulletins/[0-9W-]+)"', who.open("/"))))
                writers.append(Writer(server, [request(server, who, path) for path in paths], begin))
            for writer in writers:
                writer.start()
            computed, begun = server.cpu_ms(), time.perf_counter()
            begin.set()
            for writer in writers:
                writer.join()
            seconds, computed = time.perf_counter() - begun, server.cpu_ms() - computed
        took = sorted(each for writer in writers for each in writer.took)
        refused = [status for writer in writers for status in writer.refused]
        half, most = (took[int(len(took) * part)] * 1000 for part in (0.5, 0.99))
        print(f"{time.strftime('%Y-%m-%d')}: {len(took)} filed by {options.at_once} at once: {len(took) / seconds:,.0f}/s, "
              f"p50 {half:.0f} ms, p99 {most:.0f} ms, CPU {computed / len(took):.2f} ms each; {len(refused)} refused {refused[:3]}")
        print(f"A row of {size} bytes is committed {limit:,.0f} times a second: "
              f"{len(took) / seconds / limit:.0%} of that.")


if __name__ == "__main__":
    main()
