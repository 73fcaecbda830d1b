import HTTPTypes
import Logging
import NIOCore
import SMMDoor
import SMMDoorWire
import SMMModel
import SMMTestSupport
import ServiceLifecycle
import Synchronization
import Testing

/// A door whose daemon is a closure, with a clock of the test.
final class Entrance: Sendable {
    static let host = "door.example.org"
    static let facts = DoorFacts(host: host, language: "de", proxies: ["127.0.0.1"])

    let desk: Desk
    let responder: DoorResponder
    let settings: DoorSettings
    let lines = LogLines()
    private let box: Box

    /// An entrance whose questions but that for the facts `answer` answers.
    init(
        _ settings: DoorSettings = Entrance.patient,
        answer: @escaping @Sendable (DoorQuestion) -> Result<DeskReply, DeskFault> = { _ in
            .success(DeskReply(.refused))
        }
    ) {
        self.settings = settings
        let box = Box()
        desk = Desk(
            settings, now: { box.now() },
            call: { question in
                box.note(question)
                if question == .facts, !box.isDown { return .success(DeskReply(.facts(Entrance.facts))) }
                return box.isDown ? .failure(.absent) : answer(question)
            })
        let lines = self.lines
        responder = DoorResponder(
            desk: desk, settings: settings, now: { box.now() }, logger: lines.logger)
        self.box = box
    }

    /// The limits with deadlines that no machine is too slow for.
    static var patient: DoorSettings {
        var settings = DoorSettings()
        settings.headTime = .hours(1)
        settings.bodyTime = .hours(1)
        settings.answerTime = .hours(1)
        settings.readTime = .hours(1)
        settings.stopTime = .hours(1)
        return settings
    }

    /// Every question but those for the facts.
    var questions: [DoorQuestion] { box.questions.filter { $0 != .facts } }
    /// How often the facts were asked for.
    var factsAsked: Int { box.questions.count { $0 == .facts } }

    /// Lets time pass.
    func pass(_ span: Milliseconds) { box.pass(span) }

    /// Stops the daemon, or starts it again.
    func set(isDown: Bool) { box.set(isDown: isDown) }

    /// The answer to a request without a body.
    func get(
        _ target: String, method: HTTPRequest.Method = .get, host: String? = Entrance.host, fields: HTTPFields = [:],
        peer: String? = "203.0.113.7", body: [UInt8]? = nil
    ) async -> DoorReply {
        var fields = fields
        if let body { fields[.contentLength] = String(body.count) }
        return await responder.respond(
            to: DoorRequest(method: method, target: target, host: host, fields: fields, peer: peer),
            body: { most in
                guard let body, body.count <= most else { return nil }
                return body
            })
    }

    /// Serves on a free port of this machine while `body` runs.
    func serving(_ body: @escaping @Sendable (Int, DoorServer) async throws -> Void) async throws {
        let (ready, tell) = AsyncStream<Int>.makeStream()
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let server = DoorServer(
            responder: responder, targets: [.address("127.0.0.1", port: 0)], settings: settings, logger: logger,
            onReady: { tell.yield($0.first ?? 0) })
        let group = ServiceGroup(services: [server], logger: logger)
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            let port = try #require(await ready.first { _ in true })
            let result: Result<Void, any Error>
            do {
                result = .success(try await body(port, server))
            } catch {
                result = .failure(error)
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            try result.get()
        }
        await desk.close()
    }
}

/// What an entrance's closures share.
private final class Box: Sendable {
    private struct State {
        var time = Milliseconds.hours(1)
        var questions: [DoorQuestion] = []
        var isDown = false
    }

    private let state = Mutex(State())

    var questions: [DoorQuestion] { state.withLock { $0.questions } }
    var isDown: Bool { state.withLock { $0.isDown } }

    func now() -> Milliseconds { state.withLock { $0.time } }
    func note(_ question: DoorQuestion) { state.withLock { $0.questions.append(question) } }
    func set(isDown: Bool) { state.withLock { $0.isDown = isDown } }
    func pass(_ span: Milliseconds) { state.withLock { $0.time = Milliseconds(count: $0.time.count + span.count) } }
}
