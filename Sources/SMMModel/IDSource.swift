import Synchronization

/// The daemon's one source of ids, safe to share between tasks.
package final class IDSource: Sendable {
    private let generator: Mutex<IDGenerator>
    private let clock: any TimeSource

    /// A source that reads `clock` and goes on after `last`, the greatest id in the database.
    package init(clock: any TimeSource, node: Int = 0, last: Int64 = 0) {
        self.clock = clock
        self.generator = Mutex(IDGenerator(node: node, last: last))
    }

    /// A new id of the kind asked for.
    package func next<Kind: IDKind>(_: Kind.Type = Kind.self) -> ID<Kind> {
        let now = clock.now
        return ID(rawValue: generator.withLock { $0.next(at: now) })
    }
}
