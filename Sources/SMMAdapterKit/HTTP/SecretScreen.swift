import FoundationEssentials
package import SMMModel

/// Takes known secrets out of what a platform answers: some servers repeat the request in their errors.
///
/// Found are the text itself, its hexadecimal digits, and it within base64 at any alignment, in its plain and its URL
/// alphabet; each of them also in other case, and with any of its letters escaped as in addresses, JSON or HTML. In answers
/// that are no success it is found too where it was cut off, if enough of it is there. The work goes with the answer's
/// length, whatever a server writes into it. Pure.
package struct SecretScreen: Sendable {
    /// Shorter secrets are not looked for: they would be found in words.
    package static let shortest = 8
    /// So many letters of a longer secret, from its beginning, are taken out though the rest is not there. Of a JSON web
    /// token only its signature counts: what stands before it, others have too.
    package static let tellingPrefix = 16
    private static let mask = Array(Secret.mask.utf8)

    private let needles: [SecretNeedle]

    /// A screen against these secrets.
    package init(_ secrets: some Sequence<Secret>) {
        var needles: Set<SecretNeedle> = []
        for secret in secrets {
            let bytes = Array(secret.reveal().utf8)
            guard bytes.count >= Self.shortest else { continue }
            needles.formUnion(Self.forms(of: bytes))
        }
        self.needles = Array(needles)
    }

    /// The answer without the secrets.
    package func screened(_ response: HTTPResponse) -> HTTPResponse {
        guard !needles.isEmpty else { return response }
        // What a success brings is new: another token may well begin as one that is known.
        let isCutOff = !(200..<300).contains(response.status)
        var response = response
        response.body = screened(response.body, alsoCutOff: isCutOff)
        for place in response.headers.indices {
            let bytes = Array(response.headers[place].value.utf8)
            let clean = screened(bytes, alsoCutOff: isCutOff)
            if clean != bytes { response.headers[place].value = String(decoding: clean, as: UTF8.self) }
        }
        return response
    }

    /// The bytes without the secrets.
    ///
    /// - Parameter alsoCutOff: whether a beginning counts.
    package func screened(_ bytes: [UInt8], alsoCutOff: Bool = true) -> [UInt8] {
        var found = needles.flatMap { $0.ranges(in: bytes, alsoCutOff: alsoCutOff) }
        if let letters = EscapedLetters(bytes) {
            for needle in needles {
                found += needle.ranges(in: letters.bytes, alsoCutOff: alsoCutOff).map(letters.range)
            }
        }
        guard !found.isEmpty else { return bytes }
        found.sort { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) }
        var clean: [UInt8] = []
        var (kept, masked) = (0, 0)
        for range in found {
            // One that overlaps the one before it is part of the same.
            if range.lowerBound >= masked {
                clean += bytes[kept..<range.lowerBound]
                clean += Self.mask
            }
            masked = max(masked, range.upperBound)
            kept = masked
        }
        return clean + bytes[kept...]
    }

    private static func forms(of bytes: [UInt8]) -> [SecretNeedle] {
        let telling = telling(bytes)
        // The last as forms have it.
        var forms = [
            SecretNeedle(bytes, telling: telling), SecretNeedle(Array(Hex.text(bytes).utf8), telling: 2 * telling),
            SecretNeedle(bytes.map { $0 == UInt8(ascii: " ") ? UInt8(ascii: "+") : $0 }, telling: telling),
        ]
        for shift in 0..<3 {
            // What stands before shifts the groups of three; the first and last letters mix with the neighbours.
            let padded = Data([UInt8](repeating: 0, count: shift) + bytes)
            let whole = Array(padded.base64EncodedString().utf8.prefix { $0 != UInt8(ascii: "=") })
            let head = shift == 0 ? 0 : shift + 1
            let tail = padded.count % 3 == 0 ? 0 : 1
            guard whole.count - head - tail >= shortest else { continue }
            let core = Array(whole[head..<whole.count - tail])
            let url = core.map {
                $0 == UInt8(ascii: "+") ? UInt8(ascii: "-") : $0 == UInt8(ascii: "/") ? UInt8(ascii: "_") : $0
            }
            for letters in [core, url] { forms.append(SecretNeedle(letters, telling: telling * 4 / 3 + 1)) }
        }
        return forms
    }

    /// How many letters of a secret tell it from others.
    private static func telling(_ bytes: [UInt8]) -> Int {
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, bytes.starts(with: "eyJ".utf8) else { return tellingPrefix }
        return parts[2].startIndex + tellingPrefix
    }
}
