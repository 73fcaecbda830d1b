/// What is running.
package struct VersionView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// The daemon's release.
    package var release: String
    /// The newest path prefix it serves.
    package var api: String

    /// A value of its parts.
    package init(release: String, api: String) {
        self.version = APIVersion.current
        self.release = release
        self.api = api
    }
}

extension VersionView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "What is running.",
        [
            .required("version", .integer, "The shape's version."),
            .required("release", .string, "The daemon's release."),
            .required("api", .string, "The newest path prefix it serves."),
        ])
}
