package import SMMDatabase

extension Migration {
    /// Who may come through the door: clients who were asked to connect an account of theirs, and programs that send posts.
    package static let door = Migration(
        name: "0004-door",
        statements: [
            // secret_hash is the SHA-256 of what the address ends with, which is kept nowhere. settings is JSON. One that
            // came to its end was used (account_id names what it made) or withdrawn; one that is over by its time is not
            // written.
            """
            CREATE TABLE invite (
              id BIGINT PRIMARY KEY, brand_id BIGINT NOT NULL REFERENCES brand (id), platform TEXT NOT NULL, name TEXT NOT NULL,
              settings TEXT NOT NULL, secret_hash TEXT NOT NULL, created_at BIGINT NOT NULL, created_by TEXT NOT NULL,
              expires_at BIGINT NOT NULL, ended_at BIGINT, ended_by TEXT, account_id BIGINT)
            """,
            "CREATE UNIQUE INDEX invite_secret ON invite (secret_hash)",
            // The secret by which a hook's messages are signed is in the vault, under the hook's id.
            """
            CREATE TABLE hook (
              id BIGINT PRIMARY KEY, brand_id BIGINT NOT NULL REFERENCES brand (id), name TEXT NOT NULL, created_at BIGINT NOT NULL,
              created_by TEXT NOT NULL, removed_at BIGINT)
            """,
            "CREATE UNIQUE INDEX hook_name ON hook (brand_id, name) WHERE removed_at IS NULL",
        ])
}
