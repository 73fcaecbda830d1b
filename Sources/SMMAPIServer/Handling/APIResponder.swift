import Crypto
import HTTPTypes
package import HummingbirdCore
import Logging
import NIOCore
import SMMAPI
import SMMAccounts
import SMMModel
import Synchronization

/// Turns a request into a response: checks it, calls one service method, encodes what comes back.
package final class APIResponder: Sendable {
    private let services: ServerServices
    private let settings: ServerSettings
    private let matcher = RouteMatcher(Routes.all)
    private let gate: RequestGate
    private let bodies: BodyReader
    private let handlers: Handlers
    private let requests = Atomic<UInt64>(0)
    private let batches = Atomic<Int>(0)
    private let idPrefix: String

    /// The open event streams.
    let streams: StreamRegistry
    /// Who is told what was handed over.
    var hooks: ServerHooks { services.hooks }

    /// A responder on `services`; `idPrefix` begins every request id, so that ids of two runs differ.
    package init(_ services: ServerServices, settings: ServerSettings = ServerSettings(), idPrefix: String) {
        let streams = StreamRegistry()
        self.services = services
        self.settings = settings
        self.streams = streams
        self.idPrefix = idPrefix
        gate = RequestGate(hosts: settings.hosts, origins: settings.origins)
        bodies = BodyReader(nearest: services.nearest)
        handlers = Handlers(services, streams: streams)
        let resolver = services.resolver
        resolver.onChange { [weak streams, weak resolver] in
            guard let streams, let resolver else { return }
            Task { await streams.recheck(resolver) }
        }
    }

    /// The response to a request on a connection; nil when the client is gone and nobody is there to be answered.
    package func respond(to request: Request, on connection: Connection) async -> Response? {
        let id = idPrefix + String(requests.wrappingAdd(1, ordering: .relaxed).newValue, radix: 36)
        do {
            let (route, reply) = try await reply(to: request, on: connection, id: id)
            return response(reply, route, id)
        } catch is ClientGone {
            services.logger.debug("The client hung up.", metadata: ["request.id": "\(id)"])
            return nil
        } catch {
            return refusal(problem(error, request, id), id)
        }
    }

    private func reply(
        to request: Request, on connection: Connection, id: String
    ) async throws -> (Route, Reply) {
        try gate.check(request.head)
        let (path, query) = Self.split(request.head.path ?? "")
        let match = try matcher.match(request.method.rawValue, path)
        let route = match.route
        let items = query.isEmpty ? QueryItems() : try Self.query(query, route, services.nearest)
        let principal = try await connection.principal(services.resolver)
        try Self.admit(principal, route)
        if route.isWrite, let refusal = services.refusal(route.id) { throw refusal }
        let isBatch = route.id == .createPosts
        if isBatch { try enterBatch() }
        defer { if isBatch { batches.wrappingSubtract(1, ordering: .relaxed) } }
        let inquiry = Inquiry(
            route: route, parameter: match.parameter, query: items, body: [],
            call: Call(principal: principal, request: id), connection: connection)
        if try Self.isShort(request, route) { return (route, try await answer(inquiry, request, query)) }
        // A body may be large, a backup or a look at the disk slow, and most writes call an actor, which then runs where
        // its caller does: the event loop of the connection is for what is short and comes often.
        return try await withTaskExecutorPreference(globalConcurrentExecutor) {
            (route, try await answer(inquiry, request, query))
        }
    }

    /// Reads the rest of the request and lets its handler answer.
    private func answer(_ asked: Inquiry, _ request: Request, _ query: Substring) async throws -> Reply {
        var inquiry = asked
        let route = asked.route
        if route.body == .bytes {
            inquiry.upload = request.body
            inquiry.uploadLength = try BodyReader.length(request).map(Int64.init)
        } else if route.isWrite || Self.hasBody(request) {
            (inquiry.body, inquiry.json) = try await bodies.read(request, route)
        }
        if route.isWrite {
            inquiry.call.isDryRun = try asked.query.flag("dryRun")
            if route.takesKey { inquiry.call.key = try Self.key(request, route, query, inquiry.body) }
            if route.takesMatch { inquiry.call.match = try Self.match(request) }
        }
        return try await handlers.handle(inquiry)
    }

    private func enterBatch() throws {
        guard batches.wrappingAdd(1, ordering: .relaxed).newValue <= settings.maximumBatches else {
            // The caller's `defer` is not yet in force.
            batches.wrappingSubtract(1, ordering: .relaxed)
            throw Problem(
                Problem.Code("busy"), status: 503, "Too many batches are being taken in at once.",
                next: "Send it again in a moment.")
        }
    }

    private func response(_ reply: Reply, _ route: Route, _ id: String) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = reply.type
        headers[.requestID] = id
        if let etag = reply.etag { headers[.eTag] = etag }
        if reply.isReplay { headers[.replayed] = "true" }
        return Response(
            status: HTTPResponse.Status(code: reply.status ?? route.status), headers: headers, body: reply.body)
    }

    private func refusal(_ problem: Problem, _ id: String) -> Response {
        let document = ProblemDocument(problem, request: id)
        var headers = HTTPFields()
        headers[.contentType] = APIVersion.problem
        headers[.requestID] = id
        if problem.status == 405, let allowed = problem.allowed { headers[.allow] = allowed }
        if problem.status == 503 { headers[.retryAfter] = "1" }
        var body = ResponseBody()
        if let data = try? WireJSON.encode(document) { body = ResponseBody(byteBuffer: ByteBuffer(bytes: data)) }
        return Response(status: HTTPResponse.Status(code: problem.status), headers: headers, body: body)
    }

    private func problem(_ error: any Error, _ request: Request, _ id: String) -> Problem {
        if let problem = error as? Problem { return problem }
        let known = services.translate(error)
        // The error's own words go to the log alone: they may name paths and statements.
        services.logger.error(
            "A request failed.",
            metadata: [
                "request.id": "\(id)", "request.method": "\(request.method.rawValue)", "error": "\(error)",
                "error.code": "\(known?.code.rawValue ?? "internal")",
            ])
        return known
            ?? Problem(
                Problem.Code("internal"), status: 500, "The daemon made a mistake; it is in its log.",
                next: "See the log: journalctl -u smmd SMM_REQUEST_ID=\(id)")
    }

    private static func split(_ target: String) -> (path: Substring, query: Substring) {
        guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return (target[...], "") }
        return (target[..<mark], target[target.index(after: mark)...])
    }

    private static func query(
        _ text: Substring, _ route: Route, _ nearest: (String, [String]) -> String?
    ) throws(Problem) -> QueryItems {
        let items = try QueryItems(parsing: text)
        for item in items.items where !route.query.contains(where: { $0.name == item.name }) {
            let known = route.query.map(\.name)
            throw Problem(
                Problem.Code("parameter-unknown"), status: 400, "The route does not know this query parameter.",
                given: String(item.name.prefix(100)), allowed: known.isEmpty ? "none" : known.joined(separator: ", "),
                next: nearest(item.name, known).map { "Did you mean \($0)?" })
        }
        return items
    }

    /// Judges what can be judged without knowing the brand: the rest is the service's, inside its transaction.
    private static func admit(_ principal: Principal, _ route: Route) throws {
        guard let role = route.role else { return }
        switch route.scope {
        case .anyone: return
        case .everywhere: try Authority.requireEverywhere(role, of: principal, to: "do this")
        case .brand:
            guard principal.everywhere == nil, principal.roles.isEmpty else { return }
            throw Problem(
                Problem.Code("no-role"), status: 403, "You have no role in any brand.", given: principal.name,
                next: "Ask an admin: smmctl user grant \(principal.name) viewer")
        }
    }

    /// Whether the connection's event loop may answer by itself: reads without a body, and the making of one post, which
    /// comes by the thousand and waits for the database's writer alone.
    private static func isShort(_ request: Request, _ route: Route) throws(Problem) -> Bool {
        if route.id == .createPost { return try BodyReader.length(request).map { $0 <= shortBody } ?? false }
        return !route.isWrite && route.id != .doctor && !hasBody(request)
    }

    private static let shortBody = 16 << 10

    private static func hasBody(_ request: Request) -> Bool {
        request.headers[.contentLength] != nil || request.headers[.transferEncoding] != nil
    }

    private static func key(
        _ request: Request, _ route: Route, _ query: Substring, _ body: [UInt8]
    ) throws(Problem) -> RequestKey? {
        guard let key = request.headers[.idempotencyKey] else { return nil }
        guard (1...APIVersion.maximumKey).contains(key.utf8.count), key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f })
        else {
            throw Problem(
                Problem.Code("key-invalid"), status: 400, "That cannot be an Idempotency-Key.",
                allowed: "1 to \(APIVersion.maximumKey) visible ASCII characters", next: "Use a UUID.")
        }
        var hash = SHA256()
        hash.update(data: Array(query.utf8))
        hash.update(data: [0])
        hash.update(data: body)
        return RequestKey(key: key, route: route.id.rawValue, bodyHash: Array(hash.finalize()))
    }

    private static func match(_ request: Request) throws(Problem) -> Int64? {
        guard let text = request.headers[.ifMatch], text != "*" else { return nil }
        let digits = text.hasPrefix("\"") && text.hasSuffix("\"") && text.count > 2 ? text.dropFirst().dropLast() : ""
        guard let version = Int64(digits) else {
            throw Problem(
                Problem.Code("match-invalid"), status: 400, "If-Match is not an ETag of this API.",
                given: String(text.prefix(60)), allowed: "a number in quotes, as ETag has it, or *")
        }
        return version
    }
}

extension HTTPField.Name {
    static let requestID = HTTPField.Name(known: HeaderName.requestID)
    static let replayed = HTTPField.Name(known: HeaderName.replayed)
    static let idempotencyKey = HTTPField.Name(known: HeaderName.idempotencyKey)

    /// A name that is known to be one; should it ever not be, the header goes by a name nobody reads.
    private init(known name: String) { self = HTTPField.Name(name) ?? .via }
}
