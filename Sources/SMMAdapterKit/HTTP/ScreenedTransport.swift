import SMMModel

/// A transport whose answers are free of known secrets, so that no adapter can pass one on by mistake.
///
/// Answers that are no success are also free of the token their request carried: it may be newer than the screen, or be
/// one that the platform gave for another service.
struct ScreenedTransport: HTTPTransport {
    let next: any HTTPTransport
    let screen: SecretScreen
    /// Whether answers of success stay as they are: one that gives a credential may hold what it was asked with, such as
    /// a refresh token that goes on.
    var sparesSuccess = false

    func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        screened(try await next.send(request), of: request)
    }

    func send(
        _ request: HTTPRequest, telling progress: @escaping @Sendable (TransferProgress) -> Void
    ) async throws(HTTPTransportError) -> HTTPResponse {
        screened(try await next.send(request, telling: progress), of: request)
    }

    private func screened(_ response: HTTPResponse, of request: HTTPRequest) -> HTTPResponse {
        if (200...299).contains(response.status) { return sparesSuccess ? response : screen.screened(response) }
        let scheme = request.authorization?.reveal().split(separator: " ", maxSplits: 1).last
        let carried = scheme.map { [Secret(String($0))] } ?? []
        return SecretScreen(carried).screened(screen.screened(response))
    }
}
