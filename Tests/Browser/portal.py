"""A portal that is served for the tests, on data of its own."""

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITES = {"dong-viet": "localhost", "duc-giang": "ducgiang.localhost"}
FIRST_PORT = 18080


def free_port() -> int:
    """The first port that nobody listens on, of the hundred that this worker may take."""
    first = FIRST_PORT + 100 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    for port in range(first, first + 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise RuntimeError(f"no port is free from {first} on")


class Portal:
    """The command of the debug build, serving sites with their content loaded: the sample sites, or folders of a test."""

    def __init__(self, sites: dict[str, str] | None = None) -> None:
        self.sites = sites or SITES
        self.command = Path(os.environ.get("DINH_COMMAND", ROOT / ".build/debug/dinh"))
        self.port = free_port()
        self.data = Path(tempfile.mkdtemp(prefix="dinh-browser-"))
        self.log = self.data / "serve.log"
        self.made: dict[str, str] = {}
        self.process: subprocess.Popen | None = None

    def url(self, path: str = "/", site: str | None = None) -> str:
        return f"http://{self.sites[site or next(iter(self.sites))]}:{self.port}{path}"

    def start(self) -> None:
        for site in self.sites:
            self._run("content", "load", site)
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [self.command, "serve", *self.sites, "--port", str(self.port), "--data", self.data],
                cwd=ROOT, stdout=log, stderr=log,
            )
        for _ in range(200):
            if self.process.poll() is not None:
                break
            if self._answers():
                return
            time.sleep(0.1)
        raise RuntimeError(f"the portal does not serve:\n{self.log.read_text()}")

    def setup_code(self, site: str) -> str:
        """The code that the server printed for the first account of a site."""
        found = re.search(rf"{site}: no accounts yet; .* with the code (\S+)", self.log.read_text())
        assert found, f"no setup code of {site} in:\n{self.log.read_text()}"
        return found.group(1)

    def add_account(self, login: str, name: str, password: str, *roles: str) -> None:
        options = [part for role in roles for part in ("--role", role)]
        self._run("user", "add", "dong-viet", login, "--name", name, "--password-stdin", *options, typed=password)

    def last_mail(self, site: str = "dong-viet") -> str:
        """The text of the mail that was written last."""
        with sqlite3.connect(self.data / site / "site.sqlite") as database:
            return database.execute("SELECT text FROM core_mail ORDER BY id DESC LIMIT 1").fetchone()[0]

    def stop(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
        shutil.rmtree(self.data, ignore_errors=True)

    def _run(self, *arguments: str, typed: str = "") -> None:
        done = subprocess.run(
            [self.command, *arguments, "--data", self.data],
            cwd=ROOT, input=typed + "\n", text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300,
        )
        assert done.returncode == 0, f"dinh {' '.join(arguments)}:\n{done.stdout}"

    def _answers(self) -> bool:
        try:
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            return opener.open(f"http://127.0.0.1:{self.port}/healthz", timeout=2).status == 200
        except OSError:
            return False
