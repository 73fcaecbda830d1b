import SMMModel

/// Writes JSON of literals and strings.
struct PlainJSONWriter {
    private var bytes: [UInt8] = []

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// What was written.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Appends punctuation or keys as they stand.
    mutating func add(_ literal: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    /// Appends a string with its quotes.
    mutating func add(string: String) { JSONString.append(string, to: &bytes) }
}
