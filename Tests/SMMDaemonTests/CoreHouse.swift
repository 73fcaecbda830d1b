import Foundation
import Logging
import SMMBuiltinAdapters
import SMMDaemon
import SMMDatabase
import SMMModel
import SMMTestSupport
import Synchronization
import Testing

/// The daemon without its sockets, in a folder of its own, on a clock of the test.
struct CoreHouse {
    let core: DaemonCore
    let folder: String
    let clock: SetClock
    let reserve: FakeReserve
    /// What the service manager was told.
    let told: Told
    /// What was logged since it was opened.
    let logged: Told

    /// Opens and starts a daemon on these files, runs `body` and closes it.
    static func run(
        _ files: [String: String] = [:], clock: SetClock = SetClock(), reserve: FakeReserve = FakeReserve(),
        pause: Pause = .real, _ body: (CoreHouse) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            try await run(in: folder, files, clock: clock, reserve: reserve, pause: pause, body)
        }
    }

    /// The same in a folder that stays.
    static func run(
        in folder: String, _ files: [String: String] = [:], clock: SetClock = SetClock(),
        reserve: FakeReserve = FakeReserve(), pause: Pause = .real, _ body: (CoreHouse) async throws -> Void
    ) async throws {
        try write(files.merging(["smmd.yaml": ""]) { own, _ in own }, folder)
        let (told, logged) = (Told(), Told())
        let options = DaemonOptions(
            configuration: folder + "/config", state: folder + "/state", socket: folder + "/s", site: folder + "/site",
            adapters: BuiltinAdapters.all, clock: clock, pause: pause)
        let core = try await DaemonCore.open(
            options, logger: Logger(label: "test") { _ in LineLog(logged) }, reserve: reserve,
            tellStatus: { told.add($0) })
        do {
            _ = try await core.start()
            try await body(
                CoreHouse(
                    core: core, folder: folder, clock: clock, reserve: reserve, told: told, logged: logged))
            await core.close()
        } catch {
            await core.close()
            throw error
        }
    }

    /// Writes configuration files.
    func write(_ files: [String: String]) throws { try Self.write(files, folder) }

    private static func write(_ files: [String: String], _ folder: String) throws {
        for (name, text) in files {
            let path = folder + "/config/" + name
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        }
    }
}

/// A clock that goes when it is told to.
final class SetClock: TimeSource {
    private let state: Mutex<Instant>

    /// 2026-12-01 at noon unless told otherwise.
    init(_ start: Instant = Instant(milliseconds: 1_796_126_400_000)) { state = Mutex(start) }

    var now: Instant {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
    var monotonic: Milliseconds { .zero }
}

/// A disk with room or without.
final class FakeReserve: SpaceReserve {
    private let state = Mutex((hasSpace: true, isHeld: false))
    private let released: @Sendable () -> Void

    /// A disk with room.
    init() { released = {} }

    /// A full disk on which a former run has left a reserve.
    init(left released: @escaping @Sendable () -> Void) {
        self.released = released
        state.withLock { $0 = (hasSpace: false, isHeld: true) }
    }

    private let reason = Mutex(DatabaseFailure(.full, "the test says so"))

    /// Why there is none.
    var failure: DatabaseFailure {
        get { reason.withLock { $0 } }
        set { reason.withLock { $0 = newValue } }
    }

    var hasSpace: Bool {
        get { state.withLock { $0.hasSpace } }
        set { state.withLock { $0.hasSpace = newValue } }
    }
    var isHeld: Bool { state.withLock { $0.isHeld } }

    func hold() throws(DatabaseFailure) {
        let isHeld = state.withLock { state in
            state.isHeld = state.hasSpace
            return state.isHeld
        }
        if !isHeld { throw failure }
    }

    func release() throws(DatabaseFailure) -> Bool {
        let wasHeld = state.withLock { state in
            defer { state.isHeld = false }
            return state.isHeld
        }
        if wasHeld { released() }
        return wasHeld
    }
}

/// Lines in the order they were told.
final class Told: Sendable {
    private let state = Mutex<[String]>([])

    var lines: [String] { state.withLock { $0 } }
    func add(_ line: String) { state.withLock { $0.append(line) } }
}
