"""Fills a site with many articles, straight into its tables; README.md in this folder says why.

Each new article is a copy of one of the sample commune's under a title, an address and a time of its own, with all rows
that the news module keeps for an article: tags, pictures, attachments, uses of files, workflow, revision.
"""

import sqlite3
from pathlib import Path

from copies import SITE, YEARS, core_parts, dinh

TYPE = "news.article"

# The articles to copy, in a fixed order, with the ids that their copies get.
PLAN = """
CREATE TEMP TABLE plan AS
WITH RECURSIVE
    sample AS (SELECT id, row_number() OVER (ORDER BY published_at, id) - 1 AS place FROM news_articles WHERE is_public),
    number (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM number WHERE value < :missing)
SELECT (SELECT max(id) FROM news_articles) + value AS id, sample.id AS original, value,
    strftime('%Y-%m-%d %H:%M:%f', (SELECT max(published_at) FROM news_articles),
             '-' || CAST(value * :seconds AS INTEGER) || ' seconds') AS moment
FROM number JOIN sample ON place = value % (SELECT count(*) FROM sample);
CREATE UNIQUE INDEX temp.plan_id ON plan (id);
"""

ARTICLES = """
INSERT INTO news_articles (id, slug, section, title, title_folded, lead, body, body_html, source, author, is_reference,
    is_featured, step, is_public, is_scheduled, was_public, published_at, changed_at, created_at, created_by, revision,
    writer_told)
SELECT plan.id, slug || '-' || value, section, title || ' (tin số ' || value || ')',
    title_folded || ' (tin so ' || value || ')', lead, body, body_html, source, author, is_reference, 0, step, is_public,
    is_scheduled, was_public, moment, moment, moment, created_by, revision, writer_told
FROM plan JOIN news_articles ON news_articles.id = original ORDER BY plan.id
"""

PARTS = [
    """INSERT INTO news_article_tags (article_id, tag, name, position, is_public, published_at)
       SELECT plan.id, tag, name, position, is_public, moment
       FROM plan JOIN news_article_tags ON article_id = original ORDER BY plan.id""",
    """INSERT INTO news_pictures (article_id, position, name, alt, caption, variants)
       SELECT plan.id, position, name, alt, caption, variants
       FROM plan JOIN news_pictures ON article_id = original ORDER BY plan.id""",
    """INSERT INTO news_attachments (article_id, position, hash, name, title, media_type, bytes)
       SELECT plan.id, position, hash, name, title, media_type, bytes
       FROM plan JOIN news_attachments ON article_id = original ORDER BY plan.id""",
    *core_parts(TYPE),
]

# Months are those of the calendar of Viet Nam.
COUNTS = """
DELETE FROM news_counts;
INSERT INTO news_counts (list, month, count)
SELECT list, CAST(strftime('%Y%m', published_at, '+7 hours') AS INTEGER) AS month, count(*) FROM (
    SELECT 'all' AS list, published_at FROM news_articles WHERE is_public
    UNION ALL SELECT 'section:' || section, published_at FROM news_articles WHERE is_public
    UNION ALL SELECT 'tag:' || tag, published_at FROM news_article_tags WHERE is_public
) GROUP BY list, month;
"""


def prepare(data: Path, count: int) -> dict[str, str]:
    """Makes a site's data with `count` public articles, and returns the path of one of them."""
    dinh("content", "load", SITE, "--data", str(data))
    connection = sqlite3.connect(data / SITE / "site.sqlite", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    present = connection.execute("SELECT count(*) FROM news_articles WHERE is_public").fetchone()[0]
    if count <= present:
        raise SystemExit(f"the sample commune has {present} articles already; ask for more")
    missing = count - present
    connection.execute("BEGIN")
    values = {"missing": missing, "seconds": YEARS * 365 * 86_400 / missing}
    create, index = [part for part in PLAN.split(";\n") if part.strip()]
    connection.execute(create, values)
    connection.execute(index)
    for statement in [ARTICLES, *PARTS, *COUNTS.split(";\n")]:
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = connection.execute(
        "SELECT '/tin-tuc/' || section || '/' || slug FROM news_articles "
        "WHERE section = 'kinh-te-xa-hoi' AND id > ? ORDER BY published_at DESC LIMIT 1", [present]).fetchone()[0]
    connection.close()
    dinh("search", "reindex", SITE, "--data", str(data))
    return {"article": path}
