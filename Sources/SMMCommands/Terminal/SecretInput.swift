/// A line that is typed unseen, key by key, as a terminal gives it that edits nothing and sends no signals. Pure.
package struct SecretInput: Sendable {
    /// How typing ended.
    package enum Outcome: Sendable, Hashable {
        /// With a line; nil where it is no UTF-8.
        case line(String?)
        /// With nothing: the end of input.
        case end
        /// The person gave up, as by Ctrl-C.
        case interrupted
    }

    /// The most bytes of a line; what is typed beyond ends it.
    package static let most = 8192

    private var bytes: [UInt8] = []

    /// Nothing is typed yet.
    package init() {}

    /// Takes one byte; gives how typing ended, once it has.
    package mutating func take(_ byte: UInt8) -> Outcome? {
        switch byte {
        case 3: return .interrupted
        case 4: return ended
        case 10, 13: return .line(String(validating: bytes, as: UTF8.self))
        case 8, 127: erase()
        // Ctrl-U: from the beginning.
        case 21: bytes = []
        default: bytes.append(byte)
        }
        return bytes.count < Self.most ? nil : .line(String(validating: bytes, as: UTF8.self))
    }

    /// How typing ends where nothing more comes.
    package var ended: Outcome { bytes.isEmpty ? .end : .line(String(validating: bytes, as: UTF8.self)) }

    /// Takes the last character back, all its bytes.
    private mutating func erase() {
        while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
    }
}
