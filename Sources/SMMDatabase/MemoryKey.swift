import Synchronization

/// Names a value that the writer remembers between transactions; see ``WriteTransaction/subscript(memory:)``.
///
/// Make each one once: `static let head = MemoryKey<ChainHead>()`.
package struct MemoryKey<Value: Sendable>: Sendable {
    /// A number that is small and unique within this process.
    package let index: Int

    /// A key unlike any other.
    package init() {
        self.index = MemoryKeyIndex.take()
    }
}

/// Hands out the numbers of ``MemoryKey``, whose own statics would be one for each `Value`.
enum MemoryKeyIndex {
    private static let next = Atomic<Int>(0)

    static func take() -> Int {
        next.wrappingAdd(1, ordering: .relaxed).oldValue
    }
}
