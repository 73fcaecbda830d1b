/// A transport whose answers are free of an account's own secrets, so that no adapter can pass one on by mistake.
struct ScreenedTransport: HTTPTransport {
    let next: any HTTPTransport
    let screen: SecretScreen

    func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        screen.screened(try await next.send(request))
    }

    func send(
        _ request: HTTPRequest, telling progress: @escaping @Sendable (TransferProgress) -> Void
    ) async throws(HTTPTransportError) -> HTTPResponse {
        screen.screened(try await next.send(request, telling: progress))
    }
}
