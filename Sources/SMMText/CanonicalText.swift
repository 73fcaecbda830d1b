/// The form of a text in which a platform may send it back unharmed: what fingerprints are made of.
///
/// NFC; line ends as `\n`; no spaces or tabs at the end of a line; no blank lines at the end (RELIABILITY, 2.2).
package enum CanonicalText {
    /// The canonical form of `text`; `text` itself, without a copy, when it is in that form already.
    package static func of(_ text: String) -> String {
        var text = text
        let (isClean, isComposed) = text.withUTF8 { (Self.isClean($0), NormalForm.isSurelyComposed($0)) }
        if isClean && isComposed { return text }
        var composed = isComposed ? text : NormalForm.composed(text)
        return composed.withUTF8 { bytes in Self.isClean(bytes) ? nil : cleaned(bytes) } ?? composed
    }

    /// Whether there is nothing to remove.
    private static func isClean(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var previous: UInt8 = 0
        for byte in bytes {
            if byte == .carriageReturn || byte == .lineFeed && previous.isBlank { return false }
            previous = byte
        }
        return !previous.isBlank && previous != .lineFeed
    }

    private static func cleaned(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var previous: UInt8 = 0
        for byte in bytes {
            if byte == .carriageReturn || byte == .lineFeed {
                let endsPair = byte == .lineFeed && previous == .carriageReturn
                if !endsPair {
                    while let last = output.last, last.isBlank { output.removeLast() }
                    output.append(.lineFeed)
                }
            } else {
                output.append(byte)
            }
            previous = byte
        }
        while let last = output.last, last.isBlank || last == .lineFeed { output.removeLast() }
        return String(decoding: output, as: UTF8.self)
    }
}
