"""Fills a site with many cases of feedback, straight into its tables, and times what officers and the public ask for.

`python3 cases.py [--counts 1000 100000] [--debug]`: each page is asked for one after the other; what counts is how the
least time grows with the number of cases. Each case is a copy of one of the sample commune's under a code and a time of its own.
"""

import secrets
import sqlite3
import urllib.parse
from pathlib import Path

import growth
from growth import SITE, Browser, Subject, dinh

DAYS = 5 * 365

PLAN = """
CREATE TEMP TABLE plan AS
WITH RECURSIVE
    sample AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM feedback_cases
               WHERE state IN ('answered', 'work', 'new')),
    number (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM number WHERE value < :missing)
SELECT (SELECT max(id) FROM feedback_cases) + value AS id, sample.id AS original, value,
    -CAST(value * :step AS INTEGER) AS minutes
FROM number JOIN sample ON place = value % (SELECT count(*) FROM sample);
"""
MOVED = {name: f"strftime('%Y-%m-%d %H:%M:%f', feedback_cases.{name}, minutes || ' minutes')"
         for name in ("received_at", "due_at", "answered_at", "published_at", "closed_at", "changed_at")}
FIGURES = """
DELETE FROM feedback_figures;
INSERT INTO feedback_figures (day, topic, kind, received, answered, on_time, minutes, satisfied, accepted, unsatisfied)
SELECT date(received_at, '+7 hours'), topic, kind, count(*), sum(state = 'answered'),
    sum(state = 'answered' AND answered_at <= due_at),
    CAST(sum(CASE WHEN state = 'answered' THEN (julianday(answered_at) - julianday(received_at)) * 1440 ELSE 0 END) AS INTEGER),
    sum(coalesce(rating = 3, 0)), sum(coalesce(rating = 2, 0)), sum(coalesce(rating = 1, 0))
FROM feedback_cases WHERE state NOT IN ('spam', 'merged') GROUP BY 1, 2, 3;
DELETE FROM feedback_month_figures;
INSERT INTO feedback_month_figures (month, topic, kind, received, answered, on_time, minutes, satisfied, accepted, unsatisfied)
SELECT substr(day, 1, 7), topic, kind, sum(received), sum(answered), sum(on_time), sum(minutes), sum(satisfied), sum(accepted),
    sum(unsatisfied) FROM feedback_figures GROUP BY 1, 2, 3;
DELETE FROM feedback_public_counts;
INSERT INTO feedback_public_counts (topic, outcome, year, count)
SELECT topic, outcome, CAST(strftime('%Y', answered_at, '+7 hours') AS INTEGER), count(*)
FROM feedback_cases WHERE is_public = 1 GROUP BY 1, 2, 3;
"""


def new_code() -> str:
    """Eleven characters at random, and the twelfth that tells of slips, as the module makes them."""
    digits = [secrets.randbelow(32) for _ in range(11)]
    check = 0
    for digit in digits:
        check = (check ^ digit) << 1
        check ^= 0b100101 if check & 32 else 0
    return "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[digit] for digit in digits + [check])


def fill(command: Path, data: Path, count: int) -> dict:
    """Makes the data with `count` cases; returns a published one, and codes with the telephone of whoever sent them."""
    dinh(command, data, "content", "load", SITE)
    connection = sqlite3.connect(data / SITE / "site.sqlite", isolation_level=None)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(feedback_cases)")]
    present = connection.execute("SELECT count(*) FROM feedback_cases").fetchone()[0]
    missing = count - present
    connection.create_function("new_code", 0, new_code)
    connection.execute("BEGIN")
    connection.execute(PLAN, {"missing": missing, "step": DAYS * 1440 / missing})
    values = {"id": "plan.id", "code": "new_code()", "title": "feedback_cases.title || ' (số ' || value || ')'",
              "public_title": "CASE WHEN feedback_cases.public_title = '' THEN '' ELSE "
                              "feedback_cases.public_title || ' (số ' || value || ')' END", **MOVED}
    chosen = ", ".join(values.get(name, f"feedback_cases.{name}") for name in columns)
    connection.execute(f"INSERT INTO feedback_cases ({', '.join(columns)}) SELECT {chosen} "
                       "FROM plan JOIN feedback_cases ON feedback_cases.id = original")
    connection.execute("INSERT INTO feedback_words (word, case_id) SELECT word, plan.id FROM plan "
                       "JOIN feedback_words ON case_id = original")
    connection.execute("INSERT OR IGNORE INTO feedback_words (word, case_id) SELECT CAST(value AS TEXT), id FROM plan")
    connection.execute("INSERT INTO feedback_events (case_id, kind, at, actor, text) SELECT plan.id, kind, at, actor, text "
                       "FROM plan JOIN feedback_events ON case_id = original")
    for statement in FIGURES.split(";\n"):
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    case = connection.execute("SELECT id FROM feedback_cases WHERE is_public ORDER BY answered_at DESC LIMIT 1 OFFSET 3").fetchone()[0]
    known = connection.execute(
        "SELECT code, phone FROM feedback_cases WHERE phone <> '' AND erased_at IS NULL ORDER BY id DESC LIMIT 15").fetchall()
    connection.close()
    dinh(command, data, "search", "reindex", SITE)
    return {"case": case, "known": known}


def measure(officer: Browser, visitor: Browser, made: dict, count: int, repeats: int) -> dict[str, float]:
    (code, phone), case = made["known"][0], made["case"]
    pages = {
        "list": (visitor, "/phan-anh?n={n}"), "list, page 5": (visitor, "/phan-anh?trang=5&n={n}"),
        "list of a topic": (visitor, "/phan-anh?linh-vuc=giao-thong&n={n}"),
        "published case": (visitor, f"/phan-anh/{case}-x?n={{n}}"),
        "search": (visitor, "/phan-anh?q=den+duong&n={n}"), "figures": (visitor, "/phan-anh/so-lieu?nam=2026&n={n}"),
        "tracking form": (visitor, "/phan-anh/tra-cuu"),
        "inbox": (officer, "/quan-tri/feedback"), "inbox, overdue": (officer, "/quan-tri/feedback?loc=qua-han"),
        "inbox, page 5 of all": (officer, "/quan-tri/feedback?loc=tat-ca&trang=5"),
        "inbox by code": (officer, f"/quan-tri/feedback?q={code}"),
        "inbox by telephone": (officer, "/quan-tri/feedback?q=" + urllib.parse.quote(phone)),
        "inbox by words": (officer, "/quan-tri/feedback?q=den+duong+512"),
        "case": (officer, f"/quan-tri/feedback/{case}"), "statistics": (officer, "/quan-tri/feedback/thong-ke"),
    }
    times = growth.time_pages(pages, count, repeats)
    times["tracking by code and telephone"], place = growth.time_tracking(
        "/phan-anh/tra-cuu", [{"code": code, "contact": phone} for code, phone in made["known"]])
    return times | growth.time_pages({"a sender's own case": (visitor, place)}, count, repeats)


SUBJECT = Subject("cases", fill, measure)

if __name__ == "__main__":
    growth.main(SUBJECT, __doc__)
