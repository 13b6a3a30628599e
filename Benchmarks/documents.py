"""Fills a site with many legal documents of 20 articles each; README.md in this folder says why.

The documents to copy are written here, from the words of the sample commune's own documents, and brought in by the
module as content files: their text is read, published and indexed as any other. Each copy has a number, a summary, an
address and days of its own, in its record and in its text.
"""

import os
import random
import shutil
import sqlite3
from pathlib import Path

from copies import SITE, YEARS, core_parts, dinh
from servers import ROOT

TYPE = "legal-documents.document"
PATTERNS = 50
ARTICLES = 20
LONG_ARTICLES = 100
# Before the first copy, so that no copy gets the number of an original.
YEAR = 2012
LONG_NUMBER = f"7000/{YEAR}/QĐ-UBND"
FIELDS = ["van-hoa", "moi-truong", "dat-dai", "giao-duc", "y-te", "hanh-chinh"]
DAY = f"ngày 05 tháng 3 năm {YEAR}"
EFFECT = f"ngày 20 tháng 3 năm {YEAR}"


def number(pattern: int) -> str:
    return f"{9000 + pattern}/{YEAR}/QĐ-UBND"


def sentences() -> list[str]:
    """What the sample commune's documents say in their articles, clauses and points."""
    found = set()
    for file in sorted((ROOT / "sites" / SITE / "content/legal-documents").glob("*.txt")):
        for line in file.read_text().splitlines():
            words = line.split(" ", 1)[-1].rstrip(".;/")
            if 40 <= len(words) <= 160 and words[0].isupper() and not words.isupper() and "ngày" not in words:
                found.add(words)
    return sorted(found)


def text(draw: random.Random, number: str, articles: int, known: list[str]) -> str:
    """A decision with what is issued with it: chapters, articles, clauses, points."""
    subject = draw.choice(known)
    subject = subject[0].lower() + subject[1:]
    lines = [
        "---", f"number: {number}", f"fields: [{draw.choice(FIELDS)}]", "---",
        "ỦY BAN NHÂN DÂN", "XÃ ĐỒNG VIỆT", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        f"Số: {number}", f"Đồng Việt, {DAY}", "QUYẾT ĐỊNH", f"Ban hành Quy định về việc {subject}",
        "ỦY BAN NHÂN DÂN XÃ ĐỒNG VIỆT",
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;", "QUYẾT ĐỊNH:",
        "Điều 1. Ban hành kèm theo Quyết định này Quy định nói trên.",
        f"Điều 2. Quyết định này có hiệu lực thi hành kể từ {EFFECT}.",
        "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "(Đã ký)", "Trần Quang Hòa", "QUY ĐỊNH", f"VỀ VIỆC {subject.upper()}",
        f"(Ban hành kèm theo Quyết định số {number} {DAY} của Ủy ban nhân dân xã Đồng Việt)",
    ]
    for article in range(1, articles - 1):
        if article % 6 == 1:
            lines += [f"Chương {['I', 'II', 'III', 'IV', 'V'][article // 6 % 5]}", "QUY ĐỊNH CỤ THỂ"]
        lines.append(f"Điều {article}. {draw.choice(known)[:60].rsplit(' ', 1)[0]}")
        for clause in range(1, draw.randint(2, 4)):
            lines.append(f"{clause}. {draw.choice(known)}.")
        lines += [f"{letter}) {draw.choice(known)};" for letter in "abc"[: draw.randint(0, 3)]]
    return "\n".join(lines) + "\n"


def sample_site(folder: Path) -> Path:
    """The sample commune with the documents to copy, and one that is long."""
    site = folder / SITE
    source = ROOT / "sites" / SITE
    site.mkdir()
    for part in source.iterdir():
        if part.name not in ("content", "data"):
            os.symlink(part, site / part.name)
    # Copied, not linked: what leads out of the content folder is not read.
    shutil.copytree(source / "content", site / "content")
    (draw, known) = (random.Random(2026), sentences())
    documents = site / "content/legal-documents"
    for pattern in range(PATTERNS):
        (documents / f"bench-{pattern:02}.txt").write_text(text(draw, number(pattern), ARTICLES, known))
    (documents / "bench-long.txt").write_text(text(draw, LONG_NUMBER, LONG_ARTICLES, known))
    return site


# The documents to copy, in a fixed order, with the ids and the days that their copies get.
PLAN = [
    """CREATE TEMP TABLE plan AS
    WITH RECURSIVE
        sample AS (
            SELECT id, number, row_number() OVER (ORDER BY number) - 1 AS place FROM legal_documents
            WHERE CAST(number AS INTEGER) >= 9000
        ),
        counted (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM counted WHERE value < :missing),
        dated AS (
            SELECT value, date('2026-11-01', '-' || CAST(value * :days AS INTEGER) || ' days') AS issued FROM counted)
    SELECT (SELECT max(id) FROM legal_documents) + value AS id, sample.id AS original, value,
        number AS old_number, value || '/' || substr(issued, 1, 4) || '/QĐ-UBND' AS new_number, issued,
        issued || ' 08:00:00.000' AS moment, date(issued, '+15 days') AS effective,
        strftime('ngày %d tháng ', issued) || CAST(strftime('%m', issued) AS INTEGER) || strftime(' năm %Y', issued)
            AS day
    FROM dated JOIN sample ON place = value % (SELECT count(*) FROM sample)""",
    "CREATE UNIQUE INDEX temp.plan_id ON plan (id)",
]

COPIES = [
    f"""INSERT INTO legal_documents (id, slug, number, number_key, type, type_key, summary, search_key, issuing_body,
        body_key, signer, signer_office, issued_on, effective_on, expired_on, ended_on, is_direction, note, files, lines,
        step, is_public, was_public, revision, created_at, created_by, changed_at)
    SELECT plan.id, 'quyet-dinh-' || lower(replace(replace(new_number, 'Đ', 'd'), '/', '-')), new_number,
        lower(replace(new_number, 'Đ', 'd')), type, type_key, summary || ' (lần ' || value || ')',
        lower(replace(new_number, 'Đ', 'd')) || substr(search_key, length(number) + 1) || ' (lan ' || value || ')',
        issuing_body, body_key, signer, signer_office, issued, effective, '', '', is_direction, note, files,
        replace(replace(lines, old_number, new_number), '{DAY}', day), step, is_public, was_public, revision, moment,
        created_by, moment
    FROM plan JOIN legal_documents ON legal_documents.id = original ORDER BY plan.id""",
    """INSERT INTO legal_document_fields (document_id, field, is_public, issued_on)
    SELECT plan.id, field, is_public, issued FROM plan JOIN legal_document_fields ON document_id = original
    ORDER BY plan.id""",
    # Every third document amends an earlier one; of the others every fifth names one.
    """INSERT INTO legal_relations (document_id, position, kind, number, number_key, issued_on, target_id)
    SELECT plan.id, 0, iif(plan.value % 3 = 0, 'amends', 'relates'), other.new_number,
        lower(replace(other.new_number, 'Đ', 'd')), other.issued, other.id
    FROM plan JOIN plan AS other ON other.id = plan.id + 7 WHERE plan.value % 3 = 0 OR plan.value % 5 = 0
    ORDER BY plan.id""",
    *core_parts(TYPE),
    "DELETE FROM legal_counts",
    """INSERT INTO legal_counts (facet, value, title, count)
    SELECT 'all', 'all', '', count(*) FROM legal_documents WHERE is_public
    UNION ALL SELECT 'kind', is_direction, '', count(*) FROM legal_documents WHERE is_public GROUP BY is_direction
    UNION ALL SELECT 'type', type_key, type, count(*) FROM legal_documents WHERE is_public GROUP BY type_key
    UNION ALL SELECT 'body', body_key, issuing_body, count(*) FROM legal_documents WHERE is_public GROUP BY body_key
    UNION ALL SELECT 'year', substr(issued_on, 1, 4), substr(issued_on, 1, 4), count(*) FROM legal_documents
        WHERE is_public GROUP BY substr(issued_on, 1, 4)
    UNION ALL SELECT 'field', field, '', count(*) FROM legal_document_fields WHERE is_public GROUP BY field""",
]


def prepare(data: Path, count: int) -> dict[str, str]:
    """Makes a site's data with `count` public documents, and returns what is measured."""
    dinh("content", "load", str(sample_site(data.parent)), "--data", str(data))
    connection = sqlite3.connect(data / SITE / "site.sqlite", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    present = connection.execute("SELECT count(*) FROM legal_documents WHERE is_public").fetchone()[0]
    if count <= present:
        raise SystemExit(f"there are {present} documents already; ask for more")
    missing = count - present
    connection.execute("BEGIN")
    connection.execute(PLAN[0], {"missing": missing, "days": YEARS * 365 / missing})
    for statement in [*PLAN[1:], *COPIES]:
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    slug = connection.execute(
        "SELECT slug FROM legal_documents WHERE id > (SELECT max(id) FROM legal_documents) - 100 "
        "ORDER BY id LIMIT 1").fetchone()[0]
    long = connection.execute("SELECT slug FROM legal_documents WHERE number = ?", [LONG_NUMBER]).fetchone()[0]
    connection.close()
    dinh("search", "reindex", SITE, "--data", str(data))
    return {"document": f"/van-ban/{slug}", "long": f"/van-ban/{long}"}
