import PortalKit

/// The module's tables.
enum ConsultationSchema {
    /// `starts_at` and `ends_at` are the period as moments, `ends_at` the midnight that ends its last day; both NULL while
    /// no day is entered. `result_at` is when the report was published or the document issued, whichever came first.
    static let drafts = Migration(
        id: "drafts",
        sql: """
            CREATE TABLE consultation_drafts (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                slug TEXT NOT NULL UNIQUE,
                title TEXT NOT NULL,
                search_key TEXT NOT NULL,
                type TEXT NOT NULL,
                body TEXT NOT NULL,
                body_id INTEGER,
                content TEXT NOT NULL CHECK (json_valid(content)),
                starts_at TEXT,
                ends_at TEXT,
                step TEXT NOT NULL,
                is_public INTEGER NOT NULL DEFAULT 0 CHECK (is_public IN (0, 1)),
                was_public INTEGER NOT NULL DEFAULT 0 CHECK (was_public IN (0, 1)),
                revision INTEGER NOT NULL DEFAULT 0,
                version INTEGER NOT NULL DEFAULT 1,
                taken_up_at TEXT,
                reported_at TEXT,
                issued_number TEXT NOT NULL DEFAULT '',
                issued_key TEXT NOT NULL DEFAULT '',
                issued_on TEXT NOT NULL DEFAULT '',
                result_at TEXT,
                comment_count INTEGER NOT NULL DEFAULT 0,
                published_at TEXT,
                created_at TEXT NOT NULL,
                created_by INTEGER,
                changed_at TEXT NOT NULL
            ) STRICT;
            CREATE INDEX consultation_drafts_changed ON consultation_drafts (changed_at, id);
            CREATE INDEX consultation_drafts_step ON consultation_drafts (step, changed_at, id);
            CREATE INDEX consultation_drafts_body ON consultation_drafts (body_id, changed_at, id);
            CREATE INDEX consultation_drafts_public ON consultation_drafts (ends_at DESC, id DESC) WHERE is_public = 1;
            CREATE INDEX consultation_drafts_starts ON consultation_drafts (starts_at) WHERE is_public = 1;
            CREATE INDEX consultation_drafts_result ON consultation_drafts (result_at) WHERE is_public = 1;
            CREATE INDEX consultation_drafts_published ON consultation_drafts (published_at DESC, id DESC)
                WHERE is_public = 1;
            CREATE INDEX consultation_drafts_issued ON consultation_drafts (issued_key) WHERE issued_key <> '';
            CREATE TABLE consultation_versions (
                draft_id INTEGER NOT NULL REFERENCES consultation_drafts (id) ON DELETE CASCADE,
                number INTEGER NOT NULL,
                lines TEXT NOT NULL CHECK (json_valid(lines)),
                note TEXT NOT NULL,
                made_at TEXT NOT NULL,
                PRIMARY KEY (draft_id, number)
            ) STRICT, WITHOUT ROWID;
            """)

    /// `place_order` sorts comments as their places stand in the text. Rows are never deleted while they count;
    /// personal data in them is masked.
    static let comments = Migration(
        id: "comments",
        sql: """
            CREATE TABLE consultation_groups (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                draft_id INTEGER NOT NULL REFERENCES consultation_drafts (id) ON DELETE CASCADE,
                title TEXT NOT NULL,
                UNIQUE (draft_id, title)
            ) STRICT;
            CREATE TABLE consultation_comments (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                code TEXT NOT NULL UNIQUE,
                draft_id INTEGER NOT NULL REFERENCES consultation_drafts (id),
                version INTEGER NOT NULL,
                anchor TEXT NOT NULL,
                question INTEGER NOT NULL,
                place TEXT NOT NULL,
                article TEXT NOT NULL,
                article_place TEXT NOT NULL,
                place_order INTEGER NOT NULL,
                text TEXT NOT NULL,
                search_key TEXT NOT NULL,
                sender TEXT NOT NULL CHECK (sender IN ('person', 'body')),
                channel TEXT NOT NULL,
                state TEXT NOT NULL
                    CHECK (state IN ('unconfirmed', 'waiting', 'published', 'hidden', 'withdrawn', 'spam')),
                name TEXT NOT NULL,
                body TEXT NOT NULL,
                mail TEXT NOT NULL,
                phone TEXT NOT NULL,
                files TEXT NOT NULL CHECK (json_valid(files)),
                received_at TEXT NOT NULL,
                confirmed_at TEXT,
                consented_at TEXT,
                group_id INTEGER REFERENCES consultation_groups (id) ON DELETE SET NULL,
                duplicate_of INTEGER REFERENCES consultation_comments (id) ON DELETE SET NULL,
                treatment TEXT NOT NULL DEFAULT '',
                reason TEXT NOT NULL DEFAULT '',
                treated_at TEXT,
                treated_by TEXT NOT NULL DEFAULT '',
                result_told INTEGER NOT NULL DEFAULT 0,
                hidden_reason TEXT NOT NULL DEFAULT '',
                erased_at TEXT
            ) STRICT;
            CREATE INDEX consultation_comments_public
                ON consultation_comments (draft_id, version, place_order, id) WHERE state = 'published';
            CREATE INDEX consultation_comments_draft ON consultation_comments (draft_id, place_order, id);
            CREATE INDEX consultation_comments_received ON consultation_comments (draft_id, received_at DESC, id DESC);
            CREATE INDEX consultation_comments_all ON consultation_comments (received_at DESC, id DESC);
            CREATE INDEX consultation_comments_state ON consultation_comments (state, received_at, id);
            CREATE INDEX consultation_comments_group ON consultation_comments (group_id) WHERE group_id IS NOT NULL;
            CREATE INDEX consultation_comments_duplicate ON consultation_comments (duplicate_of)
                WHERE duplicate_of IS NOT NULL;
            CREATE INDEX consultation_comments_personal ON consultation_comments (draft_id) WHERE erased_at IS NULL;
            CREATE TABLE consultation_tags (
                comment_id INTEGER NOT NULL REFERENCES consultation_comments (id) ON DELETE CASCADE,
                draft_id INTEGER NOT NULL REFERENCES consultation_drafts (id),
                tag TEXT NOT NULL,
                PRIMARY KEY (comment_id, tag)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX consultation_tags_draft ON consultation_tags (draft_id, tag, comment_id);
            CREATE TABLE consultation_comment_events (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                comment_id INTEGER NOT NULL REFERENCES consultation_comments (id) ON DELETE CASCADE,
                kind TEXT NOT NULL,
                at TEXT NOT NULL,
                actor TEXT NOT NULL,
                text TEXT NOT NULL
            ) STRICT;
            CREATE INDEX consultation_comment_events_comment ON consultation_comment_events (comment_id, id);
            """)

    /// Followers, and one-time links; of a link only its hash is kept.
    static let following = Migration(
        id: "following",
        sql: """
            CREATE TABLE consultation_followers (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                draft_id INTEGER NOT NULL REFERENCES consultation_drafts (id) ON DELETE CASCADE,
                mail TEXT NOT NULL,
                created_at TEXT NOT NULL,
                confirmed_at TEXT,
                told_open INTEGER NOT NULL DEFAULT 0,
                told_closing INTEGER NOT NULL DEFAULT 0,
                told_result INTEGER NOT NULL DEFAULT 0,
                UNIQUE (draft_id, mail)
            ) STRICT;
            CREATE INDEX consultation_followers_unconfirmed ON consultation_followers (created_at)
                WHERE confirmed_at IS NULL;
            CREATE TABLE consultation_links (
                token_hash TEXT PRIMARY KEY,
                purpose TEXT NOT NULL CHECK (purpose IN ('confirm', 'own', 'follow', 'unfollow')),
                comment_id INTEGER REFERENCES consultation_comments (id) ON DELETE CASCADE,
                follower_id INTEGER REFERENCES consultation_followers (id) ON DELETE CASCADE,
                code_hash TEXT NOT NULL DEFAULT '',
                attempts INTEGER NOT NULL DEFAULT 0,
                expires_at TEXT NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX consultation_links_comment ON consultation_links (comment_id) WHERE comment_id IS NOT NULL;
            CREATE INDEX consultation_links_follower ON consultation_links (follower_id) WHERE follower_id IS NOT NULL;
            CREATE INDEX consultation_links_expires ON consultation_links (expires_at);
            """)

    /// The report on how comments were taken up: its words while it is written, and as it was published.
    static let reports = Migration(
        id: "reports",
        sql: """
            CREATE TABLE consultation_reports (
                draft_id INTEGER PRIMARY KEY REFERENCES consultation_drafts (id) ON DELETE CASCADE,
                content TEXT NOT NULL CHECK (json_valid(content)),
                document TEXT NOT NULL DEFAULT '',
                files TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(files)),
                changed_at TEXT NOT NULL
            ) STRICT;
            """)

    /// Which content file a draft came from, with what was in it.
    static let contentFiles = Migration(
        id: "content-files",
        sql: """
            CREATE TABLE consultation_content_files (
                path TEXT PRIMARY KEY,
                checksum TEXT NOT NULL,
                draft_id INTEGER NOT NULL UNIQUE REFERENCES consultation_drafts (id) ON DELETE CASCADE,
                revision INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            """)

    /// What is held of one person is found by telephone and mail.
    static let personalData = Migration(
        id: "personal-data",
        sql: """
            CREATE INDEX consultation_comments_phone ON consultation_comments (\(PersonalDataSubject.phoneKeySQL))
                WHERE phone <> '';
            CREATE INDEX consultation_comments_mail ON consultation_comments (lower(mail)) WHERE mail <> '';
            CREATE INDEX consultation_followers_mail ON consultation_followers (mail);
            """)

    static let all = [drafts, comments, following, reports, contentFiles, personalData]
}
