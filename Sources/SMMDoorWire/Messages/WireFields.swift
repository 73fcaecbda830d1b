/// A message between smmd and its door: the protocol's version, what kind it is, and fields of bytes, each behind its length
/// in four bytes, big-endian. What is not exactly that is none. Pure.
struct WireFields: Sendable, Hashable {
    /// The protocol's version; either side refuses another.
    static let version: UInt8 = 1
    /// The most fields of a message.
    static let most = 16

    var kind: UInt8
    var fields: [[UInt8]]

    init(kind: UInt8, _ fields: [[UInt8]] = []) {
        self.kind = kind
        self.fields = fields
    }

    init(kind: UInt8, texts: [String]) { self.init(kind: kind, texts.map { Array($0.utf8) }) }

    var bytes: [UInt8] {
        var bytes = [Self.version, kind]
        for field in fields {
            bytes += WireLength.bytes(field.count)
            bytes += field
        }
        return bytes
    }

    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 2, bytes[0] == Self.version else { return nil }
        self.init(kind: bytes[1])
        var place = 2
        while place < bytes.count {
            guard bytes.count - place >= 4, fields.count < Self.most else { return nil }
            let length = WireLength.count(bytes[place..<place + 4])
            place += 4
            guard length <= bytes.count - place else { return nil }
            fields.append(Array(bytes[place..<place + length]))
            place += length
        }
    }

    /// The field as text; nil where there is none, or it is not UTF-8.
    func text(_ index: Int) -> String? {
        guard fields.indices.contains(index) else { return nil }
        return String(validating: fields[index], as: UTF8.self)
    }
}
