package import SMMAdapterKit
import SMMModel

extension FakeNetworkAdapter {
    /// Takes a post down; one that is gone already is a success.
    package func delete(_ request: DeleteRequest, in context: AdapterContext) async -> AttemptResult {
        let sent = FakeWire(request.account).delete(request.receipt.remoteID)
        let response: HTTPResponse
        do {
            response = try await context.transport.send(sent)
        } catch {
            return AttemptResult(outcomes.outcome(of: error))
        }
        let words = FakeWire.words(response)
        // A 404 counts only in the network's own words: a wrong URL or a captive portal also says 404.
        if response.status == 404, words.code == "post-not-found" {
            return AttemptResult(.published(request.receipt))
        }
        return outcomes.result(of: response, now: context.clock.now, words: words) { response in
            guard FakeWire.id(response) == request.receipt.remoteID else { return nil }
            return request.receipt
        }
    }

    /// Replaces a post's content; the same content again changes nothing.
    package func edit(_ request: EditRequest, in context: AdapterContext) async -> AttemptResult {
        guard let body = FakeWire.body(request.content, forEdit: true) else {
            return AttemptResult(
                .retry(after: nil, reason: Failure("media-not-prepared", "A medium has not been uploaded yet.")))
        }
        let sent = FakeWire(request.content.account).edit(request.receipt.remoteID, body)
        return await outcomes.send(sent, in: context, words: FakeWire.words) { response in
            guard let receipt = FakeWire.receipt(response), receipt.remoteID == request.receipt.remoteID else {
                return nil
            }
            return receipt
        }
    }
}
