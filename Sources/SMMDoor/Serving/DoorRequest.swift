package import HTTPTypes

/// A request as far as its head goes.
package struct DoorRequest: Sendable {
    /// The method.
    package var method: HTTPRequest.Method
    /// The target as it was written.
    package var target: String
    /// `Host`.
    package var host: String?
    /// The header fields.
    package var fields: HTTPFields
    /// The other end's address; nil for a Unix socket.
    package var peer: String?

    /// A request.
    package init(
        method: HTTPRequest.Method, target: String, host: String?, fields: HTTPFields = [:], peer: String? = nil
    ) {
        self.method = method
        self.target = target
        self.host = host
        self.fields = fields
        self.peer = peer
    }

    /// How many bytes of a body are announced: 0 for none, nil where that is not said beforehand.
    var announced: Int? {
        if fields[.transferEncoding] != nil { return nil }
        guard let text = fields[.contentLength] else { return 0 }
        return Int(text) ?? .max
    }

    /// Whether there may be a body.
    package var hasBody: Bool { announced != 0 }

    /// Whether it names two hosts, of which each program on the way may believe another one. The first is ``host``.
    var hasSecondHost: Bool { HTTPField.Name("Host").map { fields[$0] != nil } ?? false }

    static let forwarded = HTTPField.Name("X-Forwarded-For")
    static let site = HTTPField.Name("Sec-Fetch-Site")
}
