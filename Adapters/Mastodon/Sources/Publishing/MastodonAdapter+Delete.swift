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
        return await session.perform(session.request("DELETE", path, isIdempotent: true)) {
            // Anything else leaves it open, and a second delete finds out.
            RemoteID.read(JSONValue(bytes: $0.body)?["id"]) == request.receipt.remoteID ? request.receipt : nil
        } refusal: { response, failure in
            guard [404, 410].contains(response.status) else {
                let doubt = TokenDoubt(
                    session: session, account: request.account, credential: context.credential,
                    scope: "write:statuses")
                return await doubt.outcome(response, failure)
            }
            return switch await session.presence(of: request.receipt.remoteID) {
            case .gone: .published(request.receipt)
            case .unclear(let why): .retry(after: nil, reason: why)
            case .elsewhere(let obstacle): obstacle.attempting
            case .standing: nil
            }
        }
    }
}
