import FoundationEssentials
package import SMMModel

/// Takes known secrets out of what a platform answers: some servers repeat the request in their errors.
///
/// Found are the text itself, its hexadecimal digits, and it within base64 at any alignment, in its plain and its URL
/// alphabet; each of them also with any of its letters escaped as in addresses, JSON or HTML, and where it was cut off
/// behind its first ``tellingPrefix`` letters. Pure.
package struct SecretScreen: Sendable {
    /// Shorter secrets are not looked for: they would be found in words.
    package static let shortest = 8
    /// So many letters of the beginning of a longer secret are taken out though the rest is not there.
    package static let tellingPrefix = 16
    private static let mask = Array(Secret.mask.utf8)

    /// What is looked for, the longest first.
    private let needles: [[UInt8]]

    /// A screen against these secrets.
    package init(_ secrets: some Sequence<Secret>) {
        var needles: Set<[UInt8]> = []
        for secret in secrets {
            let bytes = Array(secret.reveal().utf8)
            guard bytes.count >= Self.shortest else { continue }
            needles.formUnion(Self.forms(of: bytes))
        }
        self.needles = needles.sorted { ($1.count, $0.hashable) < ($0.count, $1.hashable) }
    }

    /// The answer without the secrets.
    package func screened(_ response: HTTPResponse) -> HTTPResponse {
        guard !needles.isEmpty else { return response }
        var response = response
        response.body = screened(response.body)
        for place in response.headers.indices {
            let bytes = Array(response.headers[place].value.utf8)
            let clean = screened(bytes)
            if clean.count != bytes.count || clean != bytes {
                response.headers[place].value = String(decoding: clean, as: UTF8.self)
            }
        }
        return response
    }

    /// The bytes without the secrets.
    package func screened(_ bytes: [UInt8]) -> [UInt8] {
        // Whole ones first: tokens of one kind begin alike, and the beginning of one would be cut out of another.
        let whole = needles.reduce(bytes) { Self.screened($0, against: $1, enough: $1.count) }
        return needles.reduce(whole) { Self.screened($0, against: $1, enough: min($1.count, Self.tellingPrefix)) }
    }

    private static func screened(_ bytes: [UInt8], against needle: [UInt8], enough: Int) -> [UInt8] {
        guard let first = needle.first else { return bytes }
        return bytes.withUnsafeBufferPointer { hay in
            var clean: [UInt8]?
            var (place, kept) = (0, 0)
            while place < hay.count {
                let byte = hay[place]
                guard areSame(byte, first) || EscapedLetter.begins(with: byte),
                    let end = Self.end(of: needle, in: hay, from: place, enough: enough)
                else {
                    place += 1
                    continue
                }
                clean = (clean ?? []) + hay[kept..<place] + mask
                (place, kept) = (end, end)
            }
            guard let clean else { return bytes }
            return clean + hay[kept...]
        }
    }

    /// Where what stands at `place` of `needle` ends; nil when fewer than `enough` of its letters stand there.
    private static func end(
        of needle: [UInt8], in hay: UnsafeBufferPointer<UInt8>, from place: Int, enough: Int
    ) -> Int? {
        var (end, count) = (place, 0)
        while count < needle.count, end < hay.count {
            if let letter = EscapedLetter(hay, at: end), areSame(letter.byte, needle[count]) {
                end += letter.length
            } else if areSame(hay[end], needle[count]) {
                end += 1
            } else {
                break
            }
            count += 1
        }
        return count >= enough ? end : nil
    }

    /// Whether two letters are the same but for their case: some servers change it.
    private static func areSame(_ one: UInt8, _ other: UInt8) -> Bool {
        one == other || (one ^ other == 0x20 && UInt8(ascii: "a")...UInt8(ascii: "z") ~= one | 0x20)
    }

    private static func forms(of bytes: [UInt8]) -> [[UInt8]] {
        // The last as forms have it.
        var forms: [[UInt8]] = [
            bytes, Array(Hex.text(bytes).utf8), bytes.map { $0 == UInt8(ascii: " ") ? UInt8(ascii: "+") : $0 },
        ]
        for shift in 0..<3 {
            // What stands before shifts the groups of three; the first and last letters mix with the neighbours.
            let padded = Data([UInt8](repeating: 0, count: shift) + bytes)
            let whole = Array(padded.base64EncodedString().utf8.prefix { $0 != UInt8(ascii: "=") })
            let head = shift == 0 ? 0 : shift + 1
            let tail = padded.count % 3 == 0 ? 0 : 1
            guard whole.count - head - tail >= shortest else { continue }
            let core = Array(whole[head..<whole.count - tail])
            forms.append(core)
            forms.append(
                core.map {
                    $0 == UInt8(ascii: "+") ? UInt8(ascii: "-") : $0 == UInt8(ascii: "/") ? UInt8(ascii: "_") : $0
                }
            )
        }
        return forms
    }
}

extension [UInt8] {
    /// For an order that is always the same.
    fileprivate var hashable: String { Hex.text(self) }
}
