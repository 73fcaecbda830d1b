import Logging
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

    /// Serves on a socket in a temporary folder while `body` runs, then stops and waits for the server's end.
    static func run(
        settings: ServerSettings = ServerSettings(), _ body: @escaping @Sendable (Serving) async throws -> Void
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
                    tasks.addTask { try await group.run() }
                    for await _ in ready {}
                    try await body(Serving(desk: desk, path: path, stop: { await group.triggerGracefulShutdown() }))
                    await group.triggerGracefulShutdown()
                    try await tasks.waitForAll()
                }
            }
        }
    }
}
