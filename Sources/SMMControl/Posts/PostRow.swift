import SMMDatabase
import SMMModel
import SMMPublishing
import SMMStore

/// A stored post with its newest revision.
struct PostRow: Sendable {
    var id: PostID
    var brand: BrandID
    var author: String
    var allowRepeat: Bool
    var version: Int64
    var createdAt: Instant
    var updatedAt: Instant
    var deletedAt: Instant?
    var revision: RevisionID
    var revisionNumber: Int
    var revisionHash: [UInt8]
    var revisionAt: Instant
    var revisionBy: String
    var content: PostContent
}

/// A delivery with its operations in order.
struct DeliveryRow: Sendable {
    var id: DeliveryID
    var account: AccountID
    var scheduleKind: String
    var wall: String?
    var fold: Int?
    var position: Int64?
    var due: Instant?
    var expires: Instant?
    var lateWindow: Int64?
    var operations: [OperationRow]
}

/// An operation as a view needs it.
struct OperationRow: Sendable {
    var id: OperationID
    var kind: OperationKind
    var part: Int
    var parts: Int
    var state: OperationState
    var due: Instant?
    var wake: Instant?
    var attempts: Int
    var target: OperationID?
    var revision: RevisionID
    var receipt: Receipt?
    var failure: StoredFailure?
}

/// The part of a stored failure that is shown.
struct StoredFailure: Sendable, Codable {
    var code: String
    var message: String
    var status: Int?
    var platformCode: String?
    var remoteText: String?
}
