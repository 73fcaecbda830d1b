package import SMMModel

/// One request to a platform.
package struct HTTPRequest: Sendable, Hashable {
    /// `GET`, `POST`, ….
    package var method: String
    /// Absolute URL.
    package var url: String
    /// Header fields in order; never a credential.
    package var headers: [HTTPField]
    /// The value of the `Authorization` field, scheme included: `Bearer …`.
    package var authorization: Secret?
    /// The body.
    package var body: [UInt8]
    /// Sent instead of `body` where some of what is sent stands in a file: read as it is sent.
    package var streamed: HTTPBody?
    /// Sent instead of `body`, by the few requests whose body carries a secret.
    package var secretBody: Secret?
    /// Whether sending it twice is harmless; a request that is not takes a fresh connection.
    package var isIdempotent: Bool
    /// Total time allowed, connection to last byte.
    package var deadline: Milliseconds
    /// The most bytes of answer that are read.
    package var maximumResponse: Int

    /// A request. `content` goes instead of `body` and may stand in files.
    package init(
        method: String, url: String, headers: [HTTPField] = [], authorization: Secret? = nil, body: [UInt8] = [],
        content: HTTPBody? = nil, secretBody: Secret? = nil, isIdempotent: Bool? = nil,
        deadline: Milliseconds = .seconds(120),
        maximumResponse: Int = 4 << 20
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.authorization = authorization
        let inMemory = content?.bytes
        self.body = inMemory ?? body
        self.streamed = inMemory == nil ? content : nil
        self.secretBody = secretBody
        self.isIdempotent = isIdempotent ?? (method == "GET" || method == "HEAD")
        self.deadline = deadline
        self.maximumResponse = maximumResponse
    }

    /// The request as it goes out, its secrets in clear among the headers and in the body: for transports and fakes.
    package var revealed: HTTPRequest {
        guard authorization != nil || secretBody != nil else { return self }
        var request = self
        if let authorization {
            request.headers.append(HTTPField("Authorization", authorization.reveal()))
            request.authorization = nil
        }
        if let secretBody {
            request.body = Array(secretBody.reveal().utf8)
            request.secretBody = nil
        }
        return request
    }
}
