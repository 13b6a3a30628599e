"""Fills a site with many dossiers, straight into its tables, and times what the office, citizens and the public ask for.

`python3 dossiers.py [--counts 1000 100000] [--debug]`: each page is asked for one after the other; what counts is how the
least time grows with the number of dossiers. Each is a copy of one of the sample commune's under a code and days of its own, in five
years; what is old has ended, what ended more than a year ago is archived. Personal data is sealed anew under each code.
"""

import datetime
import json
import re
import sqlite3
from collections import Counter
from pathlib import Path

import growth
from growth import SITE, Browser, Subject, dinh
from vault import Vault

DAYS = 5 * 365
# Of so many one is late and not ended, so that a page of those is full with few and with many.
LATE_ONES = 20
ENDED = ("returned", "refused", "withdrawn")
MOMENTS = ("received_at", "accepted_at", "due_at", "stage_due_at", "stopped_at", "finished_at", "closed_at", "created_at")
FORMAT = "%Y-%m-%d %H:%M:%S.%f"
VIETNAM = datetime.timedelta(hours=7)

FIGURES = """
CREATE TEMP TABLE figure AS
SELECT date(received_at, '+7 hours') AS day, procedure_id, 'received' AS kind FROM eservices_dossiers UNION ALL
SELECT date(accepted_at, '+7 hours'), procedure_id, 'accepted' FROM eservices_dossiers WHERE accepted_at IS NOT NULL UNION ALL
SELECT date(finished_at, '+7 hours'), procedure_id, CASE WHEN finished_at <= due_at THEN 'on-time' ELSE 'late' END
FROM eservices_dossiers WHERE finished_at IS NOT NULL AND outcome IS NOT 'withdrawn' UNION ALL
SELECT date(closed_at, '+7 hours'), procedure_id, coalesce(outcome, state) FROM eservices_dossiers
WHERE closed_at IS NOT NULL AND coalesce(outcome, state) IN ('refused', 'withdrawn', 'returned');
DELETE FROM eservices_figures;
INSERT INTO eservices_figures (day, procedure_id, kind, count) SELECT day, procedure_id, kind, count(*) FROM figure GROUP BY 1, 2, 3;
DELETE FROM eservices_month_figures;
INSERT INTO eservices_month_figures (month, procedure_id, kind, count)
SELECT substr(day, 1, 7), procedure_id, kind, sum(count) FROM eservices_figures GROUP BY 1, 2, 3;
DROP TABLE figure;
"""


def moved(moment: str | None, by: datetime.timedelta) -> str | None:
    return moment and (datetime.datetime.strptime(moment, FORMAT) - by).strftime(FORMAT)[:-3]


def words_of(code: str) -> list[str]:
    """The words by which the desk finds a code."""
    return [word for word in re.split(r"[^a-z0-9-]", code.lower()) if word]


def insert(connection: sqlite3.Connection, table: str, rows: list[dict]) -> None:
    names = list(rows[0]) if rows else []
    connection.executemany(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' for _ in names)})", [list(row.values()) for row in rows])


def of_dossiers(connection: sqlite3.Connection, table: str) -> dict[int, list[dict]]:
    found: dict[int, list[dict]] = {}
    for row in connection.execute(f"SELECT * FROM {table} ORDER BY rowid" if table != "eservices_words" else f"SELECT * FROM {table}"):
        found.setdefault(row["dossier_id"], []).append({name: row[name] for name in row.keys() if name != "id"})
    return found


def copies(connection: sqlite3.Connection, vault: Vault, count: int) -> None:
    originals = [dict(row) for row in connection.execute("SELECT * FROM eservices_dossiers ORDER BY id")]
    parts = {table: of_dossiers(connection, table) for table in ("eservices_events", "eservices_handovers", "eservices_words")}
    opened = {row["id"]: {name: row[name] and vault.open(row[name], f"{name}/{row['code']}") for name in ("applicant", "personal")}
              for row in originals}
    ended = [row for row in originals if row["state"] in ENDED]
    today = datetime.datetime.now(datetime.timezone.utc).strftime(FORMAT)
    late = [row for row in originals if not row["closed_at"] and not row["stopped_at"] and (row["due_at"] or today) < today]
    present, missing = len(originals), count - len(originals)
    unit = originals[0]["code"].rsplit("-", 2)[0]
    numbers: Counter[str] = Counter()
    batch: dict[str, list[dict]] = {"eservices_dossiers": [], **{table: [] for table in parts}}
    for number in range(1, missing + 1):
        age = datetime.timedelta(minutes=number * DAYS * 1440 / missing)
        is_late = number % LATE_ONES == 0
        choice = late if is_late else ended if age.days > 40 else originals
        original = choice[number % len(choice)]
        row = original | {name: moved(original[name], age) for name in MOMENTS}
        row["id"] = present + number
        day = (datetime.datetime.strptime(row["received_at"], FORMAT) + VIETNAM).strftime("%y%m%d")
        numbers[day] += 1
        row["code"] = f"{unit}-{day}-{5000 + numbers[day]}"
        for name, text in opened[original["id"]].items():
            row[name] = text and vault.seal(text, f"{name}/{row['code']}")
        if row["finished_at"] and number % 9 == 0:
            row["finished_at"] = row["closed_at"] = moved(row["finished_at"], datetime.timedelta(days=-9))
        if age.days > 400 and not is_late:
            row["state"], row["outcome"], row["archived_at"] = "archived", original["outcome"] or original["state"], row["closed_at"]
        row["last_event"] = None
        batch["eservices_dossiers"].append(row)
        words = dict(zip(words_of(original["code"]), words_of(row["code"])))
        for table, of in parts.items():
            for part in of.get(original["id"], []):
                part = part | {"dossier_id": row["id"]}
                for name in ("at", "due_at", "handed_at", "answered_at"):
                    if part.get(name):
                        part[name] = moved(part[name], age)
                if part.get("word") in words:
                    part["word"] = words[part["word"]]
                batch[table].append(part)
        if number % 2000 == 0 or number == missing:
            for table, rows in batch.items():
                insert(connection, table, rows)
                rows.clear()


def fill(command: Path, data: Path, count: int) -> list[tuple[str, int, str]]:
    """Makes the data with `count` dossiers; returns code, number and telephone of some of one applicant."""
    dinh(command, data, "content", "load", SITE)
    connection = sqlite3.connect(data / SITE / "site.sqlite", isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("BEGIN")
    vault = Vault(data / SITE, "e-services")
    copies(connection, vault, count)
    for statement in FIGURES.split(";\n"):
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    known = connection.execute("""
        SELECT code, id, applicant FROM eservices_dossiers WHERE phone_mark = (
            SELECT phone_mark FROM eservices_dossiers WHERE phone_mark <> '' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1)
        ORDER BY id LIMIT 15""").fetchall()
    connection.close()
    return [(code, number, json.loads(vault.open(applicant, f"applicant/{code}"))["phone"]) for code, number, applicant in known]


def measure(officer: Browser, visitor: Browser, known: list, count: int, repeats: int) -> dict[str, float]:
    (code, number, _), desk = known[0], "/quan-tri/e-services"
    year = code.rsplit("-", 1)[0][:-4]
    pages = {
        "catalogue": (visitor, "/dich-vu-cong?n={n}"), "tracking form": (visitor, "/dich-vu-cong/tra-cuu"),
        "figures of this year": (visitor, "/dich-vu-cong/so-lieu?n={n}"),
        "desk": (officer, desk), "desk, all": (officer, f"{desk}?loc=tat-ca"),
        "desk, page 5 of all": (officer, f"{desk}?loc=tat-ca&trang=5"),
        "desk, late": (officer, f"{desk}?loc=qua-han"), "desk, done": (officer, f"{desk}?loc=da-xong"),
        "desk, done, page 5": (officer, f"{desk}?loc=da-xong&trang=5"),
        "desk, field and done": (officer, f"{desk}?loc=da-xong&linh-vuc=ho-tich"),
        "desk by code": (officer, f"{desk}?q={code}"), "desk by beginning of code": (officer, f"{desk}?q={year}"),
        "desk by frequent words": (officer, f"{desk}?q=khai+sinh"), "desk by rare words": (officer, f"{desk}?q=khai+sinh+{code}"),
        "dossier": (officer, f"{desk}/ho-so/{number}"), "hand-over slips": (officer, f"{desk}/ban-giao"),
        "register of a month": (officer, f"{desk}/so-theo-doi?tu=2020-01-01&den=2020-01-31"),
        "statistics": (officer, f"{desk}/so-lieu"), "first page of the administration": (officer, "/quan-tri"),
    }
    times = growth.time_pages(pages, count, repeats)
    times["tracking by code and telephone"], place = growth.time_tracking(
        "/dich-vu-cong/tra-cuu", [{"code": code, "secret": phone} for code, _, phone in known])
    return times | growth.time_pages({"a citizen's own dossier": (visitor, place)}, count, repeats)


SUBJECT = Subject("dossiers", fill, measure)

if __name__ == "__main__":
    growth.main(SUBJECT, __doc__)
