package import SMMModel

/// One post to one account.
package struct DeliveryView: Sendable, Hashable, Codable {
    /// The delivery's id.
    package var id: DeliveryID
    /// Where to.
    package var account: AccountReference
    /// Derived from its operations.
    package var state: PostState
    /// What it waits for, while its state is `waiting`.
    package var waits: WaitView?
    /// When.
    package var schedule: ScheduleView
    /// Never after.
    package var expires: Moment?
    /// How late it may still go out.
    package var lateWindowSeconds: Int?
    /// Where it stands.
    package var url: String?
    /// Whether what stands there is an older text of the post, since the platform cannot edit.
    package var outdated: Bool?
    /// In order.
    package var operations: [OperationView]

    /// A value of its parts.
    package init(
        id: DeliveryID, account: AccountReference, state: PostState, waits: WaitView? = nil,
        schedule: ScheduleView, expires: Moment? = nil, lateWindowSeconds: Int? = nil, url: String? = nil,
        outdated: Bool? = nil, operations: [OperationView]
    ) {
        self.id = id
        self.account = account
        self.state = state
        self.waits = waits
        self.schedule = schedule
        self.expires = expires
        self.lateWindowSeconds = lateWindowSeconds
        self.url = url
        self.outdated = outdated
        self.operations = operations
    }
}

extension DeliveryView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "One post to one account.",
        [
            .required("id", .id(DeliveryKind.prefix), "The delivery's id."),
            .required("account", .reference("AccountReference"), "Where to."),
            .required("state", .open(PostState.known.map(\.rawValue)), "Derived from its operations."),
            .optional("waits", .reference("WaitView"), "What it waits for, while its state is `waiting`."),
            .required("schedule", .reference("ScheduleView"), "When."),
            .optional("expires", .reference("Moment"), "Never after."),
            .optional("lateWindowSeconds", .integer, "How late it may still go out."),
            .optional("url", .string, "Where it stands."),
            .optional(
                "outdated", .boolean,
                "Whether what stands there is an older text of the post, since the platform cannot edit."),
            .required("operations", .array(.reference("OperationView")), "In order."),
        ])
}

extension DeliveryView: WireWritable {
    func write(to json: inout WireWriter) {
        json.object {
            $0.member("id", id)
            $0.member("account", account)
            $0.member("state", state)
            $0.member("waits", waits)
            $0.member("schedule", schedule)
            $0.member("expires", expires)
            $0.member("lateWindowSeconds", lateWindowSeconds)
            $0.member("url", url)
            $0.member("outdated", outdated)
            $0.member("operations", operations)
        }
    }
}
