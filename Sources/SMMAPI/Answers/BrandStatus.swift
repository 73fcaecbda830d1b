/// How one brand stands.
package struct BrandStatus: Sendable, Hashable, Codable {
    /// The brand.
    package var brand: BrandReference
    /// Its operations.
    package var counts: StatusCounts
    /// What goes out next.
    package var next: QueueItem?

    /// A value of its parts.
    package init(brand: BrandReference, counts: StatusCounts, next: QueueItem? = nil) {
        self.brand = brand
        self.counts = counts
        self.next = next
    }
}

extension BrandStatus: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "How one brand stands.",
        [
            .required("brand", .reference("BrandReference"), "The brand."),
            .required("counts", .reference("StatusCounts"), "Its operations."),
            .optional("next", .reference("QueueItem"), "What goes out next."),
        ])
}
