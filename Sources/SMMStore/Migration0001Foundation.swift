package import SMMDatabase

extension Migration {
    /// The first schema: everything a later migration could not undo.
    ///
    /// Instants are milliseconds since 1970.
    package static let foundation = Migration(
        name: "0001-foundation",
        statements: identity + content + publishing + record)

    /// Who: brands, accounts, groups, roles.
    private static let identity: [StaticString] = [
        """
        CREATE TABLE brand (
          id BIGINT PRIMARY KEY, name TEXT NOT NULL, title TEXT NOT NULL, zone TEXT NOT NULL, language TEXT NOT NULL,
          colour TEXT, created_at BIGINT NOT NULL, removed_at BIGINT)
        """,
        "CREATE UNIQUE INDEX brand_name ON brand (name) WHERE removed_at IS NULL",
        """
        CREATE TABLE account (
          id BIGINT PRIMARY KEY, brand_id BIGINT NOT NULL REFERENCES brand (id), platform TEXT NOT NULL, name TEXT NOT NULL,
          settings TEXT NOT NULL, created_at BIGINT NOT NULL, removed_at BIGINT)
        """,
        "CREATE UNIQUE INDEX account_name ON account (brand_id, name) WHERE removed_at IS NULL",
        """
        CREATE TABLE account_group (
          id BIGINT PRIMARY KEY, brand_id BIGINT NOT NULL REFERENCES brand (id), name TEXT NOT NULL, created_at BIGINT NOT NULL)
        """,
        "CREATE UNIQUE INDEX account_group_name ON account_group (brand_id, name)",
        """
        CREATE TABLE account_group_member (
          group_id BIGINT NOT NULL REFERENCES account_group (id), account_id BIGINT NOT NULL REFERENCES account (id),
          PRIMARY KEY (group_id, account_id)) CLUSTERED
        """,
        // brand_id 0 is every brand; subject is a user name or a Unix group's.
        """
        CREATE TABLE role_grant (
          id BIGINT PRIMARY KEY, brand_id BIGINT NOT NULL, subject_kind TEXT NOT NULL, subject TEXT NOT NULL, role TEXT NOT NULL,
          granted_at BIGINT NOT NULL, granted_by TEXT NOT NULL, revoked_at BIGINT, revoked_by TEXT)
        """,
        "CREATE INDEX role_grant_subject ON role_grant (subject_kind, subject) WHERE revoked_at IS NULL",
    ]

    /// What: assets, posts, immutable revisions, weekly slots.
    private static let content: [StaticString] = [
        """
        CREATE TABLE asset (
          id BIGINT PRIMARY KEY, brand_id BIGINT NOT NULL REFERENCES brand (id), sha256 TEXT NOT NULL, type TEXT NOT NULL,
          byte_count BIGINT NOT NULL, width BIGINT, height BIGINT, alt TEXT, created_at BIGINT NOT NULL)
        """,
        "CREATE UNIQUE INDEX asset_content ON asset (brand_id, sha256)",
        // revision_id names the newest revision; version counts changes for ETag and If-Match.
        """
        CREATE TABLE post (
          id BIGINT PRIMARY KEY, brand_id BIGINT NOT NULL REFERENCES brand (id), revision_id BIGINT NOT NULL, author TEXT NOT NULL,
          allow_repeat BIGINT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
          deleted_at BIGINT)
        """,
        // content is canonical JSON (sorted keys); hash its SHA-256. A revision is never updated. A post's history is the
        // chain from its revision_id by previous_id, which costs no index.
        """
        CREATE TABLE revision (
          id BIGINT PRIMARY KEY, post_id BIGINT NOT NULL, number BIGINT NOT NULL, previous_id BIGINT, content TEXT NOT NULL,
          hash BLOB NOT NULL, created_at BIGINT NOT NULL, created_by TEXT NOT NULL)
        """,
        // weekday 1 is Monday (ISO 8601); minute counts from midnight on the brand's wall clock.
        """
        CREATE TABLE slot (
          id BIGINT PRIMARY KEY, brand_id BIGINT NOT NULL REFERENCES brand (id), account_id BIGINT NOT NULL REFERENCES account (id),
          weekday BIGINT NOT NULL, minute BIGINT NOT NULL, created_at BIGINT NOT NULL, removed_at BIGINT)
        """,
        "CREATE UNIQUE INDEX slot_time ON slot (account_id, weekday, minute) WHERE removed_at IS NULL",
    ]

    /// How it goes out: deliveries, operations, attempts, holds.
    private static let publishing: [StaticString] = [
        // The schedule is a sum type: kind says which of the columns hold; due_at is the instant it comes to. A post's
        // deliveries are found by its operations, of which each delivery has at least one: one index less.
        """
        CREATE TABLE delivery (
          id BIGINT PRIMARY KEY, post_id BIGINT NOT NULL, brand_id BIGINT NOT NULL, account_id BIGINT NOT NULL,
          schedule_kind TEXT NOT NULL, schedule_wall TEXT, schedule_zone TEXT, schedule_fold BIGINT,
          schedule_queue BIGINT, schedule_position BIGINT, tzdata TEXT, due_at BIGINT, expires_at BIGINT,
          late_window BIGINT, created_at BIGINT NOT NULL)
        """,
        "CREATE INDEX delivery_account ON delivery (account_id, due_at)",
        // wake_at is when the machine must look at it next; null means never by itself. unsettled_at is set as
        // long as it is in hand, in doubt or with a person, and null in every other state.
        // fingerprint_key is the first 8 bytes of the fingerprint, for a small index.
        """
        CREATE TABLE operation (
          id BIGINT PRIMARY KEY, delivery_id BIGINT NOT NULL, post_id BIGINT NOT NULL, brand_id BIGINT NOT NULL,
          account_id BIGINT NOT NULL, revision_id BIGINT NOT NULL, kind TEXT NOT NULL, part BIGINT NOT NULL,
          parts BIGINT NOT NULL, after_id BIGINT, target_id BIGINT, state TEXT NOT NULL, due_at BIGINT, wake_at BIGINT,
          expires_at BIGINT, late_window BIGINT, attempts BIGINT NOT NULL, crashes BIGINT NOT NULL,
          epoch BIGINT NOT NULL, lease_until BIGINT, unsettled_at BIGINT, key_round BIGINT NOT NULL, fingerprint BLOB,
          fingerprint_key BIGINT, intent_at BIGINT, absent_at BIGINT, absents BIGINT NOT NULL, receipt TEXT,
          failure TEXT, steps TEXT, cancel_requested BIGINT NOT NULL, created_at BIGINT NOT NULL,
          updated_at BIGINT NOT NULL)
        """,
        "CREATE INDEX operation_wake ON operation (wake_at) WHERE wake_at IS NOT NULL",
        "CREATE INDEX operation_post ON operation (post_id)",
        "CREATE INDEX operation_fingerprint ON operation (fingerprint_key) WHERE fingerprint_key IS NOT NULL",
        // What a daemon that died left behind, and what waits for a person: few rows at any time. Not by state: the index
        // would be written at every step of a publish.
        "CREATE INDEX operation_unsettled ON operation (account_id) WHERE unsettled_at IS NOT NULL",
        """
        CREATE TABLE attempt (
          id BIGINT PRIMARY KEY, operation_id BIGINT NOT NULL, account_id BIGINT NOT NULL, number BIGINT NOT NULL,
          epoch BIGINT NOT NULL, key_round BIGINT NOT NULL, intent_at BIGINT NOT NULL, ended_at BIGINT,
          progress TEXT, outcome TEXT, evidence TEXT, retention TEXT NOT NULL)
        """,
        "CREATE INDEX attempt_operation ON attempt (operation_id)",
        """
        CREATE TABLE hold (
          id BIGINT PRIMARY KEY, brand_id BIGINT NOT NULL, scope_kind TEXT NOT NULL, scope_key BIGINT NOT NULL,
          reason TEXT NOT NULL, detail TEXT NOT NULL, placed_at BIGINT NOT NULL, placed_by TEXT NOT NULL,
          released_at BIGINT, released_by TEXT)
        """,
        "CREATE INDEX hold_active ON hold (scope_kind, scope_key) WHERE released_at IS NULL",
    ]

    /// What is known: the event chain, idempotency keys, notices, the daemon's own facts.
    private static let record: [StaticString] = [
        // seq is contiguous; hash covers the row and the previous row's hash.
        """
        CREATE TABLE event (
          seq BIGINT PRIMARY KEY, at BIGINT NOT NULL, brand_id BIGINT NOT NULL, actor_kind TEXT NOT NULL, actor TEXT NOT NULL,
          actor_uid BIGINT, role TEXT, via TEXT NOT NULL, verb TEXT NOT NULL, subject_kind TEXT NOT NULL,
          subject_id BIGINT NOT NULL, post_id BIGINT, account_id BIGINT, before TEXT, after TEXT, detail TEXT,
          retention TEXT NOT NULL, hash BLOB NOT NULL)
        """,
        "CREATE INDEX event_post ON event (post_id) WHERE post_id IS NOT NULL",
        """
        CREATE TABLE idempotency_key (
          actor TEXT NOT NULL, route TEXT NOT NULL, key TEXT NOT NULL, body_hash BLOB NOT NULL, status BIGINT NOT NULL,
          response TEXT NOT NULL, created_at BIGINT NOT NULL, PRIMARY KEY (actor, route, key)) CLUSTERED
        """,
        "CREATE INDEX idempotency_key_age ON idempotency_key (created_at)",
        // dedupe names the thing told, so that it is told once; command is the exact line to type.
        """
        CREATE TABLE notice (
          id BIGINT PRIMARY KEY, brand_id BIGINT NOT NULL, kind TEXT NOT NULL, dedupe TEXT NOT NULL, severity TEXT NOT NULL,
          subject TEXT NOT NULL, body TEXT NOT NULL, command TEXT, post_id BIGINT, account_id BIGINT,
          created_at BIGINT NOT NULL, closed_at BIGINT)
        """,
        "CREATE UNIQUE INDEX notice_dedupe ON notice (dedupe) WHERE closed_at IS NULL",
        """
        CREATE TABLE notice_delivery (
          notice_id BIGINT NOT NULL REFERENCES notice (id), channel TEXT NOT NULL, attempts BIGINT NOT NULL,
          next_at BIGINT, delivered_at BIGINT, failure TEXT, PRIMARY KEY (notice_id, channel)) CLUSTERED
        """,
        "CREATE INDEX notice_delivery_next ON notice_delivery (next_at) WHERE next_at IS NOT NULL",
        "CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    ]
}
