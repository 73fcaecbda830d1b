package import SMMAdapterKit
import SMMModel

extension MastodonAdapter: ConnectsAccounts {
    /// Every server signs in by a page of its own.
    package var connectsByBrowser: Bool { true }

    /// Finds the server and registers a client there; then takes the code, or a token made by hand, and verifies it.
    package func connect(_ request: ConnectRequest, in context: ConnectContext) async -> ConnectStep {
        guard let server = ServerAddress(request.memory.values["server"] ?? request.settings["server"] ?? "") else {
            return .refused(Self.badAddress(request.settings["server"]))
        }
        let run = ConnectRun(server: server, outcomes: outcomes, request: request, context: context)
        do {
            switch request.answer {
            case nil: return try await run.begin()
            case .code(let code, let state, let issuer): return try await run.exchange(code, state, issuer)
            case .token(let token): return try await run.take(token)
            case .password:
                return .refused(
                    Problem(
                        Problem.Code("password-not-taken"), status: 422,
                        "The Mastodon API takes no passwords.", allowed: "a code or a token",
                        next: "Connect in the browser, or make a token in the server's preferences."))
            }
        } catch {
            return error.step
        }
    }

    private static func badAddress(_ given: String?) -> Problem {
        Problem(
            Problem.Code("server-setting"), status: 422,
            given == nil
                ? "It takes the address of the account's server." : "The server's address cannot be read.",
            given: given,
            allowed: "a host name, an https address, or an account's full name such as @ann@example.social",
            next: "smmctl account add mastodon --server https://example.social")
    }
}
