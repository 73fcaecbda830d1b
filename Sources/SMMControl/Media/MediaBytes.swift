/// Bytes that can be looked into at any place: a file or an array. Nothing beyond the end is ever given.
package protocol MediaBytes {
    /// How many bytes there are.
    var count: Int64 { get }

    /// Up to `length` bytes from `offset` on; fewer at the end, none beyond it or when they cannot be read.
    func bytes(at offset: Int64, _ length: Int) -> [UInt8]
}

extension [UInt8]: MediaBytes {
    /// How many bytes there are.
    package var count: Int64 { Int64(self.endIndex) }

    /// Up to `length` bytes from `offset` on.
    package func bytes(at offset: Int64, _ length: Int) -> [UInt8] {
        guard offset >= 0, length > 0, offset < Int64(endIndex) else { return [] }
        let start = Int(offset)
        return Array(self[start..<Swift.min(endIndex, start + Swift.min(length, endIndex - start))])
    }
}
