"""The servers that are measured, and what Linux knows of their processes."""

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DINH = Path(os.environ.get("DINH_COMMAND", ROOT / ".build/release/dinh"))
TICKS = os.sysconf("SC_CLK_TCK")


def free_port(first: int) -> int:
    for port in range(first, first + 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise RuntimeError("no port is free")


def fetch(port: int, path: str, host: str, gzip: bool = False) -> bytes:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Host": f"{host}:{port}"})
    if gzip:
        request.add_header("Accept-Encoding", "gzip")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=30) as answer:
        return answer.read()


class Server:
    """A running server; `processes` are the ones that do its work."""

    def __init__(self, command: list, port: int, log: Path) -> None:
        self.port = port
        with log.open("wb") as output:
            self.process = subprocess.Popen(command, stdout=output, stderr=output, cwd=ROOT)

    def processes(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [self.process.pid, *map(int, children)]

    def cpu_seconds(self) -> float:
        total = 0
        for pid in self.processes():
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICKS

    def memory_mib(self) -> float:
        total = 0
        for pid in self.processes():
            for line in Path(f"/proc/{pid}/status").read_text().splitlines():
                if line.startswith("VmRSS:"):
                    total += int(line.split()[1])
        return total / 1024

    def wait(self, path: str, host: str) -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.process.args[0]} ended with {self.process.returncode}")
            try:
                fetch(self.port, path, host)
                return
            except urllib.error.HTTPError as error:
                raise RuntimeError(f"{self.process.args[0]}: {path} answers {error.code}") from error
            except OSError:
                time.sleep(0.002)
        raise RuntimeError("the server does not answer")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)


def start_portal(data: Path) -> tuple[Server, float]:
    """The portal, and the seconds from the start of its process to the first page."""
    port = free_port(18200)
    began = time.monotonic()
    server = Server(
        [DINH, "serve", "dong-viet", "--port", str(port), "--data", data], port,
        data / "serve.log")
    server.wait("/", "localhost")
    return server, time.monotonic() - began


def start_nginx(folder: Path, page: bytes, compressed: bytes) -> Server:
    """nginx on one page as `/page.html`, compressed beforehand beside it."""
    port = free_port(18300)
    # nginx drops its rights: its workers must get to the folder.
    folder.chmod(0o755)
    folder.parent.chmod(0o711)
    (folder / "page.html").write_bytes(page)
    (folder / "page.html.gz").write_bytes(compressed)
    (folder / "nginx.conf").write_text(f"""
daemon off;
worker_processes {os.cpu_count()};
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    types {{ text/html html; }}
    charset utf-8;
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 100000000;
    gzip_static on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port} backlog=1024;
        root {folder};
    }}
}}
""")
    nginx = shutil.which("nginx", path="/usr/sbin:" + os.environ["PATH"])
    if not nginx:
        raise RuntimeError("nginx is missing; run make bench")
    server = Server([nginx, "-c", folder / "nginx.conf"], port, folder / "start.log")
    server.wait("/page.html", "localhost")
    return server
