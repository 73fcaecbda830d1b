import SMMModel

/// Reads JSON (RFC 8259) without recursion, so that no depth of brackets can exhaust a stack.
///
/// Strict: lone surrogates, infinite numbers, bytes behind the value and two members of one name are refused. Readers
/// differ in which of two members counts (RFC 8259, section 4), so a client that sends both has a fault.
struct FakeJSONReader {
    /// The deepest nesting that is read; what is made of it is walked by recursion later.
    static let maximumDepth = 96

    private struct Frame {
        var isObject: Bool
        var key = ""
        var items: [FakeJSON] = []
        var members: [String: FakeJSON] = [:]
    }

    private let bytes: [UInt8]
    private var at = 0
    private var frames: [Frame] = []

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The value; nil when the bytes are not one JSON value, or too deep.
    static func read(_ bytes: [UInt8]) -> FakeJSON? {
        var reader = FakeJSONReader(bytes)
        return reader.document()
    }

    private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func document() -> FakeJSON? {
        while true {
            skipBlank()
            guard let byte else { return nil }
            var value: FakeJSON?
            switch byte {
            case UInt8(ascii: "["):
                guard let isEmpty = open(isObject: false) else { return nil }
                if !isEmpty { continue }
                value = .array([])
            case UInt8(ascii: "{"):
                guard let isEmpty = open(isObject: true) else { return nil }
                if !isEmpty { continue }
                value = .object([:])
            default: value = scalar(byte)
            }
            guard let whole = value else { return nil }
            switch close(whole) {
            case .more: continue
            case .broken: return nil
            case .whole(let value):
                skipBlank()
                return at == bytes.count ? value : nil
            }
        }
    }

    /// Goes into a container; true when it is empty, and then left again; nil when it is broken.
    private mutating func open(isObject: Bool) -> Bool? {
        at += 1
        skipBlank()
        if byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
            at += 1
            return true
        }
        guard frames.count < Self.maximumDepth else { return nil }
        frames.append(Frame(isObject: isObject))
        if isObject && !readKey() { return nil }
        return false
    }

    private enum Progress {
        case more
        case whole(FakeJSON)
        case broken
    }

    /// Puts a value where it belongs and leaves every container that ends behind it.
    private mutating func close(_ value: FakeJSON) -> Progress {
        var value = value
        while true {
            guard let last = frames.indices.last else { return .whole(value) }
            if frames[last].isObject {
                let known = frames[last].members.updateValue(value, forKey: frames[last].key)
                guard known == nil else { return .broken }
            } else {
                frames[last].items.append(value)
            }
            skipBlank()
            guard let byte else { return .broken }
            at += 1
            switch (byte, frames[last].isObject) {
            case (UInt8(ascii: ","), true): return readKey() ? .more : .broken
            case (UInt8(ascii: ","), false): return .more
            case (UInt8(ascii: "}"), true): value = .object(frames.removeLast().members)
            case (UInt8(ascii: "]"), false): value = .array(frames.removeLast().items)
            default: return .broken
            }
        }
    }

    private mutating func readKey() -> Bool {
        skipBlank()
        guard byte == UInt8(ascii: "\""), let key = string(), let last = frames.indices.last else { return false }
        skipBlank()
        guard byte == UInt8(ascii: ":") else { return false }
        at += 1
        frames[last].key = key
        return true
    }

    private mutating func scalar(_ byte: UInt8) -> FakeJSON? {
        switch byte {
        case UInt8(ascii: "\""): string().map(FakeJSON.string)
        case UInt8(ascii: "t"): accept("true") ? .bool(true) : nil
        case UInt8(ascii: "f"): accept("false") ? .bool(false) : nil
        case UInt8(ascii: "n"): accept("null") ? .null : nil
        default: number().map(FakeJSON.number)
        }
    }

    private mutating func accept(_ word: StaticString) -> Bool {
        let end = at + word.utf8CodeUnitCount
        guard end <= bytes.count, bytes[at..<end].elementsEqual("\(word)".utf8) else { return false }
        at = end
        return true
    }

    private mutating func digits() -> Int {
        let start = at
        while let byte, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { at += 1 }
        return at - start
    }

    private mutating func number() -> Double? {
        let start = at
        if byte == UInt8(ascii: "-") { at += 1 }
        let first = byte
        let whole = digits()
        guard whole > 0, whole == 1 || first != UInt8(ascii: "0") else { return nil }
        if byte == UInt8(ascii: ".") {
            at += 1
            guard digits() > 0 else { return nil }
        }
        if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            at += 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { at += 1 }
            guard digits() > 0 else { return nil }
        }
        guard let value = Double(String(decoding: bytes[start..<at], as: UTF8.self)), value.isFinite else { return nil }
        return value
    }

    private mutating func string() -> String? {
        at += 1
        var text: [UInt8] = []
        while let byte {
            switch byte {
            case UInt8(ascii: "\""):
                at += 1
                return String(validating: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard escape(into: &text) else { return nil }
            case 0..<0x20: return nil
            default:
                text.append(byte)
                at += 1
            }
        }
        return nil
    }

    private static let plain: [UInt8: UInt8] = [
        UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 0x08,
        UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]

    private mutating func escape(into text: inout [UInt8]) -> Bool {
        at += 1
        guard let byte else { return false }
        at += 1
        if let plain = Self.plain[byte] {
            text.append(plain)
            return true
        }
        guard byte == UInt8(ascii: "u"), let high = unit() else { return false }
        var code = UInt32(high)
        if (0xD800..<0xDC00).contains(high) {
            guard accept("\\u"), let low = unit(), (0xDC00..<0xE000).contains(low) else { return false }
            code = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { return false }
        text += Array(String(Character(scalar)).utf8)
        return true
    }

    private mutating func unit() -> UInt16? {
        guard at + 4 <= bytes.count else { return nil }
        var value: UInt16 = 0
        for byte in bytes[at..<at + 4] {
            guard let digit = Hex.digit(byte) else { return nil }
            value = value << 4 | UInt16(digit)
        }
        at += 4
        return value
    }

    private mutating func skipBlank() {
        while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
    }
}
