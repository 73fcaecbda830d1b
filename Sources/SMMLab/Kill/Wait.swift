/// The one place where a harness waits for time to pass.
///
/// What it watches goes on in other processes: a daemon that is not up yet, a post that becomes public some day. They
/// have no way to tell it, so it looks again and again, for a bounded time. The end of a process is no such thing: for
/// that there is `ChildProcess.end(within:)`.
package enum Wait {
    /// The time may pass while the harness itself gets no turn, which says nothing of what it watches.
    private static let fewestLooks = 10

    /// Looks at a condition until it holds; false when the time is up first and it has looked ten times.
    ///
    /// - Throws: what `condition` throws, or `CancellationError`.
    package static func until(
        within limit: Duration, every pause: Duration = .milliseconds(20),
        clock: some Clock<Duration> = ContinuousClock(), _ condition: () async throws -> Bool
    ) async throws -> Bool {
        let deadline = clock.now.advanced(by: limit)
        var looks = 1
        while try await !condition() {
            guard clock.now < deadline || looks < fewestLooks else { return false }
            looks += 1
            try await clock.sleep(for: pause)
        }
        return true
    }

    /// Lets others go on for a span that chance has picked.
    ///
    /// - Throws: `CancellationError`.
    package static func chance(_ span: Duration, clock: some Clock<Duration> = ContinuousClock()) async throws {
        try await clock.sleep(for: span)
    }
}
