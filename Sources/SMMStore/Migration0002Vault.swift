package import SMMDatabase

extension Migration {
    /// What platforms say of accounts, and the vault: credentials sealed under keys that are not in the database.
    package static let vault = Migration(
        name: "0002-vault",
        statements: [
            // What the platform said when the account was last checked, as JSON; never a secret.
            "ALTER TABLE account ADD COLUMN facts TEXT NOT NULL DEFAULT '{}'",
            // One row for each connected account. key_id names the key that wraps wrapped_key, under which every row of
            // credential_secret is sealed. version counts the credentials of the account and is part of what each seal
            // covers. refresh_at is when a renewal was begun that has not ended yet; state is good or refused.
            """
            CREATE TABLE credential (
              account_id BIGINT PRIMARY KEY, brand_id BIGINT NOT NULL, platform TEXT NOT NULL, kind TEXT NOT NULL,
              version BIGINT NOT NULL, key_id TEXT NOT NULL, wrapped_key BLOB NOT NULL, facts TEXT NOT NULL,
              state TEXT NOT NULL, failure TEXT, issued_at BIGINT NOT NULL, expires_at BIGINT, refresh_at BIGINT,
              updated_at BIGINT NOT NULL)
            """,
            "CREATE INDEX credential_key ON credential (key_id)",
            "CREATE INDEX credential_expiry ON credential (expires_at) WHERE expires_at IS NOT NULL",
            """
            CREATE TABLE credential_secret (
              account_id BIGINT NOT NULL, name TEXT NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (account_id, name)) CLUSTERED
            """,
        ])
}
