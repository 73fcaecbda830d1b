package import HTTPTypes
package import SMMDoorWire

/// What the door answers.
package struct DoorReply: Sendable {
    /// What stands in the body.
    package enum Body: Sendable {
        /// Nothing.
        case none
        /// These bytes.
        case bytes([UInt8])
        /// An open file of so many bytes.
        case file(OpenDescriptor, count: Int64)
    }

    /// The status.
    package var status: HTTPResponse.Status
    /// The header fields beyond those that every answer has.
    package var fields: HTTPFields
    /// The body.
    package var body: Body
    /// The place that a medium takes until it is written; nil for other bodies.
    var place: TransferPlace?

    /// A reply.
    package init(_ status: HTTPResponse.Status, fields: HTTPFields = [:], body: Body = .none) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    /// There is nothing here, whatever the reason.
    package static let notFound = DoorReply(.notFound)
    /// Too many requests.
    package static let tooMany = DoorReply(.tooManyRequests, fields: [.retryAfter: "60"])
    /// smmd does not answer.
    package static let later = DoorReply(.serviceUnavailable, fields: [.retryAfter: "10"])

    /// Bytes of the body.
    package var count: Int64 {
        switch body {
        case .none: 0
        case .bytes(let bytes): Int64(bytes.count)
        case .file(_, let count): count
        }
    }

    /// All header fields: nothing is kept, nothing is embedded, nothing runs, and no address goes on to another site.
    package var allFields: HTTPFields {
        var all: HTTPFields = [
            .cacheControl: "no-store", .xContentTypeOptions: "nosniff", .contentLength: String(count),
        ]
        all[Self.policy] = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
        all[Self.referrer] = "no-referrer"
        all[Self.robots] = "noindex"
        for field in fields { all[field.name] = field.value }
        return all
    }

    /// A page.
    package static func page(_ status: HTTPResponse.Status, _ html: String, isForm: Bool) -> DoorReply {
        let style = "'sha256-\(styleHash)'"
        var fields: HTTPFields = [.contentType: "text/html; charset=utf-8"]
        fields[policy] =
            "default-src 'none'; style-src \(style); frame-ancestors 'none'; base-uri 'none'; form-action "
            + (isForm ? "'self'" : "'none'")
        return DoorReply(status, fields: fields, body: .bytes(Array(html.utf8)))
    }

    private static let styleHash = DoorPage.styleHash
    private static let policy = name("Content-Security-Policy")
    private static let referrer = name("Referrer-Policy")
    private static let robots = name("X-Robots-Tag")

    private static func name(_ text: String) -> HTTPField.Name {
        // These are letters and hyphens: there is always such a name.
        HTTPField.Name(text) ?? .server
    }
}
