import SMMAdapterKit
import SMMModel
import SMMStore
import SMMText

/// Builds an adapter's request from a claimed operation. Pure but for the directory it looks brands and accounts up in.
struct RequestBuilder: Sendable {
    let directory: AccountDirectory
    /// The database's origin: an operation keeps its key in a restored copy, so that what the original sent is known.
    let origin: String

    func publish(_ claimed: ClaimedOperation, intentAt: Instant) throws(Failure) -> PublishRequest {
        let operation = claimed.record
        guard let account = directory.account(operation.account), let brand = directory.brand(operation.brand) else {
            throw Failure("account-gone", "The account or its brand is no longer known.")
        }
        let variant = try Self.content(claimed.content).variant(for: account.platform)
        guard variant.parts.indices.contains(operation.part) else {
            throw Failure("part-gone", "The content has no part \(operation.part + 1).")
        }
        guard operation.part == 0 || claimed.parent != nil else {
            throw Failure("part-before-missing", "The part before it is not published.")
        }
        return PublishRequest(
            operation: operation.id, post: operation.post, brand: brand, account: account,
            part: variant.parts[operation.part], index: operation.part, count: operation.parts,
            language: variant.language ?? brand.language, options: variant.options,
            parent: operation.part > 0 ? claimed.parent : nil, root: operation.part > 0 ? claimed.root : nil,
            idempotencyKey: "\(origin)-\(operation.id)-\(operation.keyRound)",
            recordKey: RecordKey.text(operation.id),
            fingerprint: operation.fingerprint.flatMap(Fingerprint.init(bytes:))?.hex ?? "", due: operation.due,
            intentAt: operation.intentAt ?? intentAt, steps: operation.steps)
    }

    func edit(_ claimed: ClaimedOperation, intentAt: Instant) throws(Failure) -> EditRequest {
        guard let receipt = claimed.parent else {
            throw Failure("not-published", "What should be edited was not published.")
        }
        return EditRequest(content: try publish(claimed, intentAt: intentAt), receipt: receipt)
    }

    func delete(_ claimed: ClaimedOperation) throws(Failure) -> DeleteRequest {
        let operation = claimed.record
        guard let account = directory.account(operation.account), let brand = directory.brand(operation.brand) else {
            throw Failure("account-gone", "The account or its brand is no longer known.")
        }
        guard let receipt = claimed.parent else {
            throw Failure("not-published", "What should be deleted was not published.")
        }
        return DeleteRequest(
            operation: operation.id, post: operation.post, brand: brand, account: account, receipt: receipt)
    }

    private static func content(_ text: String) throws(Failure) -> PostContent {
        do {
            return try ContentText.decode(text)
        } catch {
            throw Failure("content-unreadable", "The stored content could not be read.")
        }
    }

}

extension RequestBuilder {
    /// The remote id in a stored receipt.
    static func remoteID(of receipt: String) throws -> String {
        try JSONText.decode(Receipt.self, from: receipt).remoteID
    }
}
