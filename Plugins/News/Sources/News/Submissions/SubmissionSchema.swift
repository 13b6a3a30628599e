import PortalKit

/// The tables of submissions. Their rows are never deleted; personal data in them is masked.
enum SubmissionSchema {
    static let submissions = Migration(
        id: "submissions",
        sql: """
            CREATE TABLE news_submissions (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                code TEXT NOT NULL UNIQUE,
                state TEXT NOT NULL CHECK (state IN ('new', 'work', 'used', 'declined', 'spam')),
                state_before TEXT,
                channel TEXT NOT NULL,
                received_at TEXT NOT NULL,
                due_at TEXT NOT NULL,
                is_body INTEGER NOT NULL CHECK (is_body IN (0, 1)),
                name TEXT NOT NULL,
                body TEXT NOT NULL,
                mail TEXT NOT NULL,
                phone TEXT NOT NULL,
                address TEXT NOT NULL,
                sender_key TEXT NOT NULL,
                sender_folded TEXT NOT NULL,
                title TEXT NOT NULL,
                title_folded TEXT NOT NULL,
                message TEXT NOT NULL,
                pen_name TEXT NOT NULL,
                has_declared INTEGER NOT NULL,
                consented_at TEXT,
                account INTEGER,
                assignee INTEGER,
                assignee_name TEXT NOT NULL DEFAULT '',
                article_id INTEGER REFERENCES news_articles (id) ON DELETE SET NULL,
                publication_told INTEGER NOT NULL DEFAULT 0,
                answered_at TEXT,
                answer TEXT NOT NULL DEFAULT '',
                closed_at TEXT,
                erased_at TEXT,
                created_at TEXT NOT NULL
            ) STRICT;
            CREATE INDEX news_submissions_received ON news_submissions (received_at, id);
            CREATE INDEX news_submissions_state ON news_submissions (state, received_at, id);
            CREATE INDEX news_submissions_due ON news_submissions (due_at) WHERE state IN ('new', 'work');
            CREATE INDEX news_submissions_account ON news_submissions (account, id) WHERE account IS NOT NULL;
            CREATE INDEX news_submissions_article ON news_submissions (article_id) WHERE article_id IS NOT NULL;
            CREATE INDEX news_submissions_closed ON news_submissions (closed_at) WHERE erased_at IS NULL;
            CREATE TABLE news_submission_files (
                submission_id INTEGER NOT NULL REFERENCES news_submissions (id),
                position INTEGER NOT NULL,
                hash TEXT NOT NULL,
                name TEXT NOT NULL,
                media_type TEXT NOT NULL,
                bytes INTEGER NOT NULL,
                PRIMARY KEY (submission_id, position)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE news_submission_events (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                submission_id INTEGER NOT NULL REFERENCES news_submissions (id),
                kind TEXT NOT NULL,
                at TEXT NOT NULL,
                actor TEXT NOT NULL,
                text TEXT NOT NULL
            ) STRICT;
            CREATE INDEX news_submission_events_submission ON news_submission_events (submission_id, id);
            CREATE TABLE news_submission_requests (
                token_hash TEXT PRIMARY KEY,
                submission_id INTEGER NOT NULL REFERENCES news_submissions (id),
                question TEXT NOT NULL,
                expires_at TEXT NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX news_submission_requests_submission ON news_submission_requests (submission_id);
            """)

    /// What is held of one person is found by telephone and mail.
    static let senders = Migration(
        id: "submission-senders",
        sql: """
            CREATE INDEX news_submissions_phone ON news_submissions (\(PersonalDataSubject.phoneKeySQL))
                WHERE phone <> '';
            CREATE INDEX news_submissions_mail ON news_submissions (lower(mail)) WHERE mail <> '';
            """)
}
