package import SMMDatabase
package import SMMModel

/// Replays the stored answer of a create that came twice. Scope: actor and route; kept 72 hours.
package enum IdempotencyKeys {
    /// How long an answer is kept.
    package static let lifetime: Milliseconds = .hours(72)
    /// The longest key accepted, in bytes.
    package static let maximumKey = 255

    static let find = Statement(
        """
        SELECT body_hash, status, response FROM idempotency_key
        WHERE actor = $1 AND route = $2 AND key = $3 AND created_at > $4
        """)
    static let insert = Statement(
        """
        INSERT INTO idempotency_key (actor, route, key, body_hash, status, response, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (actor, route, key) DO UPDATE SET body_hash = excluded.body_hash, status = excluded.status,
          response = excluded.response, created_at = excluded.created_at
        """)
    static let expire = Statement("DELETE FROM idempotency_key WHERE created_at <= $1")

    /// The answer given before, or nil when the key is new.
    ///
    /// - Throws: `Problem` `idempotency-key-reused` (422) when the same key came with another body.
    package static func replay(
        actor: String, route: String, key: String, bodyHash: [UInt8], now: Instant, in tx: any ReadTransaction
    ) throws -> StoredAnswer? {
        let values: [SQLValue] = [.text(actor), .text(route), .text(key), (now - lifetime).sqlValue]
        let found = try tx.first(find, values) {
            (hash: try $0.blob(0), answer: StoredAnswer(status: try $0.int(1), body: try $0.text(2)))
        }
        guard let found else { return nil }
        guard found.hash == bodyHash else {
            throw Problem.invalid(
                "idempotency-key-reused", "This Idempotency-Key was used before with another request body.",
                given: key, allowed: "a new key for each new request", next: "Send the request again with a fresh key.")
        }
        return found.answer
    }

    /// Stores the answer in the transaction that made the thing.
    package static func store(
        _ answer: StoredAnswer, actor: String, route: String, key: String, bodyHash: [UInt8], now: Instant,
        in tx: any WriteTransaction
    ) throws {
        try tx.run(
            insert,
            [
                .text(actor), .text(route), .text(key), .blob(bodyHash), .integer(Int64(answer.status)),
                .text(answer.body), now.sqlValue,
            ])
    }

    /// Forgets answers older than the lifetime; returns how many.
    @discardableResult
    package static func expireOld(now: Instant, in tx: any WriteTransaction) throws -> Int {
        try tx.run(expire, [(now - lifetime).sqlValue])
    }
}

/// The statements of the idempotency keys.
package enum IdempotencyStatements: StatementCatalog {
    /// `idempotency`
    package static let area = "idempotency"
    /// The fast path.
    package static var statements: [Statement] {
        [IdempotencyKeys.find, IdempotencyKeys.insert, IdempotencyKeys.expire]
    }
}
