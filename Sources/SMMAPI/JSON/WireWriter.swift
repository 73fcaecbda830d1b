import SMMModel

/// Writes compact JSON straight into bytes: the members of an object one after the other, absent ones left out.
struct WireWriter {
    /// The JSON in UTF-8.
    private(set) var bytes: [UInt8] = []
    private var isFirst = true

    init() { bytes.reserveCapacity(2048) }

    /// Writes an object with what `members` writes.
    mutating func object(_ members: (inout WireWriter) -> Void) {
        bytes.append(UInt8(ascii: "{"))
        isFirst = true
        members(&self)
        bytes.append(UInt8(ascii: "}"))
        isFirst = false
    }

    /// Writes a string.
    mutating func write(_ text: String) { JSONString.append(text, to: &bytes) }

    /// Writes a member, or nothing for nil.
    mutating func member(_ name: StaticString, _ text: String?) {
        guard let text else { return }
        key(name)
        write(text)
    }

    /// Writes a member, or nothing for nil.
    mutating func member(_ name: StaticString, _ number: (some BinaryInteger)?) {
        guard let number else { return }
        key(name)
        bytes.append(contentsOf: String(number).utf8)
    }

    /// Writes a member, or nothing for nil.
    mutating func member(_ name: StaticString, _ flag: Bool?) {
        guard let flag else { return }
        key(name)
        bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    }

    /// Writes a member.
    mutating func member<Kind>(_ name: StaticString, _ id: ID<Kind>) { member(name, id.description) }

    /// Writes a member, or nothing for nil.
    mutating func member(_ name: StaticString, _ value: (some WireWritable)?) {
        guard let value else { return }
        key(name)
        value.write(to: &self)
    }

    /// Writes a member that is a list.
    mutating func member(_ name: StaticString, _ values: [some WireWritable]) {
        key(name)
        list(values) { $0.write(to: &$1) }
    }

    /// Writes a member that is a list of strings.
    mutating func member(_ name: StaticString, _ texts: [String]) {
        key(name)
        list(texts) { $1.write($0) }
    }

    /// Writes a member that is an object with the dictionary's keys.
    mutating func member(_ name: StaticString, _ values: [String: some WireWritable]) {
        key(name)
        map(values) { $0.write(to: &$1) }
    }

    /// Writes a member that is an object with the dictionary's keys.
    mutating func member(_ name: StaticString, _ texts: [String: String]) {
        key(name)
        map(texts) { $1.write($0) }
    }

    private mutating func list<Value>(_ values: [Value], _ write: (Value, inout WireWriter) -> Void) {
        bytes.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(value, &self)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func map<Value>(_ values: [String: Value], _ write: (Value, inout WireWriter) -> Void) {
        object { json in
            for (name, value) in values {
                json.separate()
                json.write(name)
                json.bytes.append(UInt8(ascii: ":"))
                write(value, &json)
            }
        }
    }

    private mutating func key(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func separate() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
    }
}
