/// What a harness asks a fake server in another process to do with the next requests.
package struct FakeMastodonPlan: Sendable, Hashable, Codable {
    /// The route; nil for a whole kind.
    package var route: FakeMastodonRoute?
    /// The kind; `read` when neither is given.
    package var kind: FakeRequestKind?
    /// The account whose requests are meant; nil for all. Only with a kind.
    package var account: String?
    /// The faults, one for each request.
    package var faults: [FakeFault]

    /// Faults for a route.
    package init(_ route: FakeMastodonRoute, _ faults: [FakeFault]) {
        self.route = route
        self.faults = faults
    }

    /// Faults for a kind of request, by one account or by all.
    package init(_ kind: FakeRequestKind, for account: String? = nil, _ faults: [FakeFault]) {
        self.kind = kind
        self.account = account
        self.faults = faults
    }
}
