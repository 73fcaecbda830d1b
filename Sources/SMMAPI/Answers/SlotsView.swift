/// The weekly slots of an account.
package struct SlotsView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// The brand the account belongs to.
    package var brand: BrandReference
    /// The account.
    package var account: AccountReference
    /// The zone the times are in.
    package var zone: String
    /// In the order of the week.
    package var slots: [SlotView]

    /// A value of its parts.
    package init(brand: BrandReference, account: AccountReference, zone: String, slots: [SlotView]) {
        self.version = APIVersion.current
        self.brand = brand
        self.account = account
        self.zone = zone
        self.slots = slots
    }
}

extension SlotsView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "The weekly slots of an account.",
        [
            .required("version", .integer, "The shape's version."),
            .required("brand", .reference("BrandReference"), "The brand the account belongs to."),
            .required("account", .reference("AccountReference"), "The account."),
            .required("zone", .string, "The zone the times are in."),
            .required("slots", .array(.reference("SlotView")), "In the order of the week."),
        ])
}
