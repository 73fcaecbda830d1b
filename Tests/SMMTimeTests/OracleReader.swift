/// Reads the little-endian records of scripts/zone-oracle.py.
struct OracleReader {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { position >= bytes.count }

    mutating func number<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type) -> T {
        defer { position += MemoryLayout<T>.size }
        return T(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: type))
    }

    mutating func text(_ count: Int) -> String {
        defer { position += count }
        return String(decoding: bytes[position..<position + count].prefix { $0 != 0 }, as: UTF8.self)
    }
}
