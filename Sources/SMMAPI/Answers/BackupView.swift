/// A backup that was made.
package struct BackupView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// Where it is.
    package var path: String
    /// Its size in bytes.
    package var byteCount: Int64
    /// The database's generation id.
    package var generation: String
    /// When.
    package var createdAt: Moment

    /// A value of its parts.
    package init(path: String, byteCount: Int64, generation: String, createdAt: Moment) {
        self.version = APIVersion.current
        self.path = path
        self.byteCount = byteCount
        self.generation = generation
        self.createdAt = createdAt
    }
}

extension BackupView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "A backup that was made.",
        [
            .required("version", .integer, "The shape's version."),
            .required("path", .string, "Where it is."),
            .required("byteCount", .integer, "Its size in bytes."),
            .required("generation", .string, "The database's generation id."),
            .required("createdAt", .reference("Moment"), "When."),
        ])
}
