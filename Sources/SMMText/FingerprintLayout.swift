/// The bytes a fingerprint is made of: a version, then each field behind its length, so that no two lists of fields
/// give the same bytes.
struct FingerprintLayout {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
        bytes.append(contentsOf: "smm1".utf8)
    }

    /// Appends eight bytes, the lowest first.
    mutating func add(_ number: UInt64) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Appends a text's length in bytes, then its UTF-8.
    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 {
            add(UInt64($0.count))
            bytes.append(contentsOf: $0)
        }
    }
}
