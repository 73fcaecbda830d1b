import SMMAdapterKit
import SMMModel

extension BlueskyAdapter {
    /// Verifies a new session by a read with it, and says what is known of the account.
    func connected(
        _ identity: Identity, _ session: Session, _ password: Secret, _ request: ConnectRequest, _ caller: Caller
    ) async throws(ConnectStop) -> ConnectStep {
        guard session.did == identity.did else {
            throw .refused(
                .invalid(
                    "identity-mismatch", "The server logged in another account than the one named.",
                    given: session.did, allowed: identity.did))
        }
        guard session.isActive else { throw .refused(Self.closed(identity, session.status)) }
        let now = caller.clock.now
        let credential = session.credential(password: password, now: now)
        let server = XRPC(identity.pds, authorization: credential.bearer())
        do throws(Refusal) {
            let answer = try await caller.call(server.query("com.atproto.server.getSession"))
            guard answer.json["did"]?.string == identity.did else { throw caller.unreadable(answer) }
        } catch {
            throw .by(
                error,
                .invalid(
                    "session-refused", "The server made a session and does not accept it.",
                    given: error.failure.status.map { "status \($0)" } ?? error.failure.code))
        }
        // Only the limit on uploads is read here, and a check reads it again: not worth losing the account for.
        let described = try? await caller.call(XRPC(identity.pds).query("com.atproto.server.describeServer"))
        var settings = request.settings
        settings["handle"] = identity.handle
        settings["server"] = identity.pds
        let scope = SessionScope(session.claims)
        return .connected(
            ConnectedAccount(
                identity: identity.did, handle: "@" + identity.handle, settings: settings,
                facts: Self.facts(identity, scope, settings: settings, described?.json), credential: credential,
                remarks: Self.remarks(scope)))
    }

    /// What is known of an account and its server.
    static func facts(
        _ identity: Identity, _ scope: SessionScope, settings: [String: String], _ described: JSONValue?
    ) -> [String: String] {
        var facts = [
            AccountFact.identity: identity.did, AccountFact.handle: "@" + identity.handle,
            BlueskyFact.pds: identity.pds, BlueskyFact.chat: scope.allowsChat ? "yes" : "no",
        ]
        let defaults: [(String, String, String)] = [
            (BlueskyFact.chatService, "chat", BlueskyManifest.defaultChat),
            (BlueskyFact.videoService, "video", BlueskyManifest.defaultVideo),
            (BlueskyFact.web, "web", BlueskyManifest.defaultWeb),
        ]
        for (fact, setting, value) in defaults { facts[fact] = settings[setting] ?? value }
        if let limit = described?["blobUploadLimit"]?.integer, limit > 0 {
            facts[BlueskyFact.blobLimit] = String(limit)
        }
        return facts
    }

    /// What a person should know of a session.
    static func remarks(_ scope: SessionScope) -> [String] {
        switch scope {
        case .full:
            [
                "This is the account's own password. An app password is better: it cannot take the account over, and "
                    + "it is taken back by itself. Make one in the account's settings, and connect again."
            ]
        case .appPassword:
            ["Direct messages need an app password made with access to them; this one has none."]
        case .privileged: []
        case .unknown: ["The server does not say what the session may do."]
        }
    }
}
