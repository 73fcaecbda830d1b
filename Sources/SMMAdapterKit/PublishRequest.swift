package import SMMModel

/// Everything an adapter needs to publish one part. Plain data, so that it can cross a process border.
package struct PublishRequest: Sendable, Hashable, Codable {
    /// The operation this is done for.
    package var operation: OperationID
    /// The post it belongs to.
    package var post: PostID
    /// The brand it speaks for.
    package var brand: BrandProfile
    /// The account it goes out from.
    package var account: AccountProfile
    /// The part's text and media.
    package var part: PostPart
    /// Position of the part in its thread, from 0, and how many parts there are.
    package var index: Int
    /// The number of parts.
    package var count: Int
    /// BCP 47 language of the text.
    package var language: String
    /// Platform options by name.
    package var options: [String: String]
    /// The previous part of the thread, or what this answers.
    package var parent: Receipt?
    /// The first part of the thread.
    package var root: Receipt?
    /// Constant for the life of the operation: sent where the platform honours an idempotency key.
    package var idempotencyKey: String
    /// Constant for the life of the operation: the record key where the client may choose one (a 13-letter TID).
    package var recordKey: String
    /// SHA-256 of account, canonical text, media and parent; see `SMMText`.
    package var fingerprint: String
    /// When the operation was due.
    package var due: Instant
    /// When the intent became durable; the attempt's age counts from here.
    package var intentAt: Instant
    /// What earlier steps stored by name (remote media ids, container ids).
    package var steps: [String: String]

    /// A request.
    package init(
        operation: OperationID, post: PostID, brand: BrandProfile, account: AccountProfile, part: PostPart,
        index: Int = 0, count: Int = 1, language: String, options: [String: String] = [:], parent: Receipt? = nil,
        root: Receipt? = nil, idempotencyKey: String, recordKey: String, fingerprint: String, due: Instant,
        intentAt: Instant, steps: [String: String] = [:]
    ) {
        self.operation = operation
        self.post = post
        self.brand = brand
        self.account = account
        self.part = part
        self.index = index
        self.count = count
        self.language = language
        self.options = options
        self.parent = parent
        self.root = root
        self.idempotencyKey = idempotencyKey
        self.recordKey = recordKey
        self.fingerprint = fingerprint
        self.due = due
        self.intentAt = intentAt
        self.steps = steps
    }
}
