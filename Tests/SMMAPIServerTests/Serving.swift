import Logging
import NIOCore
import SMMAPIServer
import SMMTestSupport
import ServiceLifecycle
import Testing

/// A desk behind a real Unix socket.
struct Serving {
    let desk: Desk
    let path: String
    /// Asks the server to stop as the service manager would.
    let stop: @Sendable () async -> Void
    /// Asks the same, and returns once the server has ended.
    let stopped: @Sendable () async -> Void

    /// The limits with deadlines that no machine is too slow for: a test that wants one to pass sets it itself.
    static var patient: ServerSettings {
        var settings = ServerSettings()
        settings.headTime = .hours(1)
        settings.bodyTime = .hours(1)
        settings.idleTime = .hours(1)
        settings.lingerTime = .hours(1)
        settings.stopTime = .hours(1)
        settings.closeTime = .hours(1)
        return settings
    }

    /// The same with one connection to it, which is closed when `body` is done.
    static func connected(
        settings: ServerSettings = Serving.patient, _ body: @escaping @Sendable (Serving, Wire) async throws -> Void
    ) async throws {
        try await run(settings: settings) { (serving) async throws in
            try await Wire.connect(serving.path) { (wire) async throws in try await body(serving, wire) }
        }
    }

    /// Serves on a socket in a temporary folder while `body` runs, then stops and waits for the server's end.
    static func run(
        settings: ServerSettings = Serving.patient, _ body: @escaping @Sendable (Serving) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            try await Desk.open(settings: settings) { (desk) async throws in
                let path = folder + "/smmd.sock"
                let (ready, tell) = AsyncStream<Void>.makeStream()
                let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
                let server = APIServer(
                    responder: desk.responder, targets: [.path(path, mode: 0o660)], settings: settings, logger: logger,
                    onReady: { tell.finish() })
                let group = ServiceGroup(services: [server], logger: logger)
                try await withThrowingTaskGroup { tasks in
                    let (ended, end) = AsyncStream<Void>.makeStream()
                    tasks.addTask {
                        defer { end.finish() }
                        try await group.run()
                    }
                    for await _ in ready {}
                    let stop: @Sendable () async -> Void = { await group.triggerGracefulShutdown() }
                    try await body(
                        Serving(
                            desk: desk, path: path, stop: stop,
                            stopped: {
                                await stop()
                                for await _ in ended {}
                            }))
                    await group.triggerGracefulShutdown()
                    try await tasks.waitForAll()
                }
            }
        }
    }
}
