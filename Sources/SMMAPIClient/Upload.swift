/// Bytes sent to the daemon without being held in memory.
package struct Upload: Sendable {
    /// The number of bytes, exactly.
    package var length: Int64
    /// The MIME type.
    package var type: String
    /// Starts again from the first byte; each call of the result gives the next chunk, at most 1 MiB, nil at the end.
    package var open: @Sendable () throws -> @Sendable () throws -> [UInt8]?
    /// Told the number of bytes sent so far.
    package var progress: @Sendable (Int64) -> Void

    /// An upload.
    package init(
        length: Int64, type: String, open: @escaping @Sendable () throws -> @Sendable () throws -> [UInt8]?,
        progress: @escaping @Sendable (Int64) -> Void = { _ in }
    ) {
        self.length = length
        self.type = type
        self.open = open
        self.progress = progress
    }
}
