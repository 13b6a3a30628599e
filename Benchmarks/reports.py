"""Fills a site with a year of records of all modules, straight into their tables, and makes the report on that year.

`python3 reports.py [--counts 1000 100000] [--debug]`: page, PDF, OpenDocument text, CSV and JSON of the yearly report, each
asked for a few times, and the most memory that the server took for it. Each record is a copy of one of the sample commune's
under a name and a day of its own.
"""

import argparse
import datetime
import sqlite3
import statistics
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from cases import FIGURES
from growth import PORT, ROOT, SITE, Browser, add_officer, dinh
from servers import Server

AIM_SECONDS, AIM_MEMORY = 5.0, 1.3
KINDS = {"page": "", "PDF": "pdf", "ODT": "odt", "CSV": "csv", "JSON": "json"}
TODAY = datetime.date.today()
FIRST = TODAY - datetime.timedelta(days=364)

# Out of a hundred records, how many are of a table, which rows may be copied, and what differs in each copy.
MOMENT = "strftime('%Y-%m-%d %H:%M:%f', day || ' 02:00:00')"
TABLES = {
    "news_articles": (35, "is_public", {
        "slug": "slug || '-' || value", "author": "author || ' ' || value % 40", "published_at": MOMENT, "changed_at": MOMENT}),
    "legal_documents": (15, "is_public", {
        "slug": "slug || '-' || value", "number": "value || '/' || number", "number_key": "value || number_key",
        "issued_on": "day", "effective_on": "day", "changed_at": MOMENT}),
    "feedback_cases": (20, "state IN ('answered', 'work', 'new')", {
        "code": "new_code()", "received_at": MOMENT, "changed_at": MOMENT}),
    "eservices_dossiers": (15, "TRUE", {
        "code": "code || '-' || value", "received_at": MOMENT, "accepted_at": MOMENT, "created_at": MOMENT}),
    "royalties_contributions": (10, "corrects IS NULL", {
        "record_type": "NULL", "record_id": "NULL", "done_on": "day", "created_at": MOMENT}),
    "ads_orders": (5, "TRUE", {"code": "code || '-' || value", "ordered_at": MOMENT}),
}

PLAN = """
CREATE TEMP TABLE plan AS
WITH RECURSIVE
    sample AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM {table} WHERE {condition}),
    number (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM number WHERE value < :count)
SELECT (SELECT max(id) FROM {table}) + value AS new, sample.id AS original, value,
    date(:first, '+' || CAST(value * 364 / :count AS INTEGER) || ' days') AS day
FROM number JOIN sample ON place = value % (SELECT count(*) FROM sample)
"""

# What the modules keep beside each record, for the copies that the plan names.
BESIDE = {
    "legal_documents": """
        INSERT INTO legal_document_fields (document_id, field, is_public, issued_on)
        SELECT new, field, is_public, day FROM plan JOIN legal_document_fields ON document_id = original""",
    "ads_orders": """
        INSERT INTO ads_payments (order_id, amount, paid_on, method, receipt, note, recorded_at, recorded_by)
        SELECT new, fee, day, 'transfer', 'PT-' || value, '', day || ' 02:00:00.000', 'Văn phòng'
        FROM plan JOIN ads_orders ON ads_orders.id = original WHERE fee > 0""",
    "eservices_dossiers": """
        INSERT INTO eservices_figures (day, procedure_id, kind, count)
        SELECT day, procedure_id, kind, count(*)
        FROM plan JOIN eservices_dossiers ON id = original JOIN (SELECT 'received' AS kind UNION SELECT 'on-time')
        GROUP BY 1, 2, 3 ON CONFLICT DO UPDATE SET count = count + excluded.count""",
}


def fill(command: Path, data: Path, count: int) -> None:
    """Makes the data with `count` records of the year that ends today, besides the sample commune's own."""
    dinh(command, data, "content", "load", SITE)
    add_officer(command, data)
    connection = sqlite3.connect(data / SITE / "site.sqlite", isolation_level=None)
    codes = iter(range(32**7, 32**8))
    connection.create_function("new_code", 0, lambda: "".join(
        "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[number >> shift & 31] for number in [next(codes)] for shift in range(0, 60, 5)))
    connection.execute("BEGIN")
    for table, (share, condition, changes) in TABLES.items():
        connection.execute(PLAN.format(table=table, condition=condition), {
            "count": count * share // 100, "first": FIRST.isoformat()})
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        values = ", ".join({"id": "new", **changes}.get(name, f"{table}.{name}") for name in columns)
        connection.execute(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} "
                           f"FROM plan JOIN {table} ON {table}.id = original")
        if table in BESIDE:
            connection.execute(BESIDE[table])
        connection.execute("DROP TABLE plan")
    for statement in FIGURES.split(";\n"):
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def peak_mib(server: Server) -> float:
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM:")).split()[1]) / 1024


def measure(command: Path, count: int, repeats: int = 5) -> dict:
    """Seconds for each kind of the report, the median of some, and the most memory of the server."""
    with tempfile.TemporaryDirectory(prefix="dinh-reports-") as place:
        data = Path(place) / "data"
        print(f"making {count:,} records of one year", file=sys.stderr)
        fill(command, data, count)
        server = Server([command, "serve", SITE, "--port", str(PORT), "--data", data], PORT, Path(place) / "log")
        try:
            server.wait("/healthz", "localhost")
            officer = Browser()
            officer.log_in()
            period = f"tu={FIRST.isoformat()}&den={TODAY.isoformat()}"
            seconds = {}
            for name, kind in KINDS.items():
                path = f"/quan-tri/bao-cao/tai-ve?{period}&dang={kind}" if kind else f"/quan-tri/bao-cao?{period}"
                request = urllib.request.Request(f"http://127.0.0.1:{PORT}{path}", headers={"Host": f"localhost:{PORT}"})
                runs = []
                for _ in range(repeats):
                    began = time.perf_counter()
                    with officer.opener.open(request, timeout=300) as answer:
                        body = answer.read()
                    runs.append(time.perf_counter() - began)
                    if not answer.url.endswith(path):
                        raise SystemExit(f"{path} leads to {answer.url}")
                if name == "JSON" and (b'"table":null' in body or b'"sections":[]' in body):
                    raise SystemExit("a section of the report could not be drawn up")
                seconds[name] = statistics.median(runs)
            return {"count": count, "seconds": seconds, "memory": peak_mib(server)}
        finally:
            server.stop()


def show(results: list[dict]) -> list[tuple[bool, str]]:
    """Prints the figures, and returns what was aimed for and whether it was reached."""
    print("\n| yearly report | " + " | ".join(f"{result['count']:,} records, s" for result in results) + " |")
    print("| --- |" + " ---: |" * len(results))
    for name in KINDS:
        print(f"| {name} | " + " | ".join(f"{result['seconds'][name]:.3f}" for result in results) + " |")
    print("| most memory, MiB | " + " | ".join(f"{result['memory']:.0f}" for result in results) + " |")
    slowest = max(results[-1]["seconds"].values())
    growth = results[-1]["memory"] / results[0]["memory"]
    return [
        (slowest < AIM_SECONDS, f"yearly report over {results[-1]['count']:,} records: {slowest:.2f} s at worst "
                                f"(aim: below {AIM_SECONDS:.0f})"),
        (growth <= AIM_MEMORY, f"memory for it: {growth:.2f} times that over {results[0]['count']:,} records "
                               f"(aim: at most {AIM_MEMORY:.2f})"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--debug", action="store_true", help="the debug build")
    options = parser.parse_args()
    command = ROOT / ".build" / ("debug" if options.debug else "release") / "dinh"
    verdicts = show([measure(command, count) for count in sorted(options.counts)])
    print()
    for reached, sentence in verdicts:
        print(f"{'reached    ' if reached else 'NOT REACHED'}  {sentence}")
    sys.exit(not all(reached for reached, _ in verdicts))


if __name__ == "__main__":
    main()
