/// A piece of the protocol: its length in four bytes, big-endian, then the bytes. A request is two pieces, head and
/// picture; so is an answer.
package enum WireFrame {
    /// What stands before a piece of `count` bytes.
    package static func length(_ count: Int) -> [UInt8] { WireNumber.bytes(UInt32(clamping: count)) }

    /// How long the piece is that begins with these four bytes.
    package static func count(_ bytes: some Sequence<UInt8>) -> Int { Int(WireNumber.value(bytes)) }
}
