import AsyncHTTPClient
import NIOHTTP1
import SMMAdapterKit
import Synchronization

/// Requests without headers and body for the addresses used last: an account posts to the same one again and again, and
/// taking an address apart costs more than anything else in making a request.
final class RequestForms: Sendable {
    private struct Key: Hashable {
        var method: String
        var url: String
    }

    /// More than the addresses of a machine's networks; past it, all are forgotten.
    private static let most = 64

    private let forms = Mutex<[Key: HTTPClient.Request]>([:])

    /// The form of `request`, made by `make` if it is not known. Questions are not kept: their addresses vary.
    func form(
        of request: HTTPRequest, make: () throws(HTTPTransportError) -> HTTPClient.Request
    ) throws(HTTPTransportError) -> HTTPClient.Request {
        guard !request.isIdempotent else { return try make() }
        let key = Key(method: request.method, url: request.url)
        if let known = forms.withLock({ $0[key] }) { return known }
        let form = try make()
        forms.withLock { forms in
            if forms.count >= Self.most { forms.removeAll() }
            forms[key] = form
        }
        return form
    }
}
