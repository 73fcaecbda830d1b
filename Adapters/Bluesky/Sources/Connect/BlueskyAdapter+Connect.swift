package import SMMAdapterKit
import SMMModel

extension BlueskyAdapter: ConnectsAccounts {
    /// Finds the account's server, asks for the password, logs in there, and reads the session back.
    package func connect(_ request: ConnectRequest, in context: ConnectContext) async -> ConnectStep {
        let caller = Caller(context.transport, context.clock, outcomes: outcomes)
        do throws(ConnectStop) {
            let identity = try await identity(request, context.manifest, caller)
            guard let (password, factor) = Self.password(request) else {
                return .ask(.password, memory: Self.memory(identity, nil))
            }
            return try await logIn(identity, password, factor, request, caller)
        } catch {
            return error.step
        }
    }

    private func identity(
        _ request: ConnectRequest, _ manifest: PlatformManifest, _ caller: Caller
    ) async throws(ConnectStop) -> Identity {
        let kept = request.memory.values
        if let did = kept["did"], let handle = kept["handle"], let pds = kept["pds"] {
            return Identity(did: did, handle: handle, pds: pds)
        }
        guard let given = request.settings["handle"], !given.isEmpty else {
            throw .refused(
                .invalid(
                    "handle-missing", "The account's name is not given.", allowed: "a handle, such as name.example.com",
                    next: "Give it with --handle NAME."))
        }
        guard let identifier = Identifier(given) else {
            throw .refused(
                .invalid(
                    "handle-invalid", "That is no handle, no DID and no address of a profile.", given: given,
                    allowed: "name.example.com, @name.example.com, did:plc:…, or https://…/profile/NAME"))
        }
        let discovery = Discovery(
            caller: caller, records: records, resolver: try Self.address("server", request, manifest),
            directory: try Self.address("plc", request, manifest))
        let identity = try await discovery.find(identifier)
        try await verifyServer(identity, caller)
        return identity
    }

    private static func address(
        _ name: String, _ request: ConnectRequest, _ manifest: PlatformManifest
    ) throws(ConnectStop) -> ServerAddress {
        let given = request.settings[name] ?? manifest.settings.first { $0.name == name }?.defaultValue ?? ""
        guard let address = ServerAddress(exactly: given) else {
            throw .refused(
                .invalid(
                    "\(name)-invalid", "The setting “\(name)” is no address of a server.", given: given,
                    allowed: "https://HOST without a path"))
        }
        return address
    }

    /// A server that is no PDS says so before a password goes to it.
    private func verifyServer(_ identity: Identity, _ caller: Caller) async throws(ConnectStop) {
        do throws(Refusal) {
            let answer = try await caller.call(XRPC(identity.pds).query("com.atproto.server.describeServer"))
            guard answer.json["did"]?.word != nil else { throw Refusal.never(caller.unreadable(answer).failure) }
        } catch {
            if let stop = ServerAddress(exactly: identity.pds).flatMap({ Self.stop(error.obstacle, $0) }) { throw stop }
            let isPage = error.failure.code == "answer-unreadable"
            throw isPage ? .refused(Self.noServer(identity)) : .by(error, Self.noServer(identity))
        }
    }

    /// A server that is not there for this machine, in words of its own; nil for one that is something else.
    private static func stop(_ obstacle: Obstacle, _ server: ServerAddress) -> ConnectStop? {
        .atServer(
            obstacle, server,
            unknown: "The account's document names that host. Try again later, or ask where the account is now.")
    }

    private static func noServer(_ identity: Identity) -> Problem {
        .invalid(
            "server-not-pds", "What answers at the account's server is no PDS.", given: identity.pds,
            allowed: "a server that speaks the AT Protocol",
            next: "Open the address in a browser; a firewall or a captive portal may stand between.")
    }

    private static func memory(_ identity: Identity, _ password: Secret?) -> ConnectMemory {
        ConnectMemory(
            values: ["did": identity.did, "handle": identity.handle, "pds": identity.pds],
            secrets: password.map { ["password": $0] } ?? [:])
    }

    /// The password and the second factor, from the answer or from the step before.
    private static func password(_ request: ConnectRequest) -> (Secret, Secret?)? {
        let kept = request.memory.secrets["password"]
        switch request.answer {
        case .password(let password, let factor):
            if !password.isEmpty { return (password, factor) }
            return kept.map { ($0, factor) }
        case .code(let factor, _, _), .token(let factor): return kept.map { ($0, factor) }
        case nil: return nil
        }
    }

    private func logIn(
        _ identity: Identity, _ password: Secret, _ factor: Secret?, _ request: ConnectRequest, _ caller: Caller
    ) async throws(ConnectStop) -> ConnectStep {
        let login = await Login.attempt(
            at: identity.pds, as: identity.did, password: password, factor: factor, caller: caller)
        switch login {
        case .session(let session, _):
            return try await connected(identity, session, password, request, caller)
        case .factorRequired:
            return .ask(.factor, memory: Self.memory(identity, password))
        case .factorRefused(let failure):
            return try await askAgain(failure, identity, password, caller)
        case .refused(let failure):
            throw .refused(Self.refused(failure, identity))
        case .closed(let failure):
            throw .refused(Self.closed(identity, failure.platformCode))
        case .failed(let refusal):
            throw .by(refusal, Self.refused(refusal.failure, identity))
        }
    }

    /// Asks for the code once more. A code that has ended is of no use any more: a login without one has the server send
    /// another.
    private func askAgain(
        _ failure: Failure, _ identity: Identity, _ password: Secret, _ caller: Caller
    ) async throws(ConnectStop) -> ConnectStep {
        if failure.platformCode == "ExpiredToken" {
            let login = await Login.attempt(
                at: identity.pds, as: identity.did, password: password, factor: nil, caller: caller)
            if case .failed(let refusal) = login { throw .by(refusal, Self.refused(refusal.failure, identity)) }
        }
        return .ask(.factorAgain, memory: Self.memory(identity, password))
    }

    private static func refused(_ failure: Failure, _ identity: Identity) -> Problem {
        guard failure.code == "password-refused" else {
            return .invalid(
                "login-refused", "The server refused to make a session.",
                given: failure.status.map { "status \($0)" } ?? failure.code,
                next: "Try again later; the server's operator knows why.")
        }
        return Problem(
            Problem.Code("password-refused"), status: 422, "The server does not accept the password.",
            given: "\(identity.handle) at \(identity.pds)", allowed: "an app password of this account",
            next: "Make a new app password in the account's settings, and try again.",
            parameters: failure.status.map { ["status": String($0)] } ?? [:])
    }

    static func closed(_ identity: Identity, _ status: String?) -> Problem {
        let isTaken = status == "AccountTakedown" || status == "takendown" || status == "suspended"
        return .invalid(
            isTaken ? "account-taken-down" : "account-deactivated",
            isTaken ? "The server has taken the account down." : "The account is not active on its server.",
            given: identity.handle, allowed: "an active account",
            next: isTaken ? "Ask the server's operator." : "Activate it in the account's settings.")
    }
}
