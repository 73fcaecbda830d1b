import SMMModel
import SMMPublishing

extension PostRow {
    /// The row of a post that was written a moment ago.
    init(_ written: WrittenPost) {
        self.init(
            id: written.change.post, brand: written.new.brand, author: written.author,
            allowRepeat: written.new.allowRepeat, version: 1, createdAt: written.createdAt,
            updatedAt: written.createdAt, revision: written.revision, revisionNumber: 1, revisionHash: written.hash,
            revisionAt: written.createdAt, revisionBy: written.author, content: written.new.content)
    }
}

extension DeliveryRow {
    /// The row of a delivery of such a post.
    init(_ delivery: WrittenPost.Delivery, of written: WrittenPost) {
        self.init(
            id: delivery.id, account: delivery.account, scheduleKind: delivery.schedule.kind,
            due: delivery.schedule.due, expires: written.new.expires, lateWindow: written.new.lateWindow?.count,
            operations: delivery.operations.map { OperationRow($0, wake: WrittenPost.wake(of: $0, delivery.schedule)) })
        switch delivery.schedule {
        case .at(_, let wall, _, let fold):
            self.wall = wall
            self.fold = fold
        case .slot(_, let position, _): self.position = position
        case .occurrence(_, let n, _): self.position = Int64(n)
        case .none: break
        }
    }
}

extension OperationRow {
    /// The row of an operation that has not been tried yet.
    init(_ operation: OperationRecord, wake: Instant?) {
        self.init(
            id: operation.id, kind: operation.kind, part: operation.part, parts: operation.parts,
            state: operation.state, due: operation.state == .draft ? nil : operation.due, wake: wake, attempts: 0,
            revision: operation.revision)
    }
}
