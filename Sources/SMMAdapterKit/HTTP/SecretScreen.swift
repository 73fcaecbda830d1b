import FoundationEssentials
package import SMMModel

/// Takes known secrets out of what a platform answers: some servers repeat the request in their errors.
///
/// Found are the text itself, percent-escaped, with JSON's escaped slashes, as hexadecimal digits, and within base64 at
/// any alignment, in its plain and its URL alphabet. Pure.
package struct SecretScreen: Sendable {
    /// Shorter secrets are not looked for: they would be found in words.
    package static let shortest = 8
    private static let mask = Array(Secret.mask.utf8)

    /// What is looked for, the longest first.
    private let needles: [[UInt8]]

    /// A screen against these secrets.
    package init(_ secrets: some Sequence<Secret>) {
        var needles: Set<[UInt8]> = []
        for secret in secrets {
            let bytes = Array(secret.reveal().utf8)
            guard bytes.count >= Self.shortest else { continue }
            needles.formUnion(Self.forms(of: bytes, text: secret.reveal()))
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
        var bytes = bytes
        for needle in needles where bytes.count >= needle.count {
            var from = 0
            while let place = Self.find(needle, in: bytes, from: from) {
                bytes.replaceSubrange(place..<place + needle.count, with: Self.mask)
                from = place + Self.mask.count
            }
        }
        return bytes
    }

    private static func forms(of bytes: [UInt8], text: String) -> [[UInt8]] {
        let escaped = FormText.escape(text)
        let hex = Hex.text(bytes)
        var forms: [[UInt8]] = [
            bytes, Array(escaped.utf8), Array(escaped.lowercased().utf8), Array(text.replacing("/", with: "\\/").utf8),
            Array(hex.utf8), Array(hex.uppercased().utf8),
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

    private static func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count - start >= needle.count, let first = needle.first else { return nil }
        return bytes.withUnsafeBufferPointer { hay in
            needle.withUnsafeBufferPointer { needle in
                var place = start
                let last = hay.count - needle.count
                while place <= last {
                    if hay[place] == first, hay[place..<place + needle.count].elementsEqual(needle) { return place }
                    place += 1
                }
                return nil
            }
        }
    }
}

extension [UInt8] {
    /// For an order that is always the same.
    fileprivate var hashable: String { Hex.text(self) }
}
