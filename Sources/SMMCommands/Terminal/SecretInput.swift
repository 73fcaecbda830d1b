/// A line that is typed unseen, key by key, as a terminal gives it that edits nothing and sends no signals. Pure.
package struct SecretInput: Sendable {
    /// How typing ended.
    package enum Outcome: Sendable, Hashable {
        /// With a line; nil where it is no UTF-8.
        case line(String?)
        /// With nothing: the end of input.
        case end
        /// With a line of more than ``SecretInput/most`` bytes, of which nothing is used.
        case tooLong
        /// The person gave up, as by Ctrl-C.
        case interrupted
    }

    /// Where typing is within what a key sends that is no character: an arrow, say (ECMA-48, section 5.4).
    private enum Sequence {
        /// Not in one.
        case none
        /// After Esc.
        case escape
        /// After `Esc [`: it ends with a byte of 0x40 to 0x7E.
        case control
        /// After `Esc O`: one byte more.
        case single
    }

    /// The most bytes of a line.
    package static let most = 8192

    private var bytes: [UInt8] = []
    private var sequence = Sequence.none
    /// Whether more was typed than is kept: what is left of it is taken in all the same, or the shell would show it.
    private var isTooLong = false

    /// Nothing is typed yet.
    package init() {}

    /// Takes one byte; gives how typing ended, once it has.
    package mutating func take(_ byte: UInt8) -> Outcome? {
        guard !swallows(byte) else { return nil }
        switch byte {
        // Ctrl-C, Ctrl-Z, Ctrl-\: a program in the background would leave the terminal silent, so all of them give up.
        case 3, 26, 28: return .interrupted
        case 4: return ended
        case 10, 13: return line
        case 8, 127: erase()
        // Ctrl-U: from the beginning.
        case 21: clear()
        // Ctrl-W: the last word.
        case 23: eraseWord()
        case 27: sequence = .escape
        // No character of a secret, and nobody sees that it was typed.
        case 0..<32: break
        default: append(byte)
        }
        return nil
    }

    /// How typing ends where nothing more comes.
    package var ended: Outcome { bytes.isEmpty && !isTooLong ? .end : line }

    private var line: Outcome { isTooLong ? .tooLong : .line(String(validating: bytes, as: UTF8.self)) }

    /// Whether a byte belongs to what a key sends that is no character. One that ends a line, or edits it, never does.
    private mutating func swallows(_ byte: UInt8) -> Bool {
        let former = sequence
        sequence = .none
        guard (32..<127).contains(byte) else { return false }
        switch former {
        case .none: return false
        case .escape where byte == 0x5B: sequence = .control
        case .escape where byte == 0x4F: sequence = .single
        case .control where byte < 0x40: sequence = .control
        case .escape, .control, .single: break
        }
        return true
    }

    private mutating func append(_ byte: UInt8) {
        guard bytes.count < Self.most else {
            isTooLong = true
            return
        }
        bytes.append(byte)
    }

    private mutating func clear() {
        bytes = []
        isTooLong = false
    }

    /// Takes the last character back, all its bytes.
    private mutating func erase() {
        while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
    }

    /// Takes the last word back, and the blanks behind it.
    private mutating func eraseWord() {
        while bytes.last == 32 { bytes.removeLast() }
        while let last = bytes.last, last != 32 { bytes.removeLast() }
    }
}
