import SMMAdapterKit
package import SMMDatabase
package import SMMModel
import SMMStore

/// The rows of the vault.
package enum CredentialRows {
    static let find = Statement(
        """
        SELECT account_id, brand_id, platform, kind, version, key_id, wrapped_key, facts, state, failure, issued_at,
          expires_at, refresh_at
        FROM credential WHERE account_id = $1
        """)
    static let upsert = Statement(
        """
        INSERT INTO credential (account_id, brand_id, platform, kind, version, key_id, wrapped_key, facts, state, failure,
          issued_at, expires_at, refresh_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'good', NULL, $9, $10, NULL, $11)
        ON CONFLICT (account_id) DO UPDATE SET kind = excluded.kind, version = excluded.version, key_id = excluded.key_id,
          wrapped_key = excluded.wrapped_key, facts = excluded.facts, state = 'good', failure = NULL,
          issued_at = excluded.issued_at, expires_at = excluded.expires_at, refresh_at = NULL,
          updated_at = excluded.updated_at
        """)
    static let secrets = Statement("SELECT name, sealed FROM credential_secret WHERE account_id = $1")
    static let clearSecrets = Statement("DELETE FROM credential_secret WHERE account_id = $1")
    static let insertSecret = Statement(
        "INSERT INTO credential_secret (account_id, name, sealed) VALUES ($1, $2, $3)")
    static let delete = Statement("DELETE FROM credential WHERE account_id = $1")
    static let beginRefresh = Statement(
        "UPDATE credential SET refresh_at = $3, updated_at = $3 WHERE account_id = $1 AND version = $2")
    static let endRefresh = Statement(
        "UPDATE credential SET refresh_at = NULL, updated_at = $3 WHERE account_id = $1 AND version = $2")
    static let refuse = Statement(
        """
        UPDATE credential SET state = 'refused', failure = $3, refresh_at = NULL, updated_at = $4
        WHERE account_id = $1 AND version = $2
        """)
    static let otherKeys = Statement(
        """
        SELECT account_id, brand_id, platform, version, key_id, wrapped_key FROM credential
        WHERE key_id <> $1 AND account_id > $2 ORDER BY account_id LIMIT $3
        """)
    static let rewrap = Statement(
        """
        UPDATE credential SET key_id = $3, wrapped_key = $4 WHERE account_id = $1 AND version = $2
        """)
    static let countByKey = Statement("SELECT key_id, COUNT(*) FROM credential GROUP BY key_id ORDER BY key_id")
    static let expiring = Statement(
        """
        SELECT c.account_id, c.issued_at, c.expires_at, c.refresh_at FROM credential c
        JOIN account a ON a.id = c.account_id
        WHERE c.expires_at IS NOT NULL AND c.state = 'good' AND a.removed_at IS NULL
        """)
    static let accountsByKey = Statement(
        """
        SELECT c.account_id, c.key_id, COALESCE(a.brand_id, h.brand_id), COALESCE(a.platform, 'hook') FROM credential c
        LEFT JOIN account a ON a.id = c.account_id AND a.removed_at IS NULL
        LEFT JOIN hook h ON h.id = c.account_id AND h.removed_at IS NULL
        WHERE a.id IS NOT NULL OR h.id IS NOT NULL ORDER BY c.account_id
        """)

    /// A credential as it is stored.
    struct Stored: Sendable {
        var context: SealContext
        var kind: String
        var sealed: SealedCredential
        var facts: [String: String]
        var isRefused: Bool
        var failure: Failure?
        var issuedAt: Instant
        var expiresAt: Instant?
        var refreshAt: Instant?
    }

    /// The stored credential of an account; nil where there is none.
    static func stored(_ account: AccountID, in tx: any ReadTransaction) throws -> Stored? {
        let key: [SQLValue] = [.integer(account.rawValue)]
        guard
            var stored = try tx.first(
                find, key,
                { row in
                    Stored(
                        context: SealContext(
                            account: AccountID(rawValue: try row.int64(0)), brand: BrandID(rawValue: try row.int64(1)),
                            platform: try row.text(2), version: try row.int64(4)),
                        kind: try row.text(3),
                        sealed: SealedCredential(
                            keyID: try row.text(5), wrappedKey: try row.blob(6), secrets: [:]),
                        facts: try JSONText.decode([String: String].self, from: try row.text(7)),
                        isRefused: try row.text(8) != "good",
                        failure: try row.optionalText(9).map { try JSONText.decode(Failure.self, from: $0) },
                        issuedAt: try row.instant(10), expiresAt: try row.optionalInstant(11),
                        refreshAt: try row.optionalInstant(12))
                })
        else { return nil }
        let secrets = try tx.query(secrets, key) { (try $0.text(0), try $0.blob(1)) }
        stored.sealed.secrets = Dictionary(secrets, uniquingKeysWith: { $1 })
        return stored
    }

    /// Stores a sealed credential in place of the former one.
    static func store(
        _ sealed: SealedCredential, of credential: Credential, for context: SealContext, now: Instant,
        in tx: any WriteTransaction
    ) throws {
        try tx.run(
            upsert,
            [
                .integer(context.account.rawValue), .integer(context.brand.rawValue), .text(context.platform),
                .text(credential.kind), .integer(context.version), .text(sealed.keyID), .blob(sealed.wrappedKey),
                .text(try JSONText.encode(credential.facts)), credential.issuedAt.sqlValue,
                credential.expiresAt.sqlValue, now.sqlValue,
            ])
        try tx.run(clearSecrets, .integer(context.account.rawValue))
        for (name, bytes) in sealed.secrets.sorted(by: { $0.key < $1.key }) {
            try tx.run(insertSecret, [.integer(context.account.rawValue), .text(name), .blob(bytes)])
        }
    }

    /// Forgets the credential of an account.
    package static func forget(_ account: AccountID, in tx: any WriteTransaction) throws {
        try tx.run(clearSecrets, .integer(account.rawValue))
        try tx.run(delete, .integer(account.rawValue))
    }
}

/// The statements of the vault.
package enum VaultStatements: StatementCatalog {
    /// `vault`
    package static let area = "vault"
    /// The fast path.
    package static var statements: [Statement] {
        [
            CredentialRows.find, CredentialRows.upsert, CredentialRows.secrets, CredentialRows.clearSecrets,
            CredentialRows.insertSecret, CredentialRows.delete, CredentialRows.beginRefresh, CredentialRows.endRefresh,
            CredentialRows.refuse, CredentialRows.otherKeys, CredentialRows.rewrap, CredentialRows.countByKey,
            CredentialRows.expiring, CredentialRows.accountsByKey,
        ]
    }
}
