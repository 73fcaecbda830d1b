import Crypto
import SMMAdapterKit
import SMMAtproto
import SMMModel

extension FakeBluesky {
    /// `com.atproto.server.*` and identity; nil for another method.
    mutating func server(
        _ method: String, _ call: XRPCCall, verb: String, now: Instant
    ) throws(FakeBlueskyRefusal) -> HTTPResponse? {
        switch method {
        case "com.atproto.server.describeServer":
            try demand(verb, call)
            return FakeBlueskyReply.json([
                "did": .string(serverDID), "availableUserDomains": [".example"], "inviteCodeRequired": true,
                "blobUploadLimit": .integer(Int64(rules.blobLimit)),
            ])
        case "com.atproto.identity.resolveHandle":
            try demand(verb, call)
            return try resolveHandle(call)
        case "com.atproto.server.createSession":
            try demand(verb, call)
            return try createSession(try body(call), now: now)
        case "com.atproto.server.refreshSession":
            try demand(verb, call)
            return try refreshSession(call, now: now)
        case "com.atproto.server.deleteSession":
            try demand(verb, call)
            let token = try refreshToken(call, now: now)
            refreshes = refreshes.filter { $0.value.session != token.session }
            if let session = token.session { sessions[session] = nil }
            return HTTPResponse(status: 200)
        case "com.atproto.server.getSession":
            try demand(verb, call)
            let token = try access(call, now: now)
            guard let account = accounts[token.did] else { throw Self.unverified }
            return FakeBlueskyReply.json(.map(description(account)))
        case "com.atproto.server.getServiceAuth":
            try demand(verb, call)
            return try serviceAuth(call, now: now)
        default: return nil
        }
    }

    static let unverified = FakeBlueskyRefusal(400, "InvalidToken", "Token could not be verified")

    private mutating func createSession(_ body: ATValue, now: Instant) throws(FakeBlueskyRefusal) -> HTTPResponse {
        let identifier = try text(body, "identifier")
        let password = try text(body, "password")
        // Both budgets are taken from before the password is looked at: that is what they are for.
        _ = try take("logins-day " + identifier, 1, of: rules.loginsPerDay, in: .days(1), now: now)
        let fields = try take("logins " + identifier, 1, of: rules.loginsPerWindow, in: .minutes(5), now: now)
        guard let account = account(identifier), let own = account.password else { throw Self.wrongPassword(fields) }
        let scope: String
        if own.reveal() == password {
            scope = FakeBlueskyToken.accessScope
        } else if let app = account.appPasswords.first(where: { $0.password.reveal() == password }) {
            scope = app.isPrivileged ? FakeBlueskyToken.privilegedScope : FakeBlueskyToken.appScope
        } else {
            throw Self.wrongPassword(fields)
        }
        if account.status == .takendown { throw Self.takenDown }
        if scope == FakeBlueskyToken.accessScope, let factor = account.secondFactor {
            guard let given = body["authFactorToken"]?.string, !given.isEmpty else {
                throw FakeBlueskyRefusal(
                    401, "AuthFactorTokenRequired", "A sign in code has been sent to your email address")
            }
            guard given == factor.reveal() else { throw FakeBlueskyRefusal(400, "InvalidToken", "Token is invalid") }
        }
        let session = nextID("session-")
        let refresh = tokenID("refresh")
        sessions[session] = FakeBlueskySession(did: account.did, scope: scope, access: "")
        refreshes[refresh] = FakeBlueskyRefreshState(session: session)
        return FakeBlueskyReply.json(tokens(account, session, refresh, now: now), headers: fields)
    }

    private static func wrongPassword(_ fields: [HTTPField]) -> FakeBlueskyRefusal {
        var refusal = FakeBlueskyRefusal(401, "AuthenticationRequired", "Invalid identifier or password")
        refusal.headers = fields
        return refusal
    }

    static let takenDown = FakeBlueskyRefusal(401, "AccountTakedown", "Account has been taken down")

    private mutating func refreshSession(_ call: XRPCCall, now: Instant) throws(FakeBlueskyRefusal) -> HTTPResponse {
        let token = try refreshToken(call, now: now)
        guard var state = refreshes[token.id], let account = accounts[token.did] else { throw Self.unverified }
        if account.status == .takendown { throw Self.takenDown }
        let next = state.next ?? tokenID("refresh")
        if rules.refresh == .kills {
            refreshes[token.id] = nil
        } else if state.next == nil {
            state.next = next
            state.graceEnd = now + rules.refreshGrace
            refreshes[token.id] = state
        }
        if refreshes[next] == nil { refreshes[next] = FakeBlueskyRefreshState(session: state.session) }
        return FakeBlueskyReply.json(tokens(account, state.session, next, now: now))
    }

    /// The id of a new token.
    private mutating func tokenID(_ kind: String) -> String {
        let id = nextID(kind + "-")
        guard let mark = rules.secretMark else { return id }
        return "\(mark)_\(kind)_\(Hex.text(Array(SHA256.hash(data: Array(id.utf8)).prefix(16))))"
    }

    private mutating func tokens(
        _ account: FakeBlueskyAccount, _ session: String, _ refresh: String, now: Instant
    ) -> ATValue {
        let access = tokenID("access")
        sessions[session]?.access = access
        func token(_ scope: String, _ id: String, _ life: Milliseconds) -> ATValue {
            .string(
                FakeBlueskyToken(
                    scope: scope, did: account.did, id: id, session: session, audience: serverDID,
                    issued: now.milliseconds / 1000, expires: (now + life).milliseconds / 1000
                ).text)
        }
        var members = description(account)
        members["accessJwt"] = token(sessions[session]?.scope ?? "", access, rules.accessLife)
        members["refreshJwt"] = token(FakeBlueskyToken.refreshScope, refresh, rules.refreshLife)
        return .map(members)
    }

    private func description(_ account: FakeBlueskyAccount) -> [String: ATValue] {
        var members: [String: ATValue] = [
            "did": .string(account.did), "handle": .string(account.handle), "didDoc": document(account),
            "active": .bool(account.status == .active), "emailConfirmed": true,
        ]
        if account.status != .active { members["status"] = .string(account.status.rawValue) }
        return members
    }

    /// The refresh token of a request, if it works.
    private func refreshToken(_ call: XRPCCall, now: Instant) throws(FakeBlueskyRefusal) -> FakeBlueskyToken {
        guard let text = call.bearer else { throw Self.missing }
        guard let token = FakeBlueskyToken(text), token.scope == FakeBlueskyToken.refreshScope else {
            throw Self.unverified
        }
        if token.hasExpired(now) { throw FakeBlueskyRefusal(400, "ExpiredToken", "Token has expired") }
        guard let state = refreshes[token.id], state.graceEnd.map({ now < $0 }) ?? true else {
            throw FakeBlueskyRefusal(400, "ExpiredToken", "Token has been revoked")
        }
        return token
    }

    private static let missing = FakeBlueskyRefusal(401, "AuthMissing", "Authentication Required")

    /// The access token of a request, if it works.
    func access(_ call: XRPCCall, now: Instant) throws(FakeBlueskyRefusal) -> FakeBlueskyToken {
        guard let text = call.bearer else { throw Self.missing }
        guard let token = FakeBlueskyToken(text), let scope = token.scope, let session = token.session else {
            throw Self.unverified
        }
        guard scope != FakeBlueskyToken.refreshScope else {
            throw FakeBlueskyRefusal(400, "InvalidToken", "Bad token scope")
        }
        if token.hasExpired(now) { throw FakeBlueskyRefusal(rules.expiredStatus, "ExpiredToken", "Token has expired") }
        if rules.refresh == .kills, sessions[session]?.access != token.id {
            throw FakeBlueskyRefusal(401, "InvalidToken", "Token has been revoked")
        }
        guard let account = accounts[token.did] else {
            throw FakeBlueskyRefusal(403, "AccountNotFound", "Account not found")
        }
        switch account.status {
        case .active: return token
        case .takendown: throw Self.takenDown
        case .deactivated: throw FakeBlueskyRefusal(401, "AccountDeactivated", "Account is deactivated")
        }
    }

    private mutating func serviceAuth(_ call: XRPCCall, now: Instant) throws(FakeBlueskyRefusal) -> HTTPResponse {
        let token = try access(call, now: now)
        let audience = try parameter(call, "aud")
        let method = call.parameter("lxm")
        guard DID(audience.prefix { $0 != "#" }) != nil else { throw .invalid("aud must be a DID") }
        if method?.hasPrefix("chat.bsky.") == true, token.scope == FakeBlueskyToken.appScope {
            throw .invalid(
                "insufficient access to request a service auth token for the following method: \(method ?? "")")
        }
        let seconds = now.milliseconds / 1000
        var expires = seconds + 60
        if let text = call.parameter("exp") {
            guard let given = Int64(text), given > seconds else {
                throw FakeBlueskyRefusal(400, "BadExpiration", "expiration is in past")
            }
            guard given <= seconds + (method == nil ? 60 : 3600) else {
                throw FakeBlueskyRefusal(400, "BadExpiration", "cannot request a token with so late an expiration")
            }
            expires = given
        }
        let service = FakeBlueskyToken(
            scope: nil, did: token.did, id: nextID("service-"), audience: audience, method: method, issued: seconds,
            expires: expires)
        return FakeBlueskyReply.json(["token": .string(service.text)])
    }
}
