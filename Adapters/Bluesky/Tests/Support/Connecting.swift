import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel

/// A network that knows one account, by its own site, its directory and its server.
enum Connecting {
    static let site = "https://\(Place.handle)/.well-known/atproto-did"
    static let directory = "https://plc.directory/\(Place.did)"

    static func serve(on server: ScriptedServer, scope: String = "com.atproto.appPass") {
        server.on(site, Answers.plain(200, Place.did + "\n"))
        server.on(directory, document())
        server.on("com.atproto.identity.resolveHandle", Answers.json(.object(["did": .string(Place.did)])))
        server.on(
            "com.atproto.server.describeServer",
            Answers.json(
                .object([
                    "did": .string("did:web:pds.example.com"), "availableUserDomains": .array([]),
                    "blobUploadLimit": .number(5_242_880),
                ])))
        server.on("com.atproto.server.createSession", Answers.json(Answers.session(scope)))
        server.on(
            "com.atproto.server.getSession",
            Answers.json(
                .object(["did": .string(Place.did), "handle": .string(Place.handle)]),
                headers: [HTTPField("Date", "Mon, 23 Nov 2026 10:00:30 GMT")]))
    }

    static func document(handle: String = Place.handle, pds: String = Place.pds, id: String = Place.did) -> HTTPResponse
    {
        Answers.json(
            .object([
                "id": .string(id), "alsoKnownAs": .array([.string("at://\(handle)")]),
                "service": .array([
                    .object([
                        "id": .string("#atproto_pds"), "type": .string("AtprotoPersonalDataServer"),
                        "serviceEndpoint": .string(pds),
                    ])
                ]),
            ]))
    }

    /// Connects with this handle and password in one go; the step it ends at.
    static func connect(
        _ place: Place, handle: String = Place.handle, password: String? = "secret-app-pass",
        settings: [String: String] = [:]
    ) async -> ConnectStep {
        let given = settings.merging(["handle": handle]) { first, _ in first }
        let first = await place.adapter.connect(ConnectRequest(settings: given), in: place.connecting)
        guard let password, case .ask(.password, let memory) = first else { return first }
        return await place.adapter.connect(
            ConnectRequest(settings: given, answer: .password(Secret(password), factor: nil), memory: memory),
            in: place.connecting)
    }

    /// The code of a refusal; else the name of the step.
    static func code(_ step: ConnectStep) -> String {
        switch step {
        case .visit: "visit"
        case .ask(let question, _): "ask-\(question.rawValue)"
        case .connected: "connected"
        case .refused(let problem): problem.code.rawValue
        case .tryAgain(_, let reason): "later: \(reason.code)"
        }
    }
}
