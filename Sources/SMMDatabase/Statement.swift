import Synchronization

/// A statement whose text never changes, for the hot path: drivers find the prepared form by index, without hashing.
///
/// Make each one once: `static let insertEvent = Statement("INSERT INTO event (…) VALUES ($1, $2, …)")`, and list it in
/// the domain's ``StatementCatalog``. Parameters are `$1`, `$2`, …
package struct Statement: Sendable, Hashable {
    /// A number that is small and unique within this process.
    package let index: Int
    /// The text.
    package let text: String

    private static let next = Atomic<Int>(0)

    /// A statement with this text.
    package init(_ text: StaticString) {
        self.index = Self.next.wrappingAdd(1, ordering: .relaxed).oldValue
        self.text = text.description
    }

    /// Two statements are the same when they were made as one.
    package static func == (left: Statement, right: Statement) -> Bool { left.index == right.index }

    /// Hashes the index alone.
    package func hash(into hasher: inout Hasher) { hasher.combine(index) }
}
