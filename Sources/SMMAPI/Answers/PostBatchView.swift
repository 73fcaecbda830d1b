package import SMMModel

/// Many posts made at once.
package struct PostBatchView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// The brand.
    package var brand: BrandReference
    /// In the order of the request.
    package var ids: [PostID]

    /// A value of its parts.
    package init(brand: BrandReference, ids: [PostID]) {
        self.version = APIVersion.current
        self.brand = brand
        self.ids = ids
    }
}

extension PostBatchView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Many posts made at once.",
        [
            .required("version", .integer, "The shape's version."),
            .required("brand", .reference("BrandReference"), "The brand."),
            .required("ids", .array(.id(PostKind.prefix)), "In the order of the request."),
        ])
}
