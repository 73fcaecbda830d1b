import SMMAPI
import SMMAPIClient
import SMMModel

/// One run of a command: the daemon it talks to, the brand it is about, and the terminal it writes to.
struct Session: Sendable {
    let client: APIClient
    let terminal: Terminal
    let format: OutputFormat
    let isQuiet: Bool
    let isDryRun: Bool
    let saysYes: Bool
    /// The brand chosen by option, environment or `brand use`; nil leaves it to the daemon.
    let brand: String?

    init(_ common: CommonOptions, isDryRun: Bool, terminal: Terminal) throws(CommandFailure) {
        let variables = terminal.variables
        func setting(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }
        let socket = common.socket ?? setting("SMM_SOCKET")
        do throws(ClientError) {
            let endpoint: ClientEndpoint =
                if let host = common.host ?? setting("SMM_HOST") {
                    .ssh(try SSHTarget(host), socket: common.socket)
                } else {
                    .socket(path: socket ?? ClientEndpoint.defaultSocket)
                }
            self.client = APIClient(endpoint: endpoint, ssh: terminal.ssh)
        } catch {
            throw CommandFailure(error)
        }
        self.terminal = terminal
        self.format = common.format
        self.isQuiet = common.quiet
        self.isDryRun = isDryRun
        self.saysYes = common.yes
        self.brand = common.brand ?? setting("SMM_BRAND") ?? SavedBrand(variables: variables).read()
    }

    /// Ends the connection.
    func close() async { await client.close() }

    /// Calls a route and reads its answer. `path` fills the route's parameters; `query` values that are nil are left
    /// out. Creates carry an idempotency key of their own.
    func call<Value: Decodable & Sendable>(
        _ id: RouteID, as type: Value.Type = Value.self, path: [String: String] = [:],
        query: [(String, String?)] = [], body: (any Encodable)? = nil
    ) async throws -> Answer<Value> {
        try answer(await send(try request(id, path: path, query: query, body: body)))
    }

    /// The request of a route; a dry run asks for one of every write, unless `isDryRun` says otherwise.
    func request(
        _ id: RouteID, path: [String: String] = [:], query: [(String, String?)] = [], body: (any Encodable)? = nil,
        isDryRun: Bool? = nil
    ) throws -> ClientRequest {
        guard let route = Routes.route(id) else {
            throw CommandFailure.local("route-missing", "This smmctl does not know the route \(id.rawValue).")
        }
        var target = route.path
        for (name, value) in path { target = Self.fill(target, name, value) }
        var items = QueryItems()
        for (name, value) in query { items[name] = value }
        if route.isWrite, isDryRun ?? self.isDryRun { items["dryRun"] = "true" }
        let text = items.text
        var headers: [(name: String, value: String)] = []
        if route.takesKey { headers.append((name: "Idempotency-Key", value: key())) }
        let bytes = try body.map { Array(try WireJSON.encode($0)) }
        return ClientRequest(
            route.method, text.isEmpty ? target : target + "?" + text, headers: headers,
            body: bytes.map { .json($0) } ?? .none, patience: patience(id))
    }

    /// Sends a request; throws what the daemon refused as a `CommandFailure`.
    func send(_ request: ClientRequest) async throws -> ClientResponse {
        let response = try await client.send(request)
        guard response.status < 400 else { throw Self.refusal(response) }
        return response
    }

    /// Reads an answer's body.
    func answer<Value: Decodable & Sendable>(_ response: ClientResponse) throws -> Answer<Value> {
        do {
            return Answer(value: try WireJSON.decode(Value.self, from: response.body), body: response.body)
        } catch {
            throw CommandFailure(
                ClientError(
                    .unreadable, "The daemon's answer cannot be read: it may be older or newer than this smmctl.",
                    next: "smmctl version"))
        }
    }

    /// The refusal in an answer.
    static func refusal(_ response: ClientResponse) -> CommandFailure {
        if let document = try? WireJSON.decode(ProblemDocument.self, from: response.body) {
            return CommandFailure(document.problem)
        }
        return CommandFailure(
            Problem(
                Problem.Code("answer-unreadable"), status: response.status,
                "The daemon refused with the status \(response.status) and said nothing that can be read.",
                next: "journalctl --unit smmd --lines 20"))
    }

    private static func fill(_ path: String, _ name: String, _ value: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false)
            .map { $0 == "{\(name)}" ? PercentCoding.encode(value) : String($0) }.joined(separator: "/")
    }

    /// How many seconds an answer may take: a backup copies the whole database, a test notice waits for mail.
    private func patience(_ id: RouteID) -> Int64 {
        if let seconds = terminal.variables["SMM_TIMEOUT"].flatMap(Int64.init), (1...86_400).contains(seconds) {
            return seconds
        }
        return switch id {
        case .createBackup: 3600
        case .connectAccount, .continueConnection, .reconnectAccount, .checkAccount, .rotateVault, .importVault: 600
        case .testNotice, .reloadConfig, .uploadMedia, .createPosts: 120
        case .previewMedia: 600
        default: 30
        }
    }

    private func key() -> String {
        [terminal.random(), terminal.random()].map { Crockford.encode($0) }.joined(separator: "-")
    }
}
