package import SMMAdapterKit

/// What the client gets to see.
package enum FakeAnswer: Sendable, Hashable {
    /// A whole answer.
    case whole(HTTPResponse)
    /// The head and this many bytes of the body, then the end of the connection.
    case cut(HTTPResponse, after: Int)
    /// The end of the connection after the request.
    case closed
    /// Nothing, until the client gives up.
    case silence
    /// The request got this far and no further.
    case failed(TransferProgress, code: String)
}
