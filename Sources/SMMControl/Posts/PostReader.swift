import SMMAccounts
import SMMDatabase
import SMMModel
import SMMPublishing
import SMMStore

/// Reads posts for their views.
enum PostReader {
    static let post = Statement(
        """
        SELECT p.id, p.brand_id, p.author, p.allow_repeat, p.version, p.created_at, p.updated_at, p.deleted_at,
          r.id, r.number, r.hash, r.created_at, r.created_by, r.content
        FROM post p JOIN revision r ON r.id = p.revision_id WHERE p.id = $1
        """)
    static let deliveries = Statement(
        """
        SELECT id, account_id, schedule_kind, schedule_wall, schedule_fold, schedule_position, due_at, expires_at,
          late_window
        FROM delivery WHERE id IN (SELECT delivery_id FROM operation WHERE post_id = $1) ORDER BY id
        """)
    static let operations = Statement(
        """
        SELECT id, delivery_id, kind, part, parts, state, due_at, wake_at, attempts, target_id, receipt, failure,
          revision_id
        FROM operation WHERE post_id = $1 ORDER BY id
        """)
    static let lastOf = Statement(
        "SELECT p.id, p.brand_id FROM post p WHERE p.author = $1 AND p.id < $2 ORDER BY p.id DESC LIMIT 50")
    static let between = Statement("SELECT id, brand_id FROM post WHERE id BETWEEN $1 AND $2 ORDER BY id LIMIT 50")

    /// The post, or nil.
    static func row(_ id: PostID, in tx: any ReadTransaction) throws -> PostRow? {
        try tx.first(post, [.integer(id.rawValue)]) { row in
            PostRow(
                id: PostID(rawValue: try row.int64(0)), brand: BrandID(rawValue: try row.int64(1)),
                author: try row.text(2), allowRepeat: try row.bool(3), version: try row.int64(4),
                createdAt: try row.instant(5), updatedAt: try row.instant(6), deletedAt: try row.optionalInstant(7),
                revision: RevisionID(rawValue: try row.int64(8)), revisionNumber: try row.int(9),
                revisionHash: try row.blob(10), revisionAt: try row.instant(11), revisionBy: try row.text(12),
                content: try ContentText.decode(try row.text(13)))
        }
    }

    /// The deliveries of a post with their operations.
    static func deliveries(of id: PostID, in tx: any ReadTransaction) throws -> [DeliveryRow] {
        var found = try tx.query(deliveries, [.integer(id.rawValue)]) { row in
            DeliveryRow(
                id: DeliveryID(rawValue: try row.int64(0)), account: AccountID(rawValue: try row.int64(1)),
                scheduleKind: try row.text(2), wall: try row.optionalText(3), fold: try row.optionalInt(4),
                position: try row.optionalInt64(5), due: try row.optionalInstant(6),
                expires: try row.optionalInstant(7), lateWindow: try row.optionalInt64(8), operations: [])
        }
        try tx.forEach(operations, [.integer(id.rawValue)]) { row in
            let delivery = DeliveryID(rawValue: try row.int64(1))
            guard let index = found.firstIndex(where: { $0.id == delivery }) else { return }
            found[index].operations.append(
                OperationRow(
                    id: OperationID(rawValue: try row.int64(0)),
                    kind: OperationKind(rawValue: try row.text(2)) ?? .publish, part: try row.int(3),
                    parts: try row.int(4), state: OperationState(rawValue: try row.text(5)) ?? .draft,
                    due: try row.optionalInstant(6), wake: try row.optionalInstant(7), attempts: try row.int(8),
                    target: try row.optionalInt64(9).map(OperationID.init(rawValue:)),
                    revision: RevisionID(rawValue: try row.int64(12)),
                    receipt: try row.optionalText(10).map { try JSONText.decode(Receipt.self, from: $0) },
                    failure: try row.optionalText(11).map { try JSONText.decode(StoredFailure.self, from: $0) }))
        }
        return found
    }

    /// The post a person means: an id, a unique prefix of one, or `last`, the asker's newest.
    ///
    /// - Throws: `Problem`: `post-not-found`, `post-ambiguous`.
    static func find(
        _ text: String, brand: BrandID?, for principal: Principal, in tx: any ReadTransaction
    ) throws -> PostID {
        func isVisible(_ own: BrandID) -> Bool { principal.role(in: own) != nil && (brand == nil || brand == own) }
        if text == "last" {
            let posts = try tx.query(lastOf, [.text(principal.name), .integer(.max)]) { row in
                (PostID(rawValue: try row.int64(0)), BrandID(rawValue: try row.int64(1)))
            }
            guard let last = posts.first(where: { isVisible($0.1) }) else {
                throw Problem.notFound("post", text, next: "You have made none yet: smmctl post \"text\"")
            }
            return last.0
        }
        if let id = PostID(text), let found = try row(id, in: tx), principal.role(in: found.brand) != nil {
            guard isVisible(found.brand) else {
                throw Problem.notFound("post", text, next: "It belongs to another brand: --brand \(found.brand)")
            }
            return id
        }
        let digits = text.hasPrefix(PostKind.prefix + "_") ? text.dropFirst(PostKind.prefix.utf8.count + 1) : text[...]
        var found: [PostID] = []
        for range in Crockford.ranges(startingWith: digits) ?? [] where digits.utf8.count >= 2 {
            let bounds: [SQLValue] = [.integer(range.lowerBound), .integer(range.upperBound)]
            try tx.forEach(between, bounds) { row in
                if isVisible(BrandID(rawValue: try row.int64(1))) { found.append(PostID(rawValue: try row.int64(0))) }
            }
        }
        guard let first = found.first else {
            throw Problem.notFound("post", text, next: "See what there is: smmctl post list")
        }
        guard found.count == 1 else {
            throw Problem.invalid(
                "post-ambiguous", "More than one post's id begins like that.", given: text,
                allowed: found.prefix(8).map(\.description).joined(separator: ", "), next: "Type more of the id.")
        }
        return first
    }
}
