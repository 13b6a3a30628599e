"""Measures the portal beside nginx; see README.md in this folder."""

import argparse
import gzip
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import articles
from servers import ROOT, Server, fetch, start_nginx, start_portal

HOST = "localhost"
CONNECTIONS = 32


@dataclass
class Page:
    name: str
    path: str
    vary: bool = False
    gzip: bool = False
    runs: list = field(default_factory=list)

    def median(self, key: str) -> float:
        return statistics.median(run[key] for run in self.runs)


def load(server: Server, page: Page, seconds: int, run: int) -> dict:
    """One run of wrk against one page."""
    environment = os.environ | {
        "BENCH_PATH": page.path, "BENCH_VARY": "1" if page.vary else "0", "BENCH_GZIP": "1" if page.gzip else "0",
        "BENCH_HOST": f"{HOST}:{server.port}", "BENCH_RUN": str(run),
    }
    # What the run before has left in the queue is done first, and a cached page is in the cache.
    fetch(server.port, page.path, HOST, page.gzip)
    time.sleep(0.2)
    before = server.cpu_seconds()
    output = subprocess.run(
        ["wrk", "-c", str(CONNECTIONS), "-t", "2", "-d", f"{seconds}s", "--timeout", "30s",
         "-s", ROOT / "Benchmarks/wrk.lua", f"http://127.0.0.1:{server.port}"],
        env=environment, check=True, capture_output=True, text=True, timeout=seconds + 60).stdout
    cpu = server.cpu_seconds() - before
    figures = next(line for line in output.splitlines() if line.startswith("FIGURES"))
    requests, microseconds, p50, p99, errors = map(int, figures.split()[1:])
    if errors or not requests:
        raise SystemExit(f"{page.name}: {errors} of {requests} requests failed\n{output}")
    return {
        "rate": requests / microseconds * 1e6, "p50": p50 / 1000, "p99": p99 / 1000,
        "cpu": cpu / requests * 1000, "memory": server.memory_mib(),
    }


def measure(count: int, options: argparse.Namespace) -> dict:
    """All figures of a portal with that many articles."""
    with tempfile.TemporaryDirectory(prefix="dinh-bench-") as place:
        data = Path(place) / "data"
        print(f"making {count:,} articles", file=sys.stderr)
        article = articles.prepare(data, count)
        starts = []
        for _ in range(options.starts):
            portal, seconds = start_portal(data)
            starts.append(seconds * 1000)
            portal.stop()
        portal, _ = start_portal(data)
        idle = portal.memory_mib()
        static = Path(place) / "static"
        static.mkdir()
        html = fetch(portal.port, article, HOST)
        nginx = start_nginx(static, html, gzip.compress(html, 6))
        try:
            section = article.rsplit("/", 1)[0]
            pages = {
                "nginx": [Page("nginx: the article as a file", "/page.html"),
                          Page("nginx: the same, gzip", "/page.html", gzip=True)],
                "portal": [
                    Page("article, cached", article), Page("article, cached, gzip", article, gzip=True),
                    Page("list, cached", section), Page("home, cached", "/"),
                    Page("article, uncached", article, vary=True), Page("list, uncached", section, vary=True),
                    Page("list, page 5, uncached", f"{section}?trang=5", vary=True),
                    Page("home, uncached", "/", vary=True),
                    Page("search for rare words, uncached", "/tim-kiem?q=gom+nau+512", vary=True),
                    Page("search for frequent words, uncached", "/tim-kiem?q=thuy+loi", vary=True),
                ],
            }
            for run in range(options.rounds):
                for server, kind in [(nginx, "nginx"), (portal, "portal")]:
                    for page in pages[kind]:
                        print(f"round {run + 1}: {page.name}", file=sys.stderr)
                        page.runs.append(load(server, page, options.seconds, run))
            return {
                "count": count, "pages": pages["nginx"] + pages["portal"], "start": statistics.median(starts),
                "idle": idle, "memory": max(run["memory"] for page in pages["portal"] for run in page.runs),
                "bytes": len(html),
            }
        finally:
            nginx.stop()
            portal.stop()


def show(result: dict) -> None:
    reference = {page.gzip: page.median("rate") for page in result["pages"] if page.path == "/page.html"}
    print(f"\n{result['count']:,} articles; the article's page has {result['bytes']:,} bytes\n")
    print("| page | requests/s | p50 ms | p99 ms | CPU ms a request | of nginx |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for page in result["pages"]:
        print(f"| {page.name} | {page.median('rate'):,.0f} | {page.median('p50'):.2f} | {page.median('p99'):.2f} "
              f"| {page.median('cpu'):.3f} | {page.median('rate') / reference[page.gzip]:.2f} |")
    print(f"\nstart to the first page {result['start']:.0f} ms; memory {result['idle']:.0f} MiB after the start, "
          f"at most {result['memory']:.0f} MiB under load")


def verdicts(results: list[dict]) -> list[tuple[bool, str]]:
    """What was aimed for, and whether it was reached."""
    first, last = results[0], results[-1]
    pages = {page.name: page for page in last["pages"]}
    rate = pages["article, cached"].median("rate") / pages["nginx: the article as a file"].median("rate")
    cached = max(page.median("p99") for name, page in pages.items() if name.endswith(("cached", "gzip")) and
                 "uncached" not in name and "nginx" not in name)
    uncached = max(page.median("p99") for name, page in pages.items() if "uncached" in name)
    memory = max(result["memory"] for result in results)
    start = max(result["start"] for result in results)
    found = [
        (rate >= 0.3, f"cached article: {rate:.2f} of nginx's rate (aim: at least 0.30)"),
        (cached < 10, f"cached pages: p99 {cached:.1f} ms at worst (aim: below 10)"),
        (uncached < 10, f"uncached pages: p99 {uncached:.1f} ms at worst (aim: below 10)"),
        (memory < 80, f"memory under load: {memory:.0f} MiB (aim: below 80)"),
        (start < 300, f"start to the first page: {start:.0f} ms (aim: below 300)"),
    ]
    if len(results) > 1:
        for before in first["pages"]:
            if before.vary:
                ratio = before.median("rate") / pages[before.name].median("rate")
                found.append((
                    ratio <= 1.3, f"{before.name}: {ratio:.2f} times the time with {last['count']:,} articles "
                    f"as with {first['count']:,} (aim: at most 1.30)"))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 100_000], help="how many articles")
    parser.add_argument("--rounds", type=int, default=5, help="how often each page is measured")
    parser.add_argument("--seconds", type=int, default=4, help="how long each time")
    parser.add_argument("--starts", type=int, default=5, help="how often the start is measured")
    parser.add_argument("--quick", action="store_true", help="one round of two seconds")
    options = parser.parse_args()
    if options.quick:
        options.rounds, options.seconds, options.starts = 1, 2, 3
    results = [measure(count, options) for count in sorted(options.articles)]
    print(f"{os.cpu_count()} cores shared with wrk, {CONNECTIONS} connections, 2 threads, "
          f"median of {options.rounds} runs of {options.seconds} s")
    for result in results:
        show(result)
    print()
    for reached, sentence in verdicts(results):
        print(f"{'reached    ' if reached else 'NOT REACHED'}  {sentence}")


if __name__ == "__main__":
    main()
