#!/usr/bin/env python3
"""Renews the README's pictures and its animated walk from the demo.

    docs/images/renew.py [PROGRAM]

PROGRAM is a built `bulletins`, `target/debug/bulletins` if none is named. Needs `chromedriver` with its browser, and
Pillow. The walk goes by the demo's own tours, so that it shows what they lead to.
"""

import http.client
import io
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from base64 import b64decode

from PIL import Image

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent

# What each picture shows: who looks (the tour and its step that lead there), where, how wide, and how high.
PICTURES = [
    # First, while some have filed and others have not; as high as it takes to show all weeks.
    ("dashboard", ("coordinator", 1), None, 1280, 2350),
    ("form", ("eig", 2), None, 390, 844),
    ("digest", ("eig", 4), "mail", 390, 844),
]

# The walk: a week from the announcement to what everybody reads.
WALK = [
    ("eig", 1),
    ("eig", 2),
    ("coordinator", 1),
    ("eig", 4),
    ("mentor", 1),
    ("mentor", 2),
    ("mentor", 4),
    ("coordinator", 3),
]
WALK_SIZE = (1000, 680)
WALK_SECONDS = 2.4
MOST_BYTES = 2_000_000


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Demo:
    """The demo, on a port of its own, in a folder that goes with it."""

    def __init__(self, program):
        self.base = f"http://127.0.0.1:{free_port()}"
        env = dict(os.environ, BULLETINS_SERVER__LISTEN=self.base.removeprefix("http://"),
                   BULLETINS_SERVER__BASE_URL=self.base)
        self.folder = tempfile.TemporaryDirectory()
        self.process = subprocess.Popen([program, "demo"], env=env, cwd=self.folder.name,
                                        stdout=subprocess.DEVNULL)
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{self.base}/demo")
                return
            except OSError:
                time.sleep(0.5)
        raise SystemExit("the demo does not start")

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Browser:
    """A browser without a window, by the protocol of WebDriver."""

    def __init__(self, language):
        port = free_port()
        self.driver = subprocess.Popen(["chromedriver", f"--port={port}"], stdout=subprocess.DEVNULL)
        self.port = port
        options = {"args": ["--headless", "--no-sandbox", "--hide-scrollbars", "--disable-gpu"],
                   "prefs": {"intl.accept_languages": language}}
        wanted = {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}}
        for _ in range(60):
            try:
                self.session = self.call("POST", "/session", wanted)["sessionId"]
                return
            except OSError:
                time.sleep(0.5)
        raise SystemExit("chromedriver does not start")

    def call(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        connection.request(method, path, None if body is None else json.dumps(body),
                           {"content-type": "application/json"})
        value = json.load(connection.getresponse())["value"]
        if isinstance(value, dict) and "error" in value:
            raise SystemExit(value["message"])
        return value

    def tell(self, path, body):
        return self.call("POST", f"/session/{self.session}{path}", body)

    def devtools(self, command, **parameters):
        return self.tell("/goog/cdp/execute", {"cmd": command, "params": parameters})

    def look(self, width, height, scale):
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale,
                      mobile=width < 500)

    def go(self, address):
        self.tell("/url", {"url": address})

    def run(self, script):
        return self.tell("/execute/sync", {"script": script, "args": []})

    def step(self, base, guide, number):
        """As a newcomer does: by the button of the demo's page."""
        self.go(f"{base}/demo")
        self.run(f"""document.querySelector('main form[action="/demo/tour"] input[value="{guide}"]').form
            .querySelector('button[value="{number}"]').click()""")
        for _ in range(600):
            if self.run("return location.pathname != '/demo' && document.readyState == 'complete'"):
                time.sleep(0.7)
                return
            time.sleep(0.1)
        raise SystemExit(f"step {number} of {guide} leads nowhere")

    def picture(self):
        return Image.open(io.BytesIO(b64decode(self.devtools("Page.captureScreenshot", format="png")["data"])))

    def stop(self):
        self.call("DELETE", f"/session/{self.session}")
        self.driver.terminate()
        self.driver.wait()


def take_pictures(browser, demo):
    for name, step, part, width, height in PICTURES:
        browser.look(width, height, 1)
        browser.step(demo.base, *step)
        if part == "mail":
            browser.go(browser.run("return document.querySelector('iframe.mail').src"))
        # What only the demo has stands on no picture.
        browser.run("document.querySelector('.demo-bar')?.remove()")
        picture = browser.picture().convert("RGB").quantize(128, dither=Image.Dither.NONE)
        picture.save(HERE / f"{name}.png", optimize=True)


def take_walk(browser, demo):
    browser.look(*WALK_SIZE, 1)
    frames = []
    browser.go(f"{demo.base}/demo")
    frames.append(browser.picture().convert("RGB"))
    for step in WALK:
        browser.step(demo.base, *step)
        frames.append(browser.picture().convert("RGB"))
    for quality in (80, 65, 50, 35):
        file = io.BytesIO()
        frames[0].save(file, "WEBP", save_all=True, append_images=frames[1:], quality=quality, method=6,
                       duration=int(WALK_SECONDS * 1000), loop=0)
        if file.tell() < MOST_BYTES:
            (HERE / "walk.webp").write_bytes(file.getvalue())
            return
    raise SystemExit("the walk is too large")


def main():
    program = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/debug/bulletins").resolve()
    for take, language in ((take_pictures, "fr"), (take_walk, "fr")):
        # Each begins on the same Thursday.
        demo = Demo(str(program))
        try:
            browser = Browser(language)
            try:
                take(browser, demo)
            finally:
                browser.stop()
        finally:
            demo.stop()
    for file in sorted(HERE.glob("*.[pw][ne]*")):
        print(file.name, file.stat().st_size)


if __name__ == "__main__":
    main()
