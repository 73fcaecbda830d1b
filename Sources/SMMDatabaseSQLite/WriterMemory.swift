import SMMDatabase

/// What the writer remembers between transactions; see ``WriteTransaction/subscript(memory:)``.
final class WriterMemory {
    private var values: [(any Sendable)?] = []

    /// Forgets everything: something was rolled back.
    func forget() {
        values.removeAll(keepingCapacity: true)
    }

    subscript<Value: Sendable>(key: MemoryKey<Value>) -> Value? {
        get { key.index < values.count ? values[key.index] as? Value : nil }
        set {
            while values.count <= key.index { values.append(nil) }
            values[key.index] = newValue
        }
    }
}
