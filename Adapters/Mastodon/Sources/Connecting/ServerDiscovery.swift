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

    /// Asks the server.
    ///
    /// - Throws: `ConnectStop` with what a person can do.
    static func ask(_ session: ServerSession) async throws(ConnectStop) -> ServerDiscovery {
        let metadata = try await metadata(session)
        let instance = try await instance(session)
        return ServerDiscovery(session.server, instance, metadata)
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

    /// The OAuth document (RFC 8414), which servers before Mastodon 4.3 do not have.
    private static func metadata(_ session: ServerSession) async throws(ConnectStop) -> JSONValue? {
        do {
            return try await session.ask(session.get("/.well-known/oauth-authorization-server")).body
        } catch {
            // A server that is not reached at all is not asked again; what it is, the next question finds out.
            if error.failure.status == nil { throw ConnectStop.of(error, session.server) }
            return nil
        }
    }
}
