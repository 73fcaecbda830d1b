/// What would happen, without doing it.
package struct PreviewView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// The brand.
    package var brand: BrandReference
    /// Whether it keeps every limit everywhere.
    package var fits: Bool
    /// One for each account.
    package var targets: [PreviewTarget]
    /// What would stand in the way.
    package var holds: [HoldView]
    /// Why an approver would have to let it through first.
    package var approval: String?

    /// A value of its parts.
    package init(
        brand: BrandReference, fits: Bool, targets: [PreviewTarget], holds: [HoldView],
        approval: String? = nil
    ) {
        self.version = APIVersion.current
        self.brand = brand
        self.fits = fits
        self.targets = targets
        self.holds = holds
        self.approval = approval
    }
}

extension PreviewView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "What would happen, without doing it.",
        [
            .required("version", .integer, "The shape's version."),
            .required("brand", .reference("BrandReference"), "The brand."),
            .required("fits", .boolean, "Whether it keeps every limit everywhere."),
            .required("targets", .array(.reference("PreviewTarget")), "One for each account."),
            .required("holds", .array(.reference("HoldView")), "What would stand in the way."),
            .optional("approval", .string, "Why an approver would have to let it through first."),
        ])
}
