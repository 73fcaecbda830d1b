/// What a rotation did.
package struct VaultRotationView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// The id of the key that wraps now.
    package var current: String
    /// Whether that key was made for it; an earlier rotation was gone on with where not.
    package var new: Bool
    /// How many credentials were wrapped anew.
    package var rewrapped: Int
    /// How many could not be.
    package var left: Int
    /// How many former keys were given up.
    package var forgotten: Int

    /// A value of its parts.
    package init(current: String, new: Bool, rewrapped: Int, left: Int, forgotten: Int) {
        self.version = APIVersion.current
        self.current = current
        self.new = new
        self.rewrapped = rewrapped
        self.left = left
        self.forgotten = forgotten
    }
}

extension VaultRotationView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "What a rotation did.",
        [
            .required("version", .integer, "The shape's version."),
            .required("current", .string, "The id of the key that wraps now."),
            .required(
                "new", .boolean, "Whether that key was made for it; an earlier rotation was gone on with where not."),
            .required("rewrapped", .integer, "How many credentials were wrapped anew."),
            .required("left", .integer, "How many could not be."),
            .required("forgotten", .integer, "How many former keys were given up."),
        ])
}
