package import SMMAdapterKit
import SMMModel

extension MastodonAdapter: DeletesPosts {
    /// Takes a status down; one that is certainly gone already is a success.
    package func delete(_ request: DeleteRequest, in context: AdapterContext) async -> AttemptResult {
        let session: ServerSession
        do throws(Obstacle) {
            session = try self.session(request.account, context)
            guard RemoteID.isValid(request.receipt.remoteID) else {
                throw Obstacle.refused(Failure("receipt-unusable", "The receipt names no status of a server."))
            }
        } catch {
            return AttemptResult(error.attempting)
        }
        let path = "/api/v1/statuses/\(request.receipt.remoteID)"
        let response: HTTPResponse
        do {
            response = try await context.transport.send(session.request("DELETE", path, isIdempotent: true))
        } catch {
            return AttemptResult(outcomes.outcome(of: error))
        }
        var result = session.result(of: response) {
            // Anything else leaves it open, and a second delete finds out.
            RemoteID.read(JSONValue(bytes: $0.body)?["id"]) == request.receipt.remoteID ? request.receipt : nil
        }
        guard case .rejected(let failure) = result.outcome else { return result }
        switch response.status {
        case 404, 410:
            switch await session.presence(of: request.receipt.remoteID) {
            case .gone: result.outcome = .published(request.receipt)
            case .unclear(let why): result.outcome = .retry(after: nil, reason: why)
            case .elsewhere(let obstacle): result.outcome = obstacle.attempting
            case .standing: break
            }
        default:
            let doubt = TokenDoubt(
                session: session, account: request.account, credential: context.credential, scope: "write:statuses")
            if let outcome = await doubt.outcome(response, failure) { result.outcome = outcome }
        }
        return result
    }
}
