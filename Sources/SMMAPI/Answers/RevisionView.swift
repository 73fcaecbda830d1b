package import SMMModel

/// An immutable version of a post's content.
package struct RevisionView: Sendable, Hashable, Codable {
    /// The revision's id.
    package var id: RevisionID
    /// Counts from 1.
    package var number: Int
    /// SHA-256 of the canonical content, 64 hexadecimal digits.
    package var hash: String
    /// When it was written.
    package var createdAt: Moment
    /// Who wrote it.
    package var createdBy: String

    /// A value of its parts.
    package init(id: RevisionID, number: Int, hash: String, createdAt: Moment, createdBy: String) {
        self.id = id
        self.number = number
        self.hash = hash
        self.createdAt = createdAt
        self.createdBy = createdBy
    }
}

extension RevisionView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "An immutable version of a post's content.",
        [
            .required("id", .id(RevisionKind.prefix), "The revision's id."),
            .required("number", .integer, "Counts from 1."),
            .required("hash", .string, "SHA-256 of the canonical content, 64 hexadecimal digits."),
            .required("createdAt", .reference("Moment"), "When it was written."),
            .required("createdBy", .string, "Who wrote it."),
        ])
}

extension RevisionView: WireWritable {
    func write(to json: inout WireWriter) {
        json.object {
            $0.member("id", id)
            $0.member("number", number)
            $0.member("hash", hash)
            $0.member("createdAt", createdAt)
            $0.member("createdBy", createdBy)
        }
    }
}
