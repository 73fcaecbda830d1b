/// The one `WireBuffer` that all containers of an encoding write to.
///
/// Each call enters the buffer once: that a class's property is entered by one at a time is checked as the program runs,
/// and that took a good part of an answer.
final class WireOutput {
    private var buffer = WireBuffer()

    /// The JSON in UTF-8.
    var bytes: [UInt8] { buffer.bytes }
    /// How many bytes there are.
    var count: Int { buffer.bytes.count }
    /// How many objects and arrays are open.
    var depth: Int { buffer.depth }

    /// Opens an object or an array as the value that comes next; gives the depth inside of it.
    func push(object: Bool) -> Int { buffer.push(object: object) }

    /// Closes what is open beyond `depth`.
    func close(to depth: Int) { buffer.close(to: depth) }

    /// Makes room for the next element of the array at `depth`.
    func element(at depth: Int) { buffer.element(at: depth) }

    /// Writes the next key of the object at `depth`.
    func key(_ name: String, at depth: Int) { buffer.key(name, at: depth) }

    /// Writes a string as the value that comes next.
    func write(string: String) { buffer.write(string: string) }

    /// Writes a number or a word as the value that comes next.
    func write(literal: String) { buffer.write(literal: literal) }

    /// Writes the next key and its value, a string.
    func write(string: String, forKey name: String, at depth: Int) {
        buffer.write(string: string, forKey: name, at: depth)
    }

    /// Writes the next key and its value, a number or a word.
    func write(literal: String, forKey name: String, at depth: Int) {
        buffer.write(literal: literal, forKey: name, at: depth)
    }
}
