/// Makes remote text harmless before a terminal, the journal or a page shows it: what does not show as itself is written
/// out (`␛`, `\u{202e}`), so that nothing moves the cursor, turns the line round or hides (RELIABILITY, F45).
///
/// The result holds no controls (tab and line feed apart, in a body), no bidirectional or invisible format characters,
/// no unassigned, private or line separator scalars. A zero-width joiner or an emoji selector stays only inside an emoji.
package enum Neutral {
    /// Where the text will stand.
    package enum Mode: Sendable {
        /// In one line: line feeds and tabs are written out too.
        case line
        /// As a block of its own: line feeds and tabs stay, `\r\n` becomes a line feed.
        case body
    }

    /// The most scalars of a remote text that one journal field gets.
    package static let journalLimit = 512

    /// `text` made harmless; itself when it is plain ASCII within the limit.
    ///
    /// - Parameter limit: the most Unicode scalars to give; a longer text ends with `…`.
    package static func text(_ text: String, _ mode: Mode = .line, limit: Int = .max) -> String {
        var text = text
        return text.withUTF8 { isPlain($0, limit) ? nil : neutralised($0, mode, limit) } ?? text
    }

    /// Bytes made harmless; those that are not UTF-8 are written as `\xff`.
    ///
    /// - Parameter limit: the most Unicode scalars to give; a longer text ends with `…`.
    package static func text(bytes: [UInt8], _ mode: Mode = .line, limit: Int = .max) -> String {
        bytes.withUnsafeBufferPointer { neutralised($0, mode, limit) }
    }

    /// `text` made harmless for one journal field, at most `journalLimit` scalars.
    package static func journal(_ text: String) -> String { self.text(text, .line, limit: journalLimit) }

    private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>, _ limit: Int) -> Bool {
        bytes.count <= limit && bytes.allSatisfy(\.isPlain)
    }

    private static func neutralised(_ bytes: UnsafeBufferPointer<UInt8>, _ mode: Mode, _ limit: Int) -> String {
        var output = NeutralOutput(capacity: min(bytes.count, 4 * max(0, min(limit, bytes.count))) + 16, limit: limit)
        var position = 0
        while position < bytes.count, !output.isFull {
            let byte = bytes[position]
            if byte.isPlain {
                output.keep(Unicode.Scalar(byte), isMark: false)
                position += 1
            } else if let (scalar, length) = UTF8Decoder.decode(bytes, at: position) {
                position += length
                let next = position < bytes.count ? UTF8Decoder.decode(bytes, at: position)?.scalar : nil
                if mode == .body, scalar == "\r", next == "\n" { continue }
                add(scalar, next, mode, to: &output)
            } else {
                output.write("\\x" + hex(UInt32(byte)))
                position += 1
            }
        }
        return output.text
    }

    private static func add(
        _ scalar: Unicode.Scalar, _ next: Unicode.Scalar?, _ mode: Mode, to output: inout NeutralOutput
    ) {
        if mode == .body && (scalar == "\n" || scalar == "\t") {
            output.keep(scalar, isMark: false)
        } else if scalar.value < 0x20 {
            output.write(picture(0x2400 + scalar.value))
        } else if scalar.value == 0x7F {
            output.write(picture(0x2421))
        } else {
            switch ScalarClass(scalar) {
            case .visible: output.keep(scalar, isMark: false)
            case .mark where output.marks < NeutralOutput.mostMarks: output.keep(scalar, isMark: true)
            case .emojiJoiner where isJoined(output.last, scalar, next): output.keep(scalar, isMark: true)
            default: output.write("\\u{" + hex(scalar.value) + "}")
            }
        }
    }

    /// Whether a joiner or selector stands inside an emoji: behind one and, a joiner, before another.
    private static func isJoined(_ last: Unicode.Scalar?, _ scalar: Unicode.Scalar, _ next: Unicode.Scalar?) -> Bool {
        guard let last else { return false }
        if scalar == "\u{200d}" {
            guard let next, next.value > 0x7F, next.properties.isEmoji else { return false }
            return last == "\u{fe0f}" || last.value > 0x7F && last.properties.isEmoji
        }
        guard last.properties.isEmoji else { return false }
        return last.value > 0x7F || next == "\u{20e3}"  // digits, # and * only as keycaps
    }

    private static func picture(_ value: UInt32) -> String {
        Unicode.Scalar(value).map { String(Character($0)) } ?? ""
    }

    private static func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        return digits.utf8.count < 2 ? "0" + digits : digits
    }
}
