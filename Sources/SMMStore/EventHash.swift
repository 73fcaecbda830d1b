import Crypto

/// Computes an event's hash: SHA-256 over the previous hash and every column, each with its length in front.
struct EventHash {
    private var bytes: [UInt8] = []

    init(after previous: [UInt8]) {
        bytes.reserveCapacity(384)
        bytes += previous
    }

    mutating func add(_ value: Int64?) {
        guard let value else {
            bytes.append(0)
            return
        }
        bytes.append(8)
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func add(_ text: String?) {
        guard var text else {
            bytes.append(0)
            return
        }
        text.withUTF8 { utf8 in
            bytes.append(1)
            let count = UInt32(truncatingIfNeeded: utf8.count)
            withUnsafeBytes(of: count.littleEndian) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: utf8)
        }
    }

    func finish() -> [UInt8] {
        var function = SHA256()
        bytes.withUnsafeBytes { function.update(bufferPointer: $0) }
        return function.finalize().withUnsafeBytes { [UInt8]($0) }
    }
}
