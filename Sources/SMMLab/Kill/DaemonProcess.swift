import Glibc

/// One life of a daemon. `close` when nobody speaks to it any more.
package final class DaemonProcess: Sendable {
    /// Speaks to it.
    package let client: LabClient
    private let child: ChildProcess

    init(_ child: ChildProcess, socket: String) {
        self.child = child
        self.client = LabClient(socket: socket)
    }

    /// Ends the client's connection and threads; nobody may be speaking through it.
    package func close() async { await client.close() }

    /// Its process id.
    package var pid: Int32 { child.pid }

    /// Whether it has ended.
    package var hasEnded: Bool { child.ending != nil }

    /// Waits until it answers; false when it ended before.
    ///
    /// - Throws: `LabFailure` when it neither answers nor ends.
    package func ready() async throws -> Bool {
        var answers = false
        let isClear = try await Wait.until(within: .seconds(60), every: .milliseconds(10)) {
            guard !hasEnded else { return true }
            answers = await client.ping()
            return answers
        }
        guard isClear else { throw LabFailure("The daemon does not answer.") }
        return answers
    }

    /// Kills it as a power cut would, at this instant.
    ///
    /// - Throws: `LabFailure` when it does not end.
    package func killHard() async throws {
        child.signal(SIGKILL)
        _ = try await child.end(within: .seconds(30))
    }

    /// Runs `body` while `log` follows the record; the daemon must have ended, or ends now, before this returns.
    ///
    /// - Throws: what `body` throws.
    package func followed<Value: Sendable>(
        by log: FollowLog, _ body: () async throws -> Value
    ) async throws -> Value {
        async let reader: Void = client.follow(after: log.last, into: log)
        do {
            let value = try await body()
            try await reader
            return value
        } catch {
            // Otherwise the reader would wait for a daemon that nobody ends.
            try await killHard()
            // What the reader met comes after what is thrown already.
            _ = try? await reader
            throw error
        }
    }

    /// Tells it to stop, as the service manager does; how it ended.
    ///
    /// - Throws: `LabFailure` when it does not end.
    package func stop(within limit: Duration = .seconds(60)) async throws -> ChildProcess.Ending {
        child.signal(SIGTERM)
        return try await child.end(within: limit)
    }

    /// Waits until it has died at the point it was told to die at.
    ///
    /// - Returns: what was wrong with its end, for a person; nil when it died as it was told to.
    /// - Throws: `LabFailure` when it cannot even be killed.
    func dies(within limit: Duration = .seconds(30)) async throws -> String? {
        do {
            let ending = try await child.end(within: limit)
            return ending == .killed(SIGKILL) ? nil : "the daemon ended as \(ending)"
        } catch {
            try await killHard()
            return "the point was never passed"
        }
    }

    /// Waits until it has ended by itself.
    ///
    /// - Throws: `LabFailure` when it does not.
    package func end(within limit: Duration) async throws -> ChildProcess.Ending {
        try await child.end(within: limit)
    }
}
