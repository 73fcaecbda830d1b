package import SMMDatabase
import SMMModel

/// The one append-only record of what happened: journal, event stream, outbox, audit log and `why` are views of it.
///
/// Sequences are contiguous and each row's hash covers the one before, so that a removed or changed row shows.
package enum EventLog {
    /// The chain's last row, remembered by the writer.
    private struct Head: Sendable {
        var sequence: Int64
        var hash: [UInt8]
    }

    private static let head = MemoryKey<Head>()

    static let lastRow = Statement("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1")
    static let insert = Statement(
        """
        INSERT INTO event (seq, at, brand_id, actor_kind, actor, actor_uid, role, via, verb, subject_kind, subject_id,
          post_id, account_id, before, after, detail, retention, hash)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
        """)

    /// Appends one event; returns its sequence. The stored row is announced.
    @discardableResult
    package static func append(_ event: EventDraft, in tx: any WriteTransaction) throws -> Int64 {
        let last = try tx[memory: head] ?? storedHead(tx)
        let sequence = last.sequence + 1
        let brand = event.brand?.rawValue ?? 0
        let hash = digest(event, sequence: sequence, brand: brand, after: last.hash)
        let values: [18 of SQLValue] = [
            .integer(sequence), event.at.sqlValue, .integer(brand), .text(event.principal.kind.rawValue),
            .text(event.principal.name), event.principal.uid.sqlValue, (event.role?.rawValue).sqlValue,
            .text(event.principal.via), .text(event.verb), .text(event.subjectKind), .integer(event.subject),
            (event.post?.rawValue).sqlValue, (event.account?.rawValue).sqlValue, event.before.sqlValue,
            event.after.sqlValue, event.detail.sqlValue, .text(event.retention), .blob(hash),
        ]
        try tx.run(insert, values.span)
        tx[memory: head] = Head(sequence: sequence, hash: hash)
        tx.announce { EventRow(event, sequence: sequence, hash: hash) }
        return sequence
    }

    private static func storedHead(_ tx: any WriteTransaction) throws -> Head {
        try tx.first(lastRow, []) { Head(sequence: try $0.int64(0), hash: try $0.blob(1)) }
            ?? Head(sequence: 0, hash: [])
    }

    private static func digest(_ event: EventDraft, sequence: Int64, brand: Int64, after previous: [UInt8]) -> [UInt8] {
        var hash = EventHash(after: previous)
        hash.add(sequence)
        hash.add(event.at.milliseconds)
        hash.add(brand)
        hash.add(event.principal.kind.rawValue)
        hash.add(event.principal.name)
        hash.add(event.principal.uid.map { Int64($0) })
        hash.add(event.role?.rawValue)
        hash.add(event.principal.via)
        hash.add(event.verb)
        hash.add(event.subjectKind)
        hash.add(event.subject)
        hash.add(event.post?.rawValue)
        hash.add(event.account?.rawValue)
        hash.add(event.before)
        hash.add(event.after)
        hash.add(event.detail)
        hash.add(event.retention)
        return hash.finish()
    }
}
