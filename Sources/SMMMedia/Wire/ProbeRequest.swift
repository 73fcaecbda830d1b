/// What is asked before a picture is taken in: the head of a request, before the picture.
package struct ProbeRequest: Sendable, Hashable {
    /// The most pixels of a picture that is decoded at all.
    package var decodedPixels: Int64

    /// A request.
    package init(decodedPixels: Int64) { self.decodedPixels = decodedPixels }

    private static let verb: UInt8 = 2

    /// The head as it crosses: version, verb, one number of eight bytes, big-endian.
    package var head: [UInt8] {
        [MediaRequest.version, Self.verb] + WireNumber.bytes(UInt64(max(decodedPixels, 0)))
    }

    /// Reads a head; nil when it is none, or of another version or verb.
    package init?(head: [UInt8]) {
        guard head.count == 10, head[0] == MediaRequest.version, head[1] == Self.verb else { return nil }
        let pixels = WireNumber.value(head[2...])
        guard pixels > 0, pixels <= Int64.max else { return nil }
        self.init(decodedPixels: Int64(pixels))
    }
}
