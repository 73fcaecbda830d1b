package import SMMAdapterKit

extension FakeAnswer {
    /// What a transport makes of it, with the evidence a real one would give.
    ///
    /// - Throws: when the answer is not whole.
    package func received(by request: HTTPRequest) throws(HTTPTransportError) -> HTTPResponse {
        switch self {
        case .whole(let response):
            guard response.body.count <= request.maximumResponse else {
                throw Self.error(.headReceived, "too-large", "The answer is too large.", status: response.status)
            }
            return response
        case .cut(let response, _):
            throw Self.error(.headReceived, "truncated", "The answer broke off.", status: response.status)
        case .closed:
            throw Self.error(.bodyWritten, "closed", "The connection was closed before an answer.")
        case .silence:
            throw Self.error(.bodyWritten, "time-out", "There was no answer in time.")
        case .failed(let progress, let code):
            throw Self.error(progress, code, "The request did not get through.")
        }
    }

    private static func error(
        _ progress: TransferProgress, _ code: String, _ message: String, status: Int? = nil
    ) -> HTTPTransportError {
        HTTPTransportError(progress: progress, failure: Failure(code, message, status: status), status: status)
    }
}
