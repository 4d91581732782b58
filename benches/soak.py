#!/usr/bin/env python3
"""The demo under steady load: how long answers take, and whether memory stays as it is.

    benches/soak.py [PROGRAM] [--minutes 20] [--readers 6]

PROGRAM is `target/release/bulletins` where none is named. So many people open pages one after the other, and every twentieth
time a team's draft is saved. A line a minute: answers a second, how long half and 99 of 100 of them took at the most, and
the memory of the program.
"""

import argparse
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

PAGES = ["/", "/weeks", "/dashboard", "/projects/cartobio", "/key-dates", "/search?q=donn", "/help-requests"]
COORDINATOR, TEAM = "Claire Vidal", "Awa Diarra"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Browser:
    """Somebody who is signed in, with a connection that stays. It reads no more than it needs: the machine is the program's."""

    def __init__(self, port, name):
        self.at, self.cookies, self.connection = ("127.0.0.1", port), {}, None
        page = self.ask("GET", "/demo")[1].decode()
        people = re.findall(r'name="person" value="(\d+)"[^>]*>(.*?)</button>', page, re.S)
        person = next(number for number, shown in people if name in shown)
        self.ask("POST", "/demo/sign-in", {"person": person})

    def ask(self, method, path, fields=None):
        host = "{}:{}".format(*self.at)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", f"Origin: http://{host}", f"Cookie: {cookies}"]
        body = urllib.parse.urlencode(fields or {}).encode()
        if fields:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        head, page = self.answered("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        for name, value in re.findall(rb"(?im)^set-cookie: ([^=]+)=([^;\r]*)", head):
            self.cookies[name.decode()] = value.decode()
        status = int(head.split()[1])
        # As a browser does: whoever opens the first page is led to what is theirs to do.
        if method == "GET" and status == 303:
            return self.ask(method, re.search(rb"(?im)^location: (\S+)", head)[1].decode())
        return status, page

    def answered(self, request):
        for _ in range(2):
            try:
                self.connection = self.connection or socket.create_connection(self.at, 60)
                self.connection.sendall(request)
                answer = b""
                while b"\r\n\r\n" not in answer:
                    got = self.connection.recv(1 << 18)
                    if not got:
                        raise ConnectionResetError
                    answer += got
                break
            except (BrokenPipeError, ConnectionResetError):
                # The server ends connections after a while.
                self.connection = None
        head, _, page = answer.partition(b"\r\n\r\n")
        parts, left = [page], int(re.search(rb"(?im)^content-length: (\d+)", head)[1]) - len(page)
        while left > 0:
            parts.append(self.connection.recv(1 << 18))
            if not parts[-1]:
                sys.exit("an answer broke off")
            left -= len(parts[-1])
        return head, b"".join(parts)

    def form(self):
        """Where a draft of this team is saved, and what its form holds."""
        page = self.ask("GET", "/")[1].decode()
        form = re.search(r'<form[^>]*data-draft-at="([^"]+)".*?</form>', page, re.S)
        if not form:
            sys.exit(f"{TEAM} is shown no form: there would be nothing to save")
        hidden = re.findall(r"<input[^>]*hidden[^>]*>", form[0])
        named = [re.search(r'name="([^"]+)" value="([^"]*)"', field) for field in hidden]
        return form[1], dict(field.groups() for field in named if field)


def memory(process):
    lines = pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


class Reader(threading.Thread):
    def __init__(self, port, number, end):
        super().__init__(daemon=True)
        self.port, self.number, self.end, self.took, self.refused = port, number, end, [], []
        self.saved = 0

    def run(self):
        browser = Browser(self.port, COORDINATOR if self.number % 2 else TEAM)
        writes = self.number % 2 == 0
        turn = self.number
        while time.time() < self.end:
            turn += 1
            saves = writes and turn % 20 == 0
            # As it stands now: its other windows save, too.
            form = browser.form() if saves else None
            begun = time.perf_counter()
            if form:
                what, held = form
                status, _ = browser.ask("POST", what, {**held, "priorities": f"Relire la version {turn}"})
                self.saved += status < 400
            else:
                what = PAGES[turn % len(PAGES)]
                status, _ = browser.ask("GET", what)
            self.took.append(time.perf_counter() - begun)
            # The dashboard is the coordinators', and of two windows that save at once one is told so.
            if status >= 400 and (status, what) != (403, "/dashboard") and not (status == 409 and saves):
                self.refused.append((status, what))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("program", nargs="?", default="target/release/bulletins")
    arguments.add_argument("--minutes", type=float, default=20)
    arguments.add_argument("--readers", type=int, default=6)
    asked = arguments.parse_args()
    program, port = str(pathlib.Path(asked.program).resolve()), free_port()
    base = f"http://127.0.0.1:{port}"
    # Memory goes back as packaging/bulletins.service has it.
    env = os.environ | {"MIMALLOC_PURGE_DELAY": "10", "BULLETINS_SERVER__LISTEN": f"127.0.0.1:{port}",
                        "BULLETINS_SERVER__BASE_URL": base, "BULLETINS_LOG__FILTER": "error"}
    with tempfile.TemporaryDirectory(prefix="bulletins-soak-") as folder:
        server = subprocess.Popen([program, "demo"], env=env, cwd=folder, stdout=subprocess.DEVNULL)
        try:
            soak(server, port, asked)
        finally:
            server.terminate()
            server.wait()


def soak(server, port, asked):
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            break
        except OSError:
            time.sleep(0.1)
    end = time.time() + asked.minutes * 60
    readers = [Reader(port, number, end) for number in range(asked.readers)]
    for reader in readers:
        reader.start()
    print("minute  answers/s  p50 ms  p99 ms  worst ms  memory MB")
    minute, worst_p99, began = 0, 0, time.time()
    while any(reader.is_alive() for reader in readers):
        minute += 1
        seen = [len(reader.took) for reader in readers]
        begun = time.time()
        time.sleep(max(min(began + minute * 60, end) - begun, 0.1))
        took = sorted(time_ for reader, first in zip(readers, seen) for time_ in reader.took[first:])
        if not took:
            break
        p50, p99 = (took[int(len(took) * part)] * 1000 for part in (0.5, 0.99))
        worst_p99 = max(worst_p99, p99)
        rate = len(took) / (time.time() - begun)
        print(f"{minute:6}  {rate:9.0f}  {p50:6.1f}  {p99:6.1f}  {took[-1] * 1000:8.1f}  {memory(server):9.0f}", flush=True)
        for reader in readers:
            reader.join(0)
        if time.time() >= end:
            break
    for reader in readers:
        reader.join()
    refused = [what for reader in readers for what in reader.refused]
    saved = sum(reader.saved for reader in readers)
    print(f"p99 of the worst minute {worst_p99:.1f} ms; {saved} drafts saved; {len(refused)} answers were errors {refused[:3] or ''}")
    sys.exit(1 if refused else 0)


if __name__ == "__main__":
    main()
