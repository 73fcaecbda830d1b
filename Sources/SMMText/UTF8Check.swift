/// Finds what keeps bytes from being text that can be stored: bytes that are not UTF-8, and NUL.
package enum UTF8Check {
    /// The first bad byte.
    package struct Fault: Error, Hashable, Sendable {
        /// What is wrong with it.
        package enum Kind: String, Sendable {
            /// A NUL, which no database text may hold.
            case nul
            /// No UTF-8 begins here.
            case invalid
        }

        /// Where it is, counted in bytes from 0.
        package var offset: Int
        /// What is wrong with it.
        package var kind: Kind

        /// A fault.
        package init(offset: Int, kind: Kind) {
            self.offset = offset
            self.kind = kind
        }
    }

    /// The first fault in `bytes`, or nil when they are valid UTF-8 without NUL.
    package static func firstFault(in bytes: UnsafeBufferPointer<UInt8>) -> Fault? {
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte == 0 { return Fault(offset: position, kind: .nul) }
            if byte < 0x80 {
                position += 1
            } else if let (_, length) = UTF8Decoder.decode(bytes, at: position) {
                position += length
            } else {
                return Fault(offset: position, kind: .invalid)
            }
        }
        return nil
    }

    /// The first fault in `bytes`, or nil when they are valid UTF-8 without NUL.
    package static func firstFault(in bytes: [UInt8]) -> Fault? {
        bytes.withUnsafeBufferPointer { firstFault(in: $0) }
    }

    /// The text that `bytes` hold.
    ///
    /// - Throws: the first `Fault`.
    package static func text(_ bytes: [UInt8]) throws(Fault) -> String {
        if let fault = firstFault(in: bytes) { throw fault }
        return String(decoding: bytes, as: UTF8.self)
    }
}
