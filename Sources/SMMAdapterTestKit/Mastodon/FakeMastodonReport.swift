package import SMMModel

/// What a harness counts on the server's side, whatever the daemon believes.
package struct FakeMastodonReport: Sendable, Hashable, Codable {
    /// One status that was ever made.
    package struct Item: Sendable, Hashable, Codable {
        /// Its id.
        package let id: String
        /// The name of its account.
        package let account: String
        /// The text it was made with.
        package let firstText: String
        /// The text now.
        package let text: String
        /// The content warning.
        package let spoiler: String
        /// SHA-256 of the media it was made with.
        package let media: [String]
        /// How many media it has now.
        package let mediaCount: Int
        /// The status it answers.
        package let parent: String?
        /// The idempotency key it came with.
        package let key: String?
        /// When it was made.
        package let madeAt: Instant
        /// When it was taken down.
        package let deletedAt: Instant?
        /// How often it was really edited.
        package let edits: Int
    }

    /// Everything ever made, in order.
    package let items: [Item]
    /// Ids that were made more than once: same account, parent, first text and media, or the same key.
    /// What people wrote elsewhere is left out.
    package let doubles: [[String]]
    /// How many stand, by account.
    package let standing: [String: Int]
    /// Edits and deletes that had an effect.
    package let changes: Int
    /// Names of fields the server dropped without a word.
    package let droppedFields: [String]
    /// Planned faults that have not happened yet, by account.
    package let waitingFaults: [String: Int]

    /// How often a text was made on an account.
    package func count(_ text: String, on account: String) -> Int {
        items.count { $0.account == account && $0.firstText == text }
    }
}
