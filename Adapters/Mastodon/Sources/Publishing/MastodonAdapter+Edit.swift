package import SMMAdapterKit
import SMMModel

extension MastodonAdapter: EditsPosts {
    /// Replaces words, warning, media and their descriptions; a status that is like that already is left alone.
    ///
    /// Attachments that stay are named again by their ids: an edit without them drops them. Visibility cannot change.
    package func edit(_ request: EditRequest, in context: AdapterContext) async -> AttemptResult {
        do throws(Obstacle) {
            let session = try session(request.content.account, context)
            guard RemoteID.isValid(request.receipt.remoteID) else {
                throw Obstacle.refused(Failure("receipt-unusable", "The receipt names no status of a server."))
            }
            return try await EditRun(outcomes: outcomes, session: session, request: request, context: context).run()
        } catch {
            return AttemptResult(error.attempting)
        }
    }
}
