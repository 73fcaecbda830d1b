import SMMAdapterKit
import SMMModel

/// What came of `createSession`.
enum Login: Sendable {
    /// A session.
    case session(Session, Answer)
    /// The server wants the code it has sent by e-mail.
    case factorRequired
    /// The code by e-mail is wrong, or too old.
    case factorRefused(Failure)
    /// The server certainly makes no session: `password-refused` where it says that it is the password, else
    /// `login-refused`.
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
        return sort(refusal, response, hasFactor: factor?.isEmpty == false)
    }

    /// Whether an answer certainly refused the credential it was asked with: a 4xx, but not the ones that mean "later"
    /// (408, 425, 429 and their kind), in a form that PDS programs answer in. A page, an empty body and JSON without an
    /// error's name are what proxies and portals send, who know of no credential. One rule for sessions and passwords.
    static func isCertainRefusal(_ response: HTTPResponse) -> Bool {
        guard XRPCWords.isOfServer(response) else { return false }
        return switch StatusClass(response.status) {
        case .rejected, .reauth: true
        case .success, .redirect, .limited, .unavailable, .notProcessed, .unclear: false
        }
    }

    private static func sort(_ refusal: Refusal, _ response: HTTPResponse, hasFactor: Bool) -> Login {
        let isCertain = isCertainRefusal(response)
        switch (response.status, refusal.code) {
        case (_, "AuthFactorTokenRequired"): return .factorRequired
        case (_, "AccountTakedown"), (_, "AccountDeactivated"), (_, "AccountSuspended"), (_, "AccountNotFound"):
            return .closed(refusal.failure)
        case (_, "InvalidToken") where hasFactor, (_, "ExpiredToken") where hasFactor:
            return .factorRefused(refusal.failure)
        // A server that names no errors refuses a password with a 400 or 401 in plain text.
        case (401, _) where isCertain, (400, nil) where isCertain, (400, "InvalidRequest"),
            (400, "AuthenticationRequired"), (400, "InvalidPassword"):
            var failure = refusal.failure
            failure.code = "password-refused"
            failure.message = "The server does not accept the password."
            return .refused(failure)
        case _ where isCertain:
            var failure = refusal.failure
            failure.code = "login-refused"
            failure.message = "The server refused to make a session."
            return .refused(failure)
        default: return .failed(refusal)
        }
    }
}
