/// What the platform gave back.
package struct ReceiptView: Sendable, Hashable, Codable {
    /// The platform's id.
    package var remoteID: String
    /// The permalink.
    package var url: String?

    /// A value of its parts.
    package init(remoteID: String, url: String? = nil) {
        self.remoteID = remoteID
        self.url = url
    }
}

extension ReceiptView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "What the platform gave back.",
        [
            .required("remoteID", .string, "The platform's id."),
            .optional("url", .string, "The permalink."),
        ])
}

extension ReceiptView: WireWritable {
    func write(to json: inout WireWriter) {
        json.object {
            $0.member("remoteID", remoteID)
            $0.member("url", url)
        }
    }
}
