package import SMMModel

/// Who did something.
package struct ActorView: Sendable, Hashable, Codable {
    /// `user`, `system`, `rule`, `adapter` or `guest`.
    package var kind: String
    /// The name in the audit log.
    package var name: String
    /// The Unix user id.
    package var uid: UInt32?
    /// The role it was done in.
    package var role: Open<Role>?
    /// How the request came.
    package var via: String

    /// A value of its parts.
    package init(kind: String, name: String, uid: UInt32? = nil, role: Open<Role>? = nil, via: String) {
        self.kind = kind
        self.name = name
        self.uid = uid
        self.role = role
        self.via = via
    }
}

extension ActorView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Who did something.",
        [
            .required("kind", .string, "`user`, `system`, `rule`, `adapter` or `guest`."),
            .required("name", .string, "The name in the audit log."),
            .optional("uid", .integer, "The Unix user id."),
            .optional("role", .open(Role.allCases.map(\.rawValue)), "The role it was done in."),
            .required("via", .string, "How the request came."),
        ])
}
