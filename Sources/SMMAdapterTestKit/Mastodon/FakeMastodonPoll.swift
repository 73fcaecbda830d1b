package import SMMModel

/// A poll below a status.
package struct FakeMastodonPoll: Sendable, Hashable, Codable {
    /// The server's id of it.
    package let id: String
    /// The choices.
    package var options: [String]
    /// When it ends.
    package var endsAt: Instant
    /// Whether more than one choice may be taken.
    package var isMultiple: Bool
    /// Whether counts are hidden until the end.
    package var hidesTotals: Bool
    /// The choices taken, by account.
    package var votes: [String: [Int]] = [:]
}
