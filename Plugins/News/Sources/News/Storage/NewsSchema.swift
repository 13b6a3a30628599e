import PortalKit

/// The module's tables.
enum NewsSchema {
    /// Every list of the public is a range of one of the partial indexes `…_public_…`.
    static let articles = Migration(
        id: "articles",
        sql: """
            CREATE TABLE news_articles (
                id INTEGER PRIMARY KEY,
                slug TEXT NOT NULL UNIQUE,
                section TEXT NOT NULL,
                title TEXT NOT NULL,
                title_folded TEXT NOT NULL,
                lead TEXT NOT NULL,
                body TEXT NOT NULL,
                body_html TEXT NOT NULL,
                source TEXT NOT NULL,
                author TEXT NOT NULL,
                is_reference INTEGER NOT NULL CHECK (is_reference IN (0, 1)),
                is_featured INTEGER NOT NULL CHECK (is_featured IN (0, 1)),
                step TEXT NOT NULL,
                is_public INTEGER NOT NULL DEFAULT 0 CHECK (is_public IN (0, 1)),
                is_scheduled INTEGER NOT NULL DEFAULT 0 CHECK (is_scheduled IN (0, 1)),
                was_public INTEGER NOT NULL DEFAULT 0 CHECK (was_public IN (0, 1)),
                published_at TEXT,
                changed_at TEXT NOT NULL,
                created_at TEXT NOT NULL,
                created_by INTEGER,
                revision INTEGER NOT NULL DEFAULT 0,
                writer_told INTEGER NOT NULL DEFAULT 0,
                CHECK (published_at IS NOT NULL OR (is_public = 0 AND is_scheduled = 0))
            ) STRICT;
            CREATE INDEX news_articles_public ON news_articles (published_at DESC, id DESC) WHERE is_public = 1;
            CREATE INDEX news_articles_public_section ON news_articles (section, published_at DESC, id DESC)
                WHERE is_public = 1;
            CREATE INDEX news_articles_public_featured ON news_articles (published_at DESC, id DESC)
                WHERE is_public = 1 AND is_featured = 1;
            CREATE INDEX news_articles_scheduled ON news_articles (published_at) WHERE is_scheduled = 1;
            CREATE INDEX news_articles_changed ON news_articles (changed_at, id);
            CREATE INDEX news_articles_published ON news_articles (published_at, id);
            CREATE INDEX news_articles_title ON news_articles (title_folded, id);
            CREATE INDEX news_articles_step ON news_articles (step, changed_at, id);
            CREATE INDEX news_articles_section ON news_articles (section, changed_at, id);
            """)

    /// Position 0 is the picture that stands for the article; the others are its gallery. `variants` is JSON.
    static let files = Migration(
        id: "files",
        sql: """
            CREATE TABLE news_pictures (
                article_id INTEGER NOT NULL REFERENCES news_articles (id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                name TEXT NOT NULL,
                alt TEXT NOT NULL,
                caption TEXT NOT NULL,
                variants TEXT NOT NULL CHECK (json_valid(variants)),
                PRIMARY KEY (article_id, position)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE news_attachments (
                article_id INTEGER NOT NULL REFERENCES news_articles (id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                hash TEXT NOT NULL,
                name TEXT NOT NULL,
                title TEXT NOT NULL,
                media_type TEXT NOT NULL,
                bytes INTEGER NOT NULL,
                PRIMARY KEY (article_id, position)
            ) STRICT, WITHOUT ROWID;
            """)

    /// `is_public` and `published_at` repeat the article's, so that a tag's list is a range of one index.
    static let tags = Migration(
        id: "tags",
        sql: """
            CREATE TABLE news_article_tags (
                article_id INTEGER NOT NULL REFERENCES news_articles (id) ON DELETE CASCADE,
                tag TEXT NOT NULL,
                name TEXT NOT NULL,
                position INTEGER NOT NULL,
                is_public INTEGER NOT NULL DEFAULT 0,
                published_at TEXT,
                PRIMARY KEY (article_id, tag)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX news_article_tags_public ON news_article_tags (tag, published_at DESC, article_id DESC)
                WHERE is_public = 1;
            """)

    /// How many public articles each list has in each month (`202611`), kept with each change, so that no page counts
    /// rows.
    static let counts = Migration(
        id: "counts",
        sql: """
            CREATE TABLE news_counts (
                list TEXT NOT NULL,
                month INTEGER NOT NULL,
                count INTEGER NOT NULL CHECK (count > 0),
                PRIMARY KEY (list, month)
            ) STRICT, WITHOUT ROWID;
            """)

    /// Which content file an article came from, with what was in it; `revision` is the one that the file made.
    static let contentFiles = Migration(
        id: "content-files",
        sql: """
            CREATE TABLE news_content_files (
                path TEXT PRIMARY KEY,
                checksum TEXT NOT NULL,
                article_id INTEGER NOT NULL UNIQUE REFERENCES news_articles (id) ON DELETE CASCADE,
                revision INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            """)

    /// What somebody sent with a form that was refused, until the form comes back: for a day at most.
    static let uploads = Migration(
        id: "uploads",
        sql: """
            CREATE TABLE news_uploads (
                person INTEGER NOT NULL,
                hash TEXT NOT NULL,
                uploaded_at TEXT NOT NULL,
                PRIMARY KEY (person, hash)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX news_uploads_uploaded ON news_uploads (uploaded_at);
            """)

    /// When an article leaves the public by itself.
    static let expiry = Migration(
        id: "expiry",
        sql: """
            ALTER TABLE news_articles ADD COLUMN expires_at TEXT;
            CREATE INDEX news_articles_expiring ON news_articles (expires_at)
                WHERE is_public = 1 AND expires_at IS NOT NULL;
            """)

    /// Where a picture stands in the library; nothing for one that is the article's own.
    static let libraryPictures = Migration(
        id: "library-pictures", sql: "ALTER TABLE news_pictures ADD COLUMN address TEXT")

    /// The periodic report counts by author; without the index it would read the text of each article.
    static let authors = Migration(
        id: "authors",
        sql: "CREATE INDEX news_articles_public_author ON news_articles (author, published_at) WHERE is_public = 1")

    static let all = [
        articles, files, tags, counts, contentFiles, uploads, SubmissionSchema.submissions, expiry, libraryPictures,
        authors, SubmissionSchema.senders,
    ]
}
