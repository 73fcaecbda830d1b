/// What goes to one platform instead.
package struct VariantView: Sendable, Hashable, Codable {
    /// The parts in order.
    package var parts: [PartView]
    /// BCP 47 language.
    package var language: String?
    /// The platform's options.
    package var options: [String: String]

    /// A value of its parts.
    package init(parts: [PartView], language: String? = nil, options: [String: String]) {
        self.parts = parts
        self.language = language
        self.options = options
    }
}

extension VariantView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "What goes to one platform instead.",
        [
            .required("parts", .array(.reference("PartView")), "The parts in order."),
            .optional("language", .string, "BCP 47 language."),
            .required("options", .map(.string), "The platform's options."),
        ])
}

extension VariantView: WireWritable {
    func write(to json: inout WireWriter) {
        json.object {
            $0.member("parts", parts)
            $0.member("language", language)
            $0.member("options", options)
        }
    }
}
