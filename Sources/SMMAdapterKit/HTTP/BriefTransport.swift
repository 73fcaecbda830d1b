import SMMModel

/// A transport whose requests together take no longer than `time` from `start` on, by the steady clock.
struct BriefTransport: HTTPTransport {
    let next: any HTTPTransport
    let clock: any TimeSource
    let start: Milliseconds
    let time: Milliseconds

    func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        try await next.send(try shortened(request))
    }

    func send(
        _ request: HTTPRequest, telling progress: @escaping @Sendable (TransferProgress) -> Void
    ) async throws(HTTPTransportError) -> HTTPResponse {
        try await next.send(try shortened(request), telling: progress)
    }

    private func shortened(_ request: HTTPRequest) throws(HTTPTransportError) -> HTTPRequest {
        let left = time - (clock.monotonic - start)
        guard left > .zero else {
            throw HTTPTransportError(
                progress: .notConnected, failure: Failure("time-out", "There was no time left to ask."))
        }
        var request = request
        request.deadline = min(request.deadline, left)
        return request
    }
}
