import Logging
import SMMAPIServer
import SMMConfig
import SMMControl
import SMMDoorWire
import SMMModel
import SMMSystemd
import ServiceLifecycle

/// Listens for the door until the daemon stops. Where that cannot be done, the daemon goes on without it and says so.
struct DoorService: Service {
    let core: DaemonCore
    let desk: DoorDesk

    func run() async throws {
        let path = desk.setup.socket
        let listener: DeskListener
        do {
            listener = DeskListener(
                descriptor: try UnixListener.open(path: path, mode: 0o660),
                // The door's user, and the daemon's own, as which both run where nothing is installed.
                users: DeskPeer.users(core.configuration.door.user),
                strangers: { [desk] in desk.noteStranger() }, answer: { [desk] in await desk.answer($0) })
        } catch {
            core.logger.error(
                "The daemon cannot listen for its door, and goes on without: no network can fetch media.",
                metadata: LogKey.metadata([.path: "\(path)", .error: "\(error)"]))
            try await gracefulShutdown()
            return
        }
        let name = SocketName(path)
        listener.start()
        desk.set(isListening: true)
        defer {
            desk.set(isListening: false)
            listener.stop()
            name.remove()
        }
        try await gracefulShutdown()
        // A client may be half through connecting: a token that was given and is not kept would be nobody's.
        listener.stop()
        let pause = core.options.pause
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await listener.drained() }
            group.addTask { _ = await pause(Self.patience) }
            await group.next()
            group.cancelAll()
        }
    }

    /// How long what was asked before a stop may still take: as long as the door waits for it.
    private static let patience = Milliseconds.seconds(20)
}

extension DoorSetup {
    /// The setup from the configuration; nil where there is no door.
    init?(_ door: DoorConfiguration) {
        guard let url = door.url else { return nil }
        self.init(
            url: url, socket: door.socket,
            facts: DoorFacts(host: door.host, language: door.language, proxies: door.proxies))
    }
}
