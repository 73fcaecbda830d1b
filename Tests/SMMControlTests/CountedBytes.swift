import SMMControl

/// Bytes that count how often they are looked into.
final class CountedBytes: MediaBytes {
    private let inner: [UInt8]
    private(set) var reads = 0

    init(_ inner: [UInt8]) { self.inner = inner }

    var count: Int64 { inner.count }

    func bytes(at offset: Int64, _ length: Int) -> [UInt8] {
        reads += 1
        return inner.bytes(at: offset, length)
    }
}
