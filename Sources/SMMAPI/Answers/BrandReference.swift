package import SMMModel

/// A brand as other things name it.
package struct BrandReference: Sendable, Hashable, Codable {
    /// The brand's id.
    package var id: BrandID
    /// Its short name.
    package var name: String

    /// A value of its parts.
    package init(id: BrandID, name: String) {
        self.id = id
        self.name = name
    }
}

extension BrandReference: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "A brand as other things name it.",
        [
            .required("id", .id(BrandKind.prefix), "The brand's id."),
            .required("name", .string, "Its short name."),
        ])
}

extension BrandReference: WireWritable {
    func write(to json: inout WireWriter) {
        json.object {
            $0.member("id", id)
            $0.member("name", name)
        }
    }
}
