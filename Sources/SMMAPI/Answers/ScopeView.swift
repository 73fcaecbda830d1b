/// What a hold stops.
package struct ScopeView: Sendable, Hashable, Codable {
    /// `everything`, `brand`, `account`, `post` or `operation`.
    package var kind: String
    /// The id of the thing; absent for everything.
    package var id: String?
    /// Its name, where it has one.
    package var name: String?

    /// A value of its parts.
    package init(kind: String, id: String? = nil, name: String? = nil) {
        self.kind = kind
        self.id = id
        self.name = name
    }
}

extension ScopeView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "What a hold stops.",
        [
            .required("kind", .string, "`everything`, `brand`, `account`, `post` or `operation`."),
            .optional("id", .string, "The id of the thing; absent for everything."),
            .optional("name", .string, "Its name, where it has one."),
        ])
}

extension ScopeView: WireWritable {
    func write(to json: inout WireWriter) {
        json.object {
            $0.member("kind", kind)
            $0.member("id", id)
            $0.member("name", name)
        }
    }
}
