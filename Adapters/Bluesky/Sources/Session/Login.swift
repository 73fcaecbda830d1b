import SMMAdapterKit
import SMMModel

/// What came of `createSession`.
enum Login: Sendable {
    /// A session.
    case session(Session, Answer)
    /// The server wants the code it has sent by e-mail.
    case factorRequired
    /// The name or the password is wrong.
    case refused(Failure)
    /// The account cannot be used: taken down, deactivated.
    case closed(Failure)
    /// No answer that says so; it may be tried again.
    case failed(Refusal)

    /// Logs in; doing it twice makes two sessions and harms nothing.
    static func attempt(
        at pds: String, as did: String, password: Secret, factor: Secret?, caller: Caller
    ) async -> Login {
        var input: [String: JSONValue] = [
            "identifier": .string(did), "password": .string(password.reveal()),
        ]
        if let factor, !factor.isEmpty { input["authFactorToken"] = .string(factor.reveal()) }
        let request = XRPC(pds).procedure("com.atproto.server.createSession", secret: .object(input))
        let response: HTTPResponse
        do throws(Refusal) {
            response = try await caller.send(request)
        } catch {
            return .failed(error)
        }
        guard let refusal = caller.judge.refusal(response) else {
            guard let json = JSONValue(response.body), let session = Session(json) else {
                return .failed(.again(caller.outcomes.failure(of: response)))
            }
            return .session(
                session,
                Answer(
                    json: json, response: response,
                    budget: caller.outcomes.rates.budget(response.headers, now: caller.clock.now)))
        }
        return sort(refusal, response)
    }

    private static func sort(_ refusal: Refusal, _ response: HTTPResponse) -> Login {
        switch (response.status, refusal.code) {
        case (_, "AuthFactorTokenRequired"): return .factorRequired
        case (_, "AccountTakedown"), (_, "AccountDeactivated"), (_, "AccountSuspended"), (_, "AccountNotFound"):
            return .closed(refusal.failure)
        // A server that names no errors refuses a password with a bare 400 or 401.
        case (401, _), (400, nil), (400, "InvalidRequest"), (400, "AuthenticationRequired"), (400, "InvalidPassword"):
            var failure = refusal.failure
            failure.code = "password-refused"
            failure.message = "The server does not accept the password."
            return .refused(failure)
        default: return .failed(refusal)
        }
    }
}
