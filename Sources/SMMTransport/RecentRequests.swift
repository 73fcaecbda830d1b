import SMMAdapterKit
import Synchronization

/// Requests to lately used URLs, without headers and body: a platform is asked at few URLs, and to read one twice, for
/// whether it may be asked and by the client, costs as much as all else that is done for a small request.
///
/// A URL with a query is not kept, since it may carry what is asked or who asks.
final class RecentRequests: Sendable {
    private struct Key: Hashable {
        let method: String
        let url: String
    }

    /// Beyond this many all are forgotten at once.
    private static let most = 256

    private let known = Mutex<[Key: AddressedRequest]>([:])

    /// The empty request of this method to this URL, made by `make` when it is not known.
    func request(
        _ method: String, _ url: String,
        make: () throws(HTTPTransportError) -> AddressedRequest
    ) throws(HTTPTransportError) -> AddressedRequest {
        let key = Key(method: method, url: url)
        if let found = known.withLock({ $0[key] }) { return found }
        let made = try make()
        guard !url.utf8.contains(UInt8(ascii: "?")) else { return made }
        known.withLock { known in
            if known.count >= Self.most { known.removeAll(keepingCapacity: true) }
            known[key] = made
        }
        return made
    }
}
