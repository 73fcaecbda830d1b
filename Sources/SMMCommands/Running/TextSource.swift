import SMMModel

/// Where a text comes from: an argument, a file, or standard input (`-`).
enum TextSource {
    /// The most bytes read as text; the daemon's own limits are far below.
    static let limit = 256 << 10

    /// The text of a file, or of standard input for `-`. A byte order mark and one line break at the end are left
    /// out; bytes that are not UTF-8 are refused with their place.
    static func file(_ path: String, _ terminal: Terminal) throws(CommandFailure) -> String {
        let bytes: [UInt8]
        if path == "-" {
            bytes = terminal.readInput(limit)
            guard bytes.count <= limit else {
                throw CommandFailure.local(
                    "file-too-large", "Standard input holds more than what is read as text.",
                    allowed: ByteText.of(Int64(limit)))
            }
        } else {
            bytes = try LocalFile.read(path, limit: limit).get()
        }
        return try decode(bytes, from: path == "-" ? "standard input" : path)
    }

    /// The text in `bytes`.
    static func decode(_ bytes: [UInt8], from source: String) throws(CommandFailure) -> String {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            let offset = firstInvalid(bytes)
            throw CommandFailure.local(
                "utf8-invalid", "\(source) is not UTF-8: byte \(offset) does not belong to a character.",
                given: "0x\(String(bytes[min(offset, bytes.count - 1)], radix: 16))", allowed: "UTF-8",
                next: "iconv -f WINDOWS-1252 -t UTF-8 FILE   (if that is what it is)")
        }
        var rest = bytes[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        if rest.last == UInt8(ascii: "\n") { rest = rest.dropLast() }
        if rest.last == UInt8(ascii: "\r") { rest = rest.dropLast() }
        return String(decoding: rest, as: UTF8.self)
    }

    /// The parts of a thread: the text between lines that hold only `---`.
    static func split(_ text: String) -> [String] {
        var parts: [[Substring]] = [[]]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line == "---" || line == "---\r" { parts.append([]) } else { parts[parts.count - 1].append(line) }
        }
        return parts.map { lines in
            var lines = lines[...]
            while lines.first?.allSatisfy(\.isWhitespace) == true { lines = lines.dropFirst() }
            while lines.last?.allSatisfy(\.isWhitespace) == true { lines = lines.dropLast() }
            return lines.joined(separator: "\n")
        }
    }

    /// The offset of the first byte that is not part of a UTF-8 character.
    private static func firstInvalid(_ bytes: [UInt8]) -> Int {
        var decoder = UTF8()
        var iterator = Counting(bytes: bytes)
        while true {
            let start = iterator.index
            switch decoder.decode(&iterator) {
            case .scalarValue: continue
            case .emptyInput: return bytes.count
            case .error: return start
            }
        }
    }

    private struct Counting: IteratorProtocol {
        let bytes: [UInt8]
        var index = 0
        mutating func next() -> UInt8? {
            guard index < bytes.count else { return nil }
            defer { index += 1 }
            return bytes[index]
        }
    }
}
