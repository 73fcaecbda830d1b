/// A sign of life.
package struct PingView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// Always true.
    package var pong: Bool

    /// A value of its parts.
    package init(pong: Bool) {
        self.version = APIVersion.current
        self.pong = pong
    }
}

extension PingView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "A sign of life.",
        [
            .required("version", .integer, "The shape's version."),
            .required("pong", .boolean, "Always true."),
        ])
}
