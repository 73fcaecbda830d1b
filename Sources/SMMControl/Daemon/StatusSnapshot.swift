import SMMAPI
import SMMModel

/// How everything stood at one instant, for all brands; what a principal sees is cut out of it.
struct StatusSnapshot: Sendable {
    /// One brand.
    struct Brand: Sendable {
        var reference: BrandReference
        var zone: String
        var counts: StatusCounts
        var next: QueueItem?
    }

    /// An open notice.
    struct Notice: Sendable {
        var brand: BrandID?
        var kind: String
        var severity: String
        var subject: String
        var command: String?
        var post: PostID?
        var account: AccountID?
        var createdAt: Instant
    }

    /// An operation that waits for a person.
    struct Question: Sendable {
        var post: PostID
        var brand: BrandID
        var account: AccountID
        var state: OperationState
    }

    /// By name.
    var brands: [Brand]
    var notices: [Notice]
    var questions: [Question]
    var holds: [Hold]
    /// Those of them that stop nothing any more.
    var idleHolds: Set<HoldID>
    /// Destinations that do not answer.
    var down: [String]
    var lastBackup: Instant?
}
