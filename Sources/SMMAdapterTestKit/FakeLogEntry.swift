package import SMMModel

/// One request the fake network saw, and what it did with it.
package struct FakeLogEntry: Sendable, Hashable, Codable {
    /// When it came.
    package let at: Instant
    /// `POST /v1/…`
    package let line: String
    /// What kind of request it was.
    package let kind: FakeRequestKind
    /// What happened to it.
    package let fault: FakeFault
    /// The status the client could see; nil when it saw none.
    package let status: Int?
    /// Whether something visible changed.
    package let hadEffect: Bool
}
