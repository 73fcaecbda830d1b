package import SMMModel

/// Why something does not go out now.
package struct HoldView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// The hold's id.
    package var id: HoldID
    /// The brand; absent for everything.
    package var brand: BrandReference?
    /// What it stops.
    package var scope: ScopeView
    /// Why.
    package var reason: HoldReason
    /// One sentence.
    package var detail: String
    /// When it was placed.
    package var placedAt: Moment
    /// Who placed it.
    package var placedBy: String
    /// When it was released.
    package var releasedAt: Moment?
    /// Who released it.
    package var releasedBy: String?
    /// The command that releases it.
    package var next: String?

    /// A value of its parts.
    package init(
        id: HoldID, brand: BrandReference? = nil, scope: ScopeView, reason: HoldReason, detail: String,
        placedAt: Moment, placedBy: String, releasedAt: Moment? = nil, releasedBy: String? = nil, next: String? = nil
    ) {
        self.version = APIVersion.current
        self.id = id
        self.brand = brand
        self.scope = scope
        self.reason = reason
        self.detail = detail
        self.placedAt = placedAt
        self.placedBy = placedBy
        self.releasedAt = releasedAt
        self.releasedBy = releasedBy
        self.next = next
    }
}

extension HoldView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Why something does not go out now.",
        [
            .required("version", .integer, "The shape's version."),
            .required("id", .id(HoldKind.prefix), "The hold's id."),
            .optional("brand", .reference("BrandReference"), "The brand; absent for everything."),
            .required("scope", .reference("ScopeView"), "What it stops."),
            .required("reason", .string, "Why."),
            .required("detail", .string, "One sentence."),
            .required("placedAt", .reference("Moment"), "When it was placed."),
            .required("placedBy", .string, "Who placed it."),
            .optional("releasedAt", .reference("Moment"), "When it was released."),
            .optional("releasedBy", .string, "Who released it."),
            .optional("next", .string, "The command that releases it."),
        ])
}

extension HoldView: WireWritable {
    func write(to json: inout WireWriter) {
        json.object {
            $0.member("version", version)
            $0.member("id", id)
            $0.member("brand", brand)
            $0.member("scope", scope)
            $0.member("reason", reason)
            $0.member("detail", detail)
            $0.member("placedAt", placedAt)
            $0.member("placedBy", placedBy)
            $0.member("releasedAt", releasedAt)
            $0.member("releasedBy", releasedBy)
            $0.member("next", next)
        }
    }
}
