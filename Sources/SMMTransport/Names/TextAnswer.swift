/// Reads the answer of a DNS server to a question for text records (RFC 1035). Pure.
package enum TextAnswer {
    /// The texts of the message's answers of class IN and type TXT, the strings of each joined; nil for what is no whole
    /// answer, or one that tells of an error. One that says itself that it was cut is not whole: nothing asks again for
    /// the rest.
    package static func texts(_ message: [UInt8]) -> [String]? {
        var reader = Reader(bytes: message)
        guard reader.number() != nil, let flags = reader.number(), let questions = reader.number(),
            let answers = reader.number(), reader.skip(4), flags & 0x8000 != 0, flags & 0x0200 == 0
        else { return nil }
        // The lowest four bits are the code: 0 is no error, 3 means that there is no such name.
        guard flags & 0xF == 0 else { return flags & 0xF == 3 ? [] : nil }
        for _ in 0..<questions {
            guard reader.skipName(), reader.skip(4) else { return nil }
        }
        var texts: [String] = []
        for _ in 0..<answers {
            guard reader.skipName(), let type = reader.number(), let kind = reader.number(), reader.skip(4),
                let length = reader.number(), let data = reader.take(length)
            else { return nil }
            guard type == 16, kind == 1 else { continue }
            guard let text = joined(data) else { return nil }
            texts.append(text)
        }
        return texts
    }

    /// The strings of a record, each behind its length.
    private static func joined(_ data: [UInt8]) -> String? {
        var reader = Reader(bytes: data)
        var bytes: [UInt8] = []
        while let length = reader.byte() {
            guard let part = reader.take(Int(length)) else { return nil }
            bytes += part
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private struct Reader {
        let bytes: [UInt8]
        var place = 0

        mutating func byte() -> UInt8? {
            guard place < bytes.count else { return nil }
            defer { place += 1 }
            return bytes[place]
        }

        mutating func number() -> Int? {
            guard let high = byte(), let low = byte() else { return nil }
            return Int(high) << 8 | Int(low)
        }

        mutating func take(_ count: Int) -> [UInt8]? {
            guard count <= bytes.count - place else { return nil }
            defer { place += count }
            return Array(bytes[place..<place + count])
        }

        mutating func skip(_ count: Int) -> Bool { take(count) != nil }

        /// Passes over a name: labels up to an empty one, or up to a pointer, which is two bytes.
        mutating func skipName() -> Bool {
            while let length = byte() {
                if length == 0 { return true }
                if length & 0xC0 == 0xC0 { return skip(1) }
                guard length & 0xC0 == 0, skip(Int(length)) else { return false }
            }
            return false
        }
    }
}
