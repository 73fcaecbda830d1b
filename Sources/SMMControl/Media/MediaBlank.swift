/// A stretch of a medium that is to be overwritten where it lies: its start with `head`, the rest with zeros.
package struct MediaBlank: Sendable, Hashable {
    /// Where it begins.
    package var start: Int64
    /// Where it ends; at least as far from the start as `head` is long.
    package var end: Int64
    /// What its first bytes become.
    package var head: [UInt8]
    /// What stood there.
    package var traces: MediaTraces

    /// A stretch of its parts.
    package init(_ start: Int64, _ end: Int64, head: [UInt8] = [], _ traces: MediaTraces) {
        self.start = start
        self.end = end
        self.head = head
        self.traces = traces
    }

    /// What is to stand in it from `offset` on, `length` bytes long, counted from its start.
    package func bytes(at offset: Int64, _ length: Int) -> [UInt8] {
        var bytes = head.bytes(at: offset, length)
        bytes.append(contentsOf: repeatElement(0, count: length - bytes.endIndex))
        return bytes
    }
}
