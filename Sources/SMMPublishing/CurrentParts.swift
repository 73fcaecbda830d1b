package import SMMModel

/// Finds the publish operations of a post that count: an edit replaces those that wait by new ones and cancels the old,
/// which never come back, or the old text would go out beside the new one. Pure.
package enum CurrentParts {
    /// The place of a publish operation among those of its post.
    package struct Part {
        /// The operation.
        package var id: OperationID
        /// The delivery it is part of.
        package var delivery: DeliveryID
        /// Its place in the thread, from 0.
        package var part: Int
        /// The part that must be published before.
        package var after: OperationID?

        /// A place of its parts.
        package init(id: OperationID, delivery: DeliveryID, part: Int, after: OperationID?) {
            self.id = id
            self.delivery = delivery
            self.part = part
            self.after = after
        }
    }

    /// Those that were made last for each delivery: the newest first part and what follows it.
    package static func among(_ publishes: [Part]) -> Set<OperationID> {
        let ordered = publishes.sorted { $0.id < $1.id }
        var heads: [DeliveryID: OperationID] = [:]
        for operation in ordered where operation.part == 0 { heads[operation.delivery] = operation.id }
        var chosen = Set(heads.values)
        // A part is made after the one it follows, so that one pass in the order of ids meets each after its head.
        for operation in ordered {
            if let before = operation.after, chosen.contains(before) { chosen.insert(operation.id) }
        }
        return chosen
    }
}
