import SMMAdapterKit
import SMMModel

/// Reads the account of a new credential, and everything that is kept of it.
struct AccountVerification {
    let run: ConnectRun
    let credential: Credential

    /// The account.
    ///
    /// - Throws: a refusal where the token does not work or may not do what nothing goes without.
    func account() async throws(ConnectStop) -> ConnectedAccount {
        let session = run.session(credential.bearer())
        let response: HTTPResponse
        let instance: InstanceReading
        instance = try await ServerDiscovery.instance(run.stranger)
        do {
            response = try await session.raw(session.verification)
        } catch {
            throw ConnectStop.of(error, run.server)
        }
        let granted = await scopes(session, response)
        let missing = ScopeNeeds.missing(from: granted)
        if response.status == 403 {
            if !missing.isEmpty { throw .refused(Self.missingScopes(run.server, missing)) }
            // Something before the server may say so too: asked once more, in the API's own form, it is the account.
            guard case .dead = await session.tokenState() else {
                throw .later(after: nil, run.outcomes.failure(of: response, words: ServerWords.read(response)))
            }
            throw .refused(Self.forbidden(run.server))
        }
        // Some servers say 400 to a bad token, and 422 to one of a program without an account; that this one speaks the
        // API it has just shown.
        if [400, 401, 422].contains(response.status), !session.isOfSomethingBefore(response) {
            throw .refused(ConnectRun.badToken(run.server))
        }
        guard (200...299).contains(response.status) else {
            throw ConnectStop.of(session.obstacle(response), run.server)
        }
        guard let reading = AccountReading(JSONValue(bytes: response.body)) else {
            throw .later(after: nil, run.outcomes.failure(of: response))
        }
        if !missing.filter(\.isEssential).isEmpty { throw .refused(Self.missingScopes(run.server, missing)) }
        let gathering = FactsGathering(session: session, instance: instance, account: reading)
        let facts = await gathering.facts(scopes: granted)
        var remarks = missing.map { "The token lacks the scope \($0.scope), which is needed \($0.purpose)." }
        remarks += gathering.remarks
        return ConnectedAccount(
            identity: gathering.identity, handle: gathering.handle, settings: ["server": run.server.origin],
            facts: facts, credential: credential, remarks: remarks)
    }

    /// What the token may do. A dead one is not asked about it; one that may not read its account is.
    private func scopes(_ session: ServerSession, _ response: HTTPResponse) async -> [String]? {
        guard response.status == 403 || (200...299).contains(response.status),
            case .known(let scopes) = await session.scopes(of: credential)
        else { return nil }
        return scopes
    }

    private static func forbidden(_ server: ServerAddress) -> Problem {
        Problem(
            Problem.Code("account-refused"), status: 422,
            "\(server.authority) does not show the account of this token: the scope read:accounts is missing, or the"
                + " account is not confirmed, disabled or suspended.",
            allowed: "a token with \(ScopeNeeds.all.map(\.scope).joined(separator: " "))",
            next: "Log in to the server in a browser and look at the account; then make a new token.")
    }

    private static func missingScopes(_ server: ServerAddress, _ missing: [ScopeNeeds.Need]) -> Problem {
        Problem(
            Problem.Code("scope-missing"), status: 422,
            "The token of \(server.authority) may not do what is needed: "
                + missing.map { "\($0.scope) \($0.purpose)" }.joined(separator: "; ") + ".",
            allowed: ScopeNeeds.all.map(\.scope).joined(separator: " "),
            next: "Connect again and allow all of it, or make a token with these scopes.",
            parameters: ["missing": missing.map(\.scope).joined(separator: " ")])
    }
}
