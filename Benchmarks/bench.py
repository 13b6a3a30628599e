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
import cases
import documents
import dossiers
import growth
import reports
import uploads
from copies import DINH
from servers import ROOT, Server, fetch, start_nginx, start_portal

HOST = "localhost"
CONNECTIONS = 32


@dataclass
class Page:
    name: str
    path: str
    vary: bool = False
    gzip: bool = False
    # One reader instead of many, where it is asked how long he waits.
    alone: bool = False
    runs: list = field(default_factory=list)

    def median(self, key: str) -> float:
        return statistics.median(run[key] for run in self.runs)


def load(server: Server, page: Page, seconds: int, run: int) -> dict:
    """One run of wrk against one page."""
    connections = 1 if page.alone else CONNECTIONS
    environment = os.environ | {
        "BENCH_PATH": page.path, "BENCH_VARY": "1" if page.vary else "0", "BENCH_GZIP": "1" if page.gzip else "0",
        "BENCH_HOST": f"{HOST}:{server.port}", "BENCH_RUN": str(run),
    }
    # What the run before has left in the queue is done first, and a cached page is in the cache.
    fetch(server.port, page.path, HOST, page.gzip)
    time.sleep(0.2)
    before = server.cpu_seconds()
    output = subprocess.run(
        ["wrk", "-c", str(connections), "-t", str(min(2, connections)), "-d", f"{seconds}s", "--timeout", "30s",
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


def article_pages(paths: dict) -> list[Page]:
    (article, section) = (paths["article"], paths["article"].rsplit("/", 1)[0])
    return [
        Page("article, cached", article), Page("article, cached, gzip", article, gzip=True),
        Page("list, cached", section), Page("home, cached", "/"),
        Page("article, uncached", article, vary=True), Page("list, uncached", section, vary=True),
        Page("list, page 5, uncached", f"{section}?trang=5", vary=True),
        Page("home, uncached", "/", vary=True),
        Page("search for rare words, uncached", "/tim-kiem?q=gom+nau+512", vary=True),
        Page("search for frequent words, uncached", "/tim-kiem?q=thuy+loi", vary=True),
    ]


def document_pages(paths: dict) -> list[Page]:
    return [
        Page("document, uncached", paths["document"], vary=True),
        Page("documents, uncached", "/van-ban", vary=True),
        Page("documents, page 5, uncached", "/van-ban?trang=5", vary=True),
        Page("documents of a year and field, uncached", "/van-ban?nam=2021&linh-vuc=dat-dai", vary=True),
        Page("documents by number, uncached", "/van-ban?q=512/", vary=True),
        Page("documents with frequent words, uncached", "/van-ban?q=nha+van+hoa", vary=True),
        Page("search for a document's rare words, uncached", "/tim-kiem?q=nha+van+hoa+512", vary=True),
        Page("search for documents' frequent words, uncached", "/tim-kiem?q=nha+van+hoa", vary=True),
        Page(LONG, paths["long"], vary=True, alone=True),
    ]


LONG = "document of 100 articles, uncached, one reader"


@dataclass
class Portal:
    """A portal with so many articles or documents."""

    count: int
    server: Server
    start: float
    idle: float
    html: bytes
    pages: list[Page]


def prepare(kind: str, count: int, place: Path, starts: int) -> Portal:
    print(f"making {count:,} {kind}", file=sys.stderr)
    data = place / str(count) / "data"
    data.parent.mkdir()
    paths = {"articles": articles, "documents": documents}[kind].prepare(data, count)
    taken = []
    for _ in range(starts):
        server, seconds = start_portal(data)
        taken.append(seconds * 1000)
        server.stop()
    server, _ = start_portal(data)
    idle = server.memory_mib()
    html = fetch(server.port, next(iter(paths.values())), HOST)
    pages = (article_pages if kind == "articles" else document_pages)(paths)
    return Portal(count, server, statistics.median(taken), idle, html, pages)


def measure(kind: str, counts: list[int], options: argparse.Namespace) -> list[dict]:
    """All figures of portals with those many articles or documents. Page by page they take turns, so that a slow spell of
    the machine meets few and many alike."""
    with tempfile.TemporaryDirectory(prefix="dinh-bench-") as place:
        portals, nginx = [], None
        try:
            for count in counts:
                portals.append(prepare(kind, count, Path(place), options.starts))
            static = Path(place) / "static"
            static.mkdir()
            html = portals[0].html
            nginx = start_nginx(static, html, gzip.compress(html, 6))
            files = [Page("nginx: the page as a file", "/page.html"),
                     Page("nginx: the same, gzip", "/page.html", gzip=True)]
            for run in range(options.rounds):
                turns = [(nginx, page) for page in files]
                turns += [(portals[place].server, page) for row in zip(*(portal.pages for portal in portals))
                          for place, page in enumerate(row)]
                for server, page in turns:
                    print(f"round {run + 1}: {page.name}", file=sys.stderr)
                    page.runs.append(load(server, page, options.seconds, run))
            return [{
                "kind": kind, "count": portal.count, "pages": files + portal.pages, "start": portal.start,
                "idle": portal.idle, "memory": max(run["memory"] for page in portal.pages for run in page.runs),
                "bytes": len(html),
            } for portal in portals]
        finally:
            for server in [portal.server for portal in portals] + ([nginx] if nginx else []):
                server.stop()


def show(result: dict) -> None:
    reference = {page.gzip: page.median("rate") for page in result["pages"] if page.path == "/page.html"}
    print(f"\n{result['count']:,} {result['kind']}; the page as a file has {result['bytes']:,} bytes\n")
    print("| page | requests/s | p50 ms | p99 ms | CPU ms a request | of nginx |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for page in result["pages"]:
        print(f"| {page.name} | {page.median('rate'):,.0f} | {page.median('p50'):.2f} | {page.median('p99'):.2f} "
              f"| {page.median('cpu'):.3f} | {page.median('rate') / reference[page.gzip]:.2f} |")
    print(f"\nstart to the first page {result['start']:.0f} ms; memory {result['idle']:.0f} MiB after the start, "
          f"at most {result['memory']:.0f} MiB under load")


def article_verdicts(results: list[dict]) -> list[tuple[bool, str]]:
    pages = {page.name: page for page in results[-1]["pages"]}
    rate = pages["article, cached"].median("rate") / pages["nginx: the page as a file"].median("rate")
    cached = max(page.median("p99") for name, page in pages.items() if name.endswith(("cached", "gzip")) and
                 "uncached" not in name and "nginx" not in name)
    memory = max(run["memory"] for result in results for page in result["pages"] if page.name.startswith("article")
                 for run in page.runs)
    start = max(result["start"] for result in results)
    return [
        (rate >= 0.3, f"cached article: {rate:.2f} of nginx's rate (aim: at least 0.30)"),
        (cached < 10, f"cached pages: p99 {cached:.1f} ms at worst (aim: below 10)"),
        (memory < 80, f"memory while the article is served, cached or made anew: {memory:.0f} MiB (aim: below 80)"),
        (start < 300, f"start to the first page: {start:.0f} ms (aim: below 300)"),
    ]


def document_verdicts(results: list[dict]) -> list[tuple[bool, str]]:
    long = max(page.median("p50") for result in results for page in result["pages"] if page.name == LONG)
    return [(long < 50, f"a document of 100 articles: read into its tree and shown in {long:.0f} ms (aim: below 50)")]


def verdicts(results: list[dict]) -> list[tuple[bool, str]]:
    """What was aimed for with articles or documents, and whether it was reached."""
    (first, last) = (results[0], results[-1])
    found = (article_verdicts if first["kind"] == "articles" else document_verdicts)(results)
    if len(results) > 1:
        pages = {page.name: page for page in last["pages"]}
        for before in first["pages"]:
            if before.vary and not before.alone:
                ratio = before.median("rate") / pages[before.name].median("rate")
                found.append((
                    ratio <= 1.3, f"{before.name}: {ratio:.2f} times the time with {last['count']:,} {last['kind']} "
                    f"as with {first['count']:,} (aim: at most 1.30)"))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="*", default=[1_000, 100_000], help="how many articles")
    parser.add_argument("--documents", type=int, nargs="*", default=[1_000, 100_000], help="how many legal documents")
    parser.add_argument("--cases", type=int, nargs="*", default=[1_000, 100_000], help="how many cases of feedback")
    parser.add_argument("--dossiers", type=int, nargs="*", default=[1_000, 100_000], help="how many dossiers")
    parser.add_argument("--uploads", type=int, default=20, help="how many people send 20 MB at once; 0 for none")
    parser.add_argument("--reports", type=int, nargs="*", default=[1_000, 100_000], help="how many records of a year")
    parser.add_argument("--rounds", type=int, default=5, help="how often each page is measured")
    parser.add_argument("--seconds", type=int, default=4, help="how long each time")
    parser.add_argument("--starts", type=int, default=5, help="how often the start is measured")
    parser.add_argument("--quick", action="store_true", help="one round of two seconds")
    options = parser.parse_args()
    if options.quick:
        options.rounds, options.seconds, options.starts = 1, 2, 3
    groups = [
        measure(kind, sorted(counts), options)
        for kind, counts in [("articles", options.articles), ("documents", options.documents)] if counts
    ]
    if groups:
        print(f"{os.cpu_count()} cores shared with wrk, {CONNECTIONS} connections, 2 threads, "
              f"median of {options.rounds} runs of {options.seconds} s")
    for results in groups:
        for result in results:
            show(result)
    yearly = [reports.measure(DINH, count) for count in sorted(options.reports)]
    found = [line for results in groups for line in verdicts(results)] + (reports.show(yearly) if yearly else [])
    print()
    for reached, sentence in found:
        print(f"{'reached    ' if reached else 'NOT REACHED'}  {sentence}")
    command = growth.command(debug=False)
    for subject, counts in [(cases.SUBJECT, options.cases), (dossiers.SUBJECT, options.dossiers)]:
        if counts:
            growth.compare(subject, command, counts, 3 * options.rounds)
    if options.uploads:
        uploads.measure(command, options.uploads, 20)


if __name__ == "__main__":
    main()
