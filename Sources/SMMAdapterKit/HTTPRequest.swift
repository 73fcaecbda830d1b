package import SMMModel

/// One request to a platform.
package struct HTTPRequest: Sendable, Hashable, Codable {
    /// `GET`, `POST`, ….
    package var method: String
    /// Absolute URL.
    package var url: String
    /// Header fields in order.
    package var headers: [HTTPField]
    /// The body.
    package var body: [UInt8]
    /// Whether sending it twice is harmless; a request that is not takes a fresh connection.
    package var isIdempotent: Bool
    /// Total time allowed, connection to last byte.
    package var deadline: Milliseconds
    /// The most bytes of answer that are read.
    package var maximumResponse: Int

    /// A request.
    package init(
        method: String, url: String, headers: [HTTPField] = [], body: [UInt8] = [], isIdempotent: Bool? = nil,
        deadline: Milliseconds = .seconds(120), maximumResponse: Int = 4 << 20
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.isIdempotent = isIdempotent ?? (method == "GET" || method == "HEAD")
        self.deadline = deadline
        self.maximumResponse = maximumResponse
    }
}
