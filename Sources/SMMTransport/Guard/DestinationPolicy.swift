import Synchronization

/// The rules of destinations that hold now; they may change while requests are under way.
final class DestinationPolicy: Sendable {
    private let current: Mutex<DestinationRules>

    init(_ rules: DestinationRules) {
        current = Mutex(rules)
    }

    var rules: DestinationRules {
        get { current.withLock { $0 } }
        set { current.withLock { $0 = newValue } }
    }
}
