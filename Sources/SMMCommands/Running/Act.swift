import ArgumentParser

/// A command that talks to the daemon.
protocol Act: AsyncParsableCommand {
    /// The options every command takes.
    var common: CommonOptions { get }
    /// Does it.
    func run(_ session: Session) async throws
}

/// A command that changes something.
protocol Change: Act {
    /// Whether to change nothing.
    var dryRun: DryRunOption { get }
}

extension Act {
    /// Opens the session, does it, closes the session.
    mutating func run() async throws {
        let isDryRun = (self as? any Change)?.dryRun.isOn ?? false
        let session = try Session(common, isDryRun: isDryRun, terminal: CommandRunner.terminal)
        do {
            try await run(session)
        } catch {
            await session.close()
            throw error
        }
        await session.close()
    }
}
