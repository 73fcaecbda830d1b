package import SMMModel

/// A post as it was just written, so that it can be shown without reading it back.
package struct WrittenPost: Sendable {
    /// A delivery with its publish operations, in order.
    package struct Delivery: Sendable {
        /// The delivery.
        package let id: DeliveryID
        /// Where it goes.
        package let account: AccountID
        /// When.
        package let schedule: Schedule
        /// One for each part.
        package let operations: [OperationRecord]
    }

    /// What was asked for.
    package let new: NewPost
    /// Who made it.
    package let author: String
    /// Its first revision.
    package let revision: RevisionID
    /// The SHA-256 of the content's stored form.
    package let hash: [UInt8]
    /// When it was made.
    package let createdAt: Instant
    /// One for each target.
    package internal(set) var deliveries: [Delivery] = []
    /// What whoever commits must tell the gate and the wheel.
    package internal(set) var change: PostChange

    /// When the machine looks at a new operation by itself: only the first part wakes, at its schedule's instant.
    package static func wake(of operation: OperationRecord, _ schedule: Schedule) -> Instant? {
        operation.part == 0 ? schedule.due : nil
    }
}
