import SMMLab
import Testing

extension DaemonHome {
    /// Starts a daemon, runs `body` and stops it, which must go well.
    func running(_ body: (DaemonProcess) async throws -> Void) async throws {
        let daemon = try await start()
        do {
            try await body(daemon)
        } catch {
            try await daemon.killHard()
            await daemon.close()
            throw error
        }
        #expect(try await daemon.stop() == .exited(0))
        await daemon.close()
    }
}
