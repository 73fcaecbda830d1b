package import SMMAPI

/// What the server tells about what it has handed over. Every closure returns at once; only harnesses set any.
package struct ServerHooks: Sendable {
    /// An answer to a request that writes was handed to the connection.
    package var answered: @Sendable () -> Void
    /// Events were handed to the connection of one who follows them.
    package var delivered: @Sendable ([EventView]) -> Void

    /// Hooks that do nothing unless given.
    package init(
        answered: @escaping @Sendable () -> Void = {}, delivered: @escaping @Sendable ([EventView]) -> Void = { _ in }
    ) {
        self.answered = answered
        self.delivered = delivered
    }
}
