import SMMModel

/// The JSON written so far, and what is still open in it.
///
/// `Encodable` never says that a value is complete, so a container closes what was opened within it before it writes on.
struct WireBuffer {
    private enum Opened: UInt8 {
        case object
        case array

        var end: UInt8 { self == .object ? UInt8(ascii: "}") : UInt8(ascii: "]") }
    }

    /// The JSON in UTF-8.
    private(set) var bytes: [UInt8] = []
    private var open: [(kind: Opened, isEmpty: Bool)] = []

    init() {
        bytes.reserveCapacity(1024)
        open.reserveCapacity(8)
    }

    /// How many objects and arrays are open.
    var depth: Int { open.count }

    /// Opens an object or an array as the value that comes next; gives the depth inside of it.
    mutating func push(object: Bool) -> Int {
        bytes.append(UInt8(ascii: object ? "{" : "["))
        open.append((object ? .object : .array, true))
        return open.count
    }

    /// Closes what is open beyond `depth`.
    mutating func close(to depth: Int) {
        while open.count > depth, let last = open.popLast() { bytes.append(last.kind.end) }
    }

    /// Makes room for the next element of the array at `depth`.
    mutating func element(at depth: Int) {
        close(to: depth)
        separate()
    }

    /// Writes the next key of the object at `depth`.
    mutating func key(_ name: String, at depth: Int) {
        close(to: depth)
        separate()
        JSONString.append(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
    }

    /// Writes a string as the value that comes next.
    mutating func write(string: String) { JSONString.append(string, to: &bytes) }

    /// Writes a number or a word as the value that comes next.
    mutating func write(literal: String) { bytes.append(contentsOf: literal.utf8) }

    /// Writes the next key and its value, a string.
    mutating func write(string: String, forKey name: String, at depth: Int) {
        key(name, at: depth)
        write(string: string)
    }

    /// Writes the next key and its value, a number or a word.
    mutating func write(literal: String, forKey name: String, at depth: Int) {
        key(name, at: depth)
        write(literal: literal)
    }

    private mutating func separate() {
        guard let last = open.indices.last else { return }
        if !open[last].isEmpty { bytes.append(UInt8(ascii: ",")) }
        open[last].isEmpty = false
    }
}
