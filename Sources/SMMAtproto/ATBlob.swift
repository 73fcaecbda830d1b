/// A reference to uploaded bytes as records hold it (AT Protocol, "Data Model").
package struct ATBlob: Sendable, Hashable {
    /// The `$type` of one.
    package static let type = "blob"

    /// The identifier of the bytes; of codec raw.
    package var ref: CID
    /// The media type.
    package var mimeType: String
    /// The count of bytes.
    package var size: Int64

    /// A reference.
    package init(ref: CID, mimeType: String, size: Int64) {
        self.ref = ref
        self.mimeType = mimeType
        self.size = size
    }

    /// Reads one; nil when `value` is none.
    package init?(_ value: ATValue?) {
        guard let value, value.type == Self.type, let ref = value["ref"]?.link,
            let mimeType = value["mimeType"]?.string, !mimeType.isEmpty, let size = value["size"]?.integer, size >= 0
        else { return nil }
        self.init(ref: ref, mimeType: mimeType, size: size)
    }

    /// The reference as a value.
    package var value: ATValue {
        ["$type": .string(Self.type), "ref": .link(ref), "mimeType": .string(mimeType), "size": .integer(size)]
    }
}
