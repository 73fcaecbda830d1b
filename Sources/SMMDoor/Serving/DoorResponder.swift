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
        case .callback: return await ask(query, DoorWords.of(facts.language))
        case .invite(let secret) where request.method == .post: return await accept(secret, request, body, facts)
        case .invite(let secret): return await invite(secret, facts)
        case .hook(let hook): return await take(hook, request, body)
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
    private func ask(_ query: String, _ words: DoorWords) async -> DoorReply {
        guard let callback = FormFields.read(query).flatMap(Self.callback) else {
            return Self.said(.badRequest, \.over, words)
        }
        let own: DoorWords
        switch await asked(.awaited(callback.state)).answer {
        case .taken(let language): own = DoorWords.of(language)
        // It may be back by the time the button is pressed.
        case .later: own = words
        default: return Self.said(.gone, \.over, words)
        }
        let fields = [
            ("state", callback.state), ("code", callback.code), ("iss", callback.issuer), ("error", callback.error),
        ].filter { !$0.1.isEmpty }
        return .page(.ok, DoorPage.back(fields.map { (name: $0.0, value: $0.1) }, own), isForm: true)
    }

    private func finish(_ request: DoorRequest, _ body: Body, _ words: DoorWords) async -> DoorReply {
        guard Self.isOwnForm(request) else { return .notFound }
        guard let bytes = await body(DoorRoute.longestForm) else { return DoorReply(.contentTooLarge) }
        guard let text = String(validating: bytes, as: UTF8.self),
            let callback = FormFields.read(text).flatMap(Self.callback)
        else { return Self.said(.badRequest, \.over, words) }
        switch await asked(.callback(callback)).answer {
        case .taken(let language):
            return Self.said(.ok, callback.error.isEmpty ? \.done : \.denied, DoorWords.of(language))
        case .news(let news, let names): return .page(.ok, DoorPage.news(news, names), isForm: false)
        case .later: return Self.said(.serviceUnavailable, \.later, words)
        default: return Self.said(.gone, \.over, words)
        }
    }

    /// Shows an invite: opening its address does nothing.
    private func invite(_ secret: String, _ facts: DoorFacts) async -> DoorReply {
        switch await asked(.invite(secret)).answer {
        case .invitation(let names): return .page(.ok, DoorPage.invite(names, secret: secret), isForm: true)
        case .news(let news, let names): return .page(.gone, DoorPage.news(news, names), isForm: false)
        case .later: return Self.said(.serviceUnavailable, \.later, DoorWords.of(facts.language))
        default: return Self.said(.notFound, \.unknown, DoorWords.of(facts.language))
        }
    }

    private func accept(_ secret: String, _ request: DoorRequest, _ body: Body, _ facts: DoorFacts) async -> DoorReply {
        guard Self.isOwnForm(request) else { return .notFound }
        guard await body(DoorRoute.longestForm) != nil else { return DoorReply(.contentTooLarge) }
        switch await asked(.accept(secret)).answer {
        // An address that a browser would run, or that could break out of its page, is none of a network's.
        case .visit(let url, let names) where Self.isWebAddress(url):
            return .page(.ok, DoorPage.visit(url, names), isForm: false)
        case .visit(_, let names): return .page(.ok, DoorPage.news(.failed, names), isForm: false)
        case .news(let news, let names):
            return .page(news == .failed ? .ok : .gone, DoorPage.news(news, names), isForm: false)
        case .later: return Self.said(.serviceUnavailable, \.later, DoorWords.of(facts.language))
        default: return .notFound
        }
    }

    /// Hands a program's message over, word for word: whether it is good is not for the door to say.
    private func take(_ hook: String, _ request: DoorRequest, _ body: Body) async -> DoorReply {
        let signs = ["webhook-id", "webhook-timestamp", "webhook-signature"].map { name in
            HTTPField.Name(name).flatMap { request.fields[$0] } ?? ""
        }
        guard signs.allSatisfy({ (1...DoorHook.longestField).contains($0.utf8.count) }) else { return .notFound }
        guard let bytes = await body(DoorHook.longestBody) else { return DoorReply(.contentTooLarge) }
        let message = DoorHook(hook: hook, message: signs[0], timestamp: signs[1], signature: signs[2], body: bytes)
        switch await asked(.hook(message)).answer {
        case .taken: return DoorReply(.accepted)
        case .unfit(let problem):
            return DoorReply(
                .unprocessableContent, fields: [.contentType: "application/problem+json"],
                body: .bytes(Array(problem.utf8)))
        case .later: return .later
        default: return .notFound
        }
    }

    /// A form that one of our own pages sent: another site's may not press a button for whoever looks at it.
    private static func isOwnForm(_ request: DoorRequest) -> Bool {
        let isForm = request.fields[.contentType]?.lowercased().hasPrefix("application/x-www-form-urlencoded") == true
        let site = DoorRequest.site.flatMap { request.fields[$0] } ?? "same-origin"
        return isForm && site == "same-origin"
    }

    private static func isWebAddress(_ url: String) -> Bool {
        (url.hasPrefix("https://") || url.hasPrefix("http://")) && url.utf8.count <= 4096
            && url.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    private static func said(
        _ status: HTTPResponse.Status, _ page: KeyPath<DoorWords, DoorWords.Page>, _ words: DoorWords
    ) -> DoorReply {
        .page(status, DoorPage.plain(page, words), isForm: false)
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
