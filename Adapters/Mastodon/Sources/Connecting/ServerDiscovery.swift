import SMMAdapterKit
import SMMModel

/// What a server says of itself to somebody without a token.
struct ServerDiscovery: Sendable {
    /// Its description.
    let instance: InstanceReading
    /// The addresses of OAuth, on the server itself.
    let authorize: String
    let token: String
    let revoke: String
    let register: String
    /// Its scopes, where it lists them.
    let scopes: [String]?
    /// Whether it takes PKCE with S256.
    let takesChallenge: Bool
    /// The name it has as an issuer of codes.
    let issuer: String?
    /// Whether it names itself with every code (RFC 9207).
    let namesIssuer: Bool

    /// What is at the address of the OAuth document.
    private enum Metadata {
        case document(JSONValue)
        /// Nothing.
        case none
        /// Something else: a page, or JSON that is no such document.
        case other(Failure)
    }

    /// Asks the server.
    ///
    /// - Throws: `ConnectStop` with what a person can do.
    static func ask(_ session: ServerSession) async throws(ConnectStop) -> ServerDiscovery {
        let metadata = try await metadata(session)
        let instance = try await instance(session)
        switch metadata {
        case .document(let document): return ServerDiscovery(session.server, instance, document)
        case .none: return ServerDiscovery(session.server, instance, nil)
        case .other(let failure):
            // Some servers answer every address they do not have with their web page or an empty list. Mastodon says
            // 404; a page before it would take the challenge and the check of the issuer from us.
            if instance.numbersLikeMastodon { throw .later(after: nil, failure) }
            return ServerDiscovery(session.server, instance, nil)
        }
    }

    private init(_ server: ServerAddress, _ instance: InstanceReading, _ metadata: JSONValue?) {
        self.instance = instance
        // Our secrets go to the server the person named and to no other, whatever a document says.
        func address(_ name: String, _ path: String) -> String {
            metadata?[name]?.filled.flatMap { server.holds($0) ? $0 : nil } ?? server.origin + path
        }
        authorize = address("authorization_endpoint", "/oauth/authorize")
        token = address("token_endpoint", "/oauth/token")
        revoke = address("revocation_endpoint", "/oauth/revoke")
        register = address("app_registration_endpoint", "/api/v1/apps")
        scopes = metadata?["scopes_supported"]?.elements?.prefix(500).compactMap(\.string)
        takesChallenge = metadata?["code_challenge_methods_supported"]?.elements?.contains(.string("S256")) ?? false
        issuer = metadata?["issuer"]?.filled
        namesIssuer = metadata?["authorization_response_iss_parameter_supported"]?.bool ?? false
    }

    /// The description: the newer form, else the older.
    static func instance(_ session: ServerSession) async throws(ConnectStop) -> InstanceReading {
        var last: Obstacle?
        for path in ["/api/v2/instance", "/api/v1/instance"] {
            do {
                let answer = try await session.ask(session.get(path))
                if let reading = InstanceReading(answer.body) { return reading }
                last = .gone(session.outcomes.failure(of: answer.response))
            } catch {
                last = error
                // Only an address that is not there, or a page in its place, is a reason to try the older one.
                let isPage = error.failure.status.map { (200...299).contains($0) } ?? false
                switch error {
                case .gone: continue
                case .again where isPage: continue
                case .refused where error.failure.status.map { !(300...399).contains($0) } ?? false: continue
                case .again, .reauth, .refused: throw ConnectStop.of(error, session.server)
                }
            }
        }
        throw ConnectStop.of(last ?? .gone(Failure("not-found", "Nothing answered.")), session.server)
    }

    /// The OAuth document (RFC 8414), which servers before Mastodon 4.3 do not have: they say 404.
    ///
    /// - Throws: whatever else is said, since a document that cannot be had now is not one that is not there.
    private static func metadata(_ session: ServerSession) async throws(ConnectStop) -> Metadata {
        let answer: Answer
        do {
            answer = try await session.ask(session.get("/.well-known/oauth-authorization-server"))
        } catch {
            let failure = error.failure
            switch (error, failure.status) {
            case (.gone, _): return .none
            case (.again, let status?) where (200...299).contains(status): return .other(failure)
            case (.refused, let status?) where (400...499).contains(status) && ![401, 403, 451].contains(status):
                throw .later(after: nil, failure)
            default: throw ConnectStop.of(error, session.server)
            }
        }
        guard let issuer = answer.body["issuer"]?.filled else {
            return .other(session.outcomes.failure(of: answer.response))
        }
        // One that names another must not be used (RFC 8414, section 3.3).
        guard issuer == session.server.origin || issuer == session.server.origin + "/" else {
            throw otherIssuer(session.server, issuer)
        }
        return .document(answer.body)
    }

    private static func otherIssuer(_ server: ServerAddress, _ issuer: String) -> ConnectStop {
        let other = ServerAddress(issuer)?.origin
        return .refused(
            Problem(
                Problem.Code("server-is-other"), status: 422,
                "\(server.authority) says that its accounts are connected at another address.", given: server.origin,
                allowed: other ?? "the address under which the server issues its tokens",
                next: "Give that address as server, if you know it to be the same server."))
    }
}
