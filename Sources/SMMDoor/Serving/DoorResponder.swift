import HTTPTypes
package import Logging
import SMMDoorWire
package import SMMModel
import SMMSystemd
import Synchronization

/// Answers requests. Knows nothing itself: what is good is asked of smmd.
package final class DoorResponder: Sendable {
    /// The bytes of a body, when they are asked for; nil when they are more than this many, or did not all come.
    package typealias Body = @Sendable (_ most: Int) async -> [UInt8]?

    private let desk: Desk
    private let settings: DoorSettings
    private let now: @Sendable () -> Milliseconds
    private let logger: Logger
    private let rates: Mutex<RateTable>
    private let transfers: TransferRoom

    /// A responder that asks at `desk`; `now` is a clock that nobody sets.
    package init(
        desk: Desk, settings: DoorSettings, now: @escaping @Sendable () -> Milliseconds, logger: Logger
    ) {
        self.desk = desk
        self.settings = settings
        self.now = now
        self.logger = logger
        transfers = TransferRoom(most: settings.transfers)
        rates = Mutex(RateTable(capacity: settings.burst, perSecond: settings.perSecond, most: settings.clients))
    }

    /// How many clients' rates are remembered.
    package var clients: Int { rates.withLock { $0.count } }

    /// The answer to one request, which is also noted.
    package func respond(to request: DoorRequest, body: @escaping Body) async -> DoorReply {
        let began = now()
        let (facts, fault) = await desk.facts()
        if let fault { noteDesk(fault) }
        let trusted = ClientAddress.proxies(facts?.proxies ?? [])
        let forwarded = DoorRequest.forwarded.map { request.fields[values: $0] } ?? []
        let client = ClientAddress.of(peer: request.peer, forwarded: forwarded, trusted: trusted)
        let found = DoorRoute.find(request.target)
        let reply = await answer(request, found, client, facts, body)
        if reply.status == .notFound || reply.status == .contentTooLarge {
            rates.withLock { $0.charge(settings.failureCost, to: client, now: now()) }
        }
        // The route's name, never the address: that may be good for something.
        logger.info(
            "request",
            metadata: LogKey.metadata([
                .route: "\(found?.route.name ?? "none")", .status: "\(reply.status.code)", .host: "\(client)",
                .count: "\(reply.count)", .durationMilliseconds: "\((now() - began).count)",
            ]))
        return reply
    }

    private func answer(
        _ request: DoorRequest, _ found: (route: DoorRoute, query: String)?, _ client: ClientAddress,
        _ facts: DoorFacts?,
        _ body: Body
    ) async -> DoorReply {
        guard rates.withLock({ $0.take(from: client, now: now()) }) else { return .tooMany }
        guard !request.hasSecondHost else { return DoorReply(.badRequest) }
        guard let (route, query) = found, route.methods.contains(request.method) else { return .notFound }
        guard let facts else { return .later }
        guard HostCheck.matches(request.host, facts.host) else { return DoorReply(.misdirectedRequest) }
        guard request.announced ?? 0 <= route.longestBody, route.longestBody > 0 || !request.hasBody else {
            return DoorReply(.contentTooLarge)
        }
        switch route {
        case .media(let text): return await media(text, isLook: request.method == .head)
        case .proof(let riddle): return await proof(riddle)
        case .callback where request.method == .post: return await finish(request, body, DoorWords.of(facts.language))
        case .callback: return ask(query, DoorWords.of(facts.language))
        }
    }

    // MARK: Media

    private func media(_ text: String, isLook: Bool) async -> DoorReply {
        // What is no address, or is over, need not be asked about.
        guard MediaPassText(text) != nil else { return .notFound }
        // Taken before the daemon is asked: of those that ask together, no more than there is room for are answered.
        guard let place = transfers.enter() else { return .later }
        let reply = await asked(.media(text, isLook: isLook))
        guard case .media(let type, let count) = reply.answer, let file = reply.file, Self.isMedium(type) else {
            return reply.answer == .later ? .later : .notFound
        }
        var fields: HTTPFields = [.contentType: type]
        fields[.contentDisposition] = "inline"
        var answer = DoorReply(.ok, fields: fields, body: .file(file, count: count))
        answer.place = place
        return answer
    }

    /// Only pictures and videos are handed out: a page of ours must never be another's.
    private static func isMedium(_ type: String) -> Bool {
        let isPlain = type.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x2B...0x39).contains($0) }
        return isPlain && type.utf8.count <= 40 && (type.hasPrefix("image/") || type.hasPrefix("video/"))
            && !type.contains("svg")
    }

    // MARK: The rest

    private func proof(_ riddle: String) async -> DoorReply {
        guard riddle.utf8.count <= 64, case .proof(let answer) = await asked(.proof(riddle)).answer else {
            return .notFound
        }
        return DoorReply(.ok, fields: [.contentType: "text/plain; charset=utf-8"], body: .bytes(Array(answer.utf8)))
    }

    /// Shows what a network sent the browser back with, and asks whether it is meant: opening an address does nothing.
    private func ask(_ query: String, _ words: DoorWords) -> DoorReply {
        guard let callback = FormFields.read(query).flatMap(Self.callback) else {
            return .page(.badRequest, DoorPage.over(words), isForm: false)
        }
        let fields = [
            ("state", callback.state), ("code", callback.code), ("iss", callback.issuer), ("error", callback.error),
        ].filter { !$0.1.isEmpty }
        return .page(.ok, DoorPage.back(fields.map { (name: $0.0, value: $0.1) }, words), isForm: true)
    }

    private func finish(_ request: DoorRequest, _ body: Body, _ words: DoorWords) async -> DoorReply {
        let isForm = request.fields[.contentType]?.lowercased().hasPrefix("application/x-www-form-urlencoded") == true
        let site = DoorRequest.site.flatMap { request.fields[$0] } ?? "same-origin"
        guard isForm, site == "same-origin" else { return .notFound }
        guard let bytes = await body(DoorRoute.longestForm) else { return DoorReply(.contentTooLarge) }
        guard let text = String(validating: bytes, as: UTF8.self),
            let callback = FormFields.read(text).flatMap(Self.callback)
        else { return .page(.badRequest, DoorPage.over(words), isForm: false) }
        switch await asked(.callback(callback)).answer {
        case .taken(let language):
            let own = DoorWords.of(language)
            return .page(.ok, callback.error.isEmpty ? DoorPage.done(own) : DoorPage.denied(own), isForm: false)
        case .later: return .page(.serviceUnavailable, DoorPage.later(words), isForm: false)
        default: return .page(.gone, DoorPage.over(words), isForm: false)
        }
    }

    /// What a browser brought; nil without a state, or with neither a code nor an error.
    private static func callback(_ fields: [String: String]) -> DoorCallback? {
        let callback = DoorCallback(
            state: fields["state"] ?? "", code: fields["code"] ?? "", issuer: fields["iss"] ?? "",
            error: fields["error"] ?? "")
        let isShort = callback.texts.allSatisfy { $0.utf8.count <= DoorCallback.longestText }
        guard isShort, !callback.state.isEmpty, callback.code.isEmpty != callback.error.isEmpty else { return nil }
        return callback
    }

    private func asked(_ question: DoorQuestion) async -> DeskReply {
        do throws(DeskFault) {
            return try await desk.ask(question)
        } catch {
            noteDesk(error)
            return DeskReply(.later)
        }
    }

    private func noteDesk(_ fault: DeskFault) {
        logger.warning("smmd did not answer its door.", metadata: LogKey.metadata([.errorCode: "\(fault.rawValue)"]))
    }
}
