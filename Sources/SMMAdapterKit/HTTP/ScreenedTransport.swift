/// A transport whose answers are free of an account's own secrets, so that no adapter can pass one on by mistake.
struct ScreenedTransport: HTTPTransport {
    let next: any HTTPTransport
    let screen: SecretScreen
    /// Whether answers that are successes are screened too. Where a credential is renewed they are what it is about.
    var screensSuccess = true

    func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        screened(try await next.send(request))
    }

    func send(
        _ request: HTTPRequest, telling progress: @escaping @Sendable (TransferProgress) -> Void
    ) async throws(HTTPTransportError) -> HTTPResponse {
        screened(try await next.send(request, telling: progress))
    }

    private func screened(_ response: HTTPResponse) -> HTTPResponse {
        guard screensSuccess || StatusClass(response.status) != .success else { return response }
        return screen.screened(response)
    }
}
