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
    /// What is sent as the body; what of it stands in files is read as it is sent.
    package var content: HTTPBody
    /// Sent instead of `content`, by the few requests whose body carries a secret.
    package var secretBody: Secret?
    /// Whether sending it twice is harmless; a request that is not takes a fresh connection.
    package var isIdempotent: Bool
    /// Total time allowed, connection to last byte.
    package var deadline: Milliseconds
    /// The most bytes of answer that are read.
    package var maximumResponse: Int

    /// A request whose body is `content`, or these bytes.
    package init(
        method: String, url: String, headers: [HTTPField] = [], authorization: Secret? = nil, body: [UInt8] = [],
        content: HTTPBody? = nil, secretBody: Secret? = nil, isIdempotent: Bool? = nil,
        deadline: Milliseconds = .seconds(120), maximumResponse: Int = 4 << 20
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.authorization = authorization
        self.content = content ?? HTTPBody(body)
        self.secretBody = secretBody
        self.isIdempotent = isIdempotent ?? (method == "GET" || method == "HEAD")
        self.deadline = deadline
        self.maximumResponse = maximumResponse
    }

    /// The body's bytes; none of them where some stand in a file.
    package var body: [UInt8] {
        get { content.bytes ?? [] }
        set { content = HTTPBody(newValue) }
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
