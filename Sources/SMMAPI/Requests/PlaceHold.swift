/// Stops something from going out.
package struct PlaceHold: Sendable, Hashable, Codable {
    /// `everything`, `brand`, `account` or `post`.
    package var scope: String
    /// The account or post, by name or id.
    package var subject: String?
    /// The brand by name, id or unique id prefix.
    package var brand: String?
    /// `operator` (when left out) or `crisis_stop`.
    package var reason: String?
    /// One sentence for those who will wonder.
    package var detail: String?

    /// A value of its parts.
    package init(
        scope: String, subject: String? = nil, brand: String? = nil, reason: String? = nil, detail: String? = nil
    ) {
        self.scope = scope
        self.subject = subject
        self.brand = brand
        self.reason = reason
        self.detail = detail
    }
}

extension PlaceHold: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Stops something from going out.",
        [
            .required("scope", .string, "`everything`, `brand`, `account` or `post`."),
            .optional("subject", .string, "The account or post, by name or id."),
            .optional("brand", .string, "The brand by name, id or unique id prefix."),
            .optional("reason", .string, "`operator` (when left out) or `crisis_stop`."),
            .optional("detail", .string, "One sentence for those who will wonder."),
        ])
}
