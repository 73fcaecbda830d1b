/// Replaces the weekly slots of an account.
package struct SetSlots: Sendable, Hashable, Codable {
    /// All the slots it shall have.
    package var slots: [SlotTime]

    /// A value of its parts.
    package init(slots: [SlotTime]) {
        self.slots = slots
    }
}

extension SetSlots: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Replaces the weekly slots of an account.",
        [
            .required("slots", .array(.reference("SlotTime")), "All the slots it shall have.")
        ])
}
