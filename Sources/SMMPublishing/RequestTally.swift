import Synchronization

/// Whether a call into an adapter sent anything at all: what sent nothing says nothing about the destination.
final class RequestTally: Sendable {
    private let count = Atomic<Int>(0)

    /// A request is handed to the network.
    func add() { count.wrappingAdd(1, ordering: .relaxed) }

    /// Whether any was.
    var hasSent: Bool { count.load(ordering: .acquiring) > 0 }
}
