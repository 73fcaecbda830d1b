import SMMTestSupport

/// Makes broken answers from whole ones, the same from the same seed.
package struct FakeMutator: Sendable {
    private var random: SeededRandom

    /// A mutator.
    package init(seed: UInt64) { random = SeededRandom(seed: seed) }

    /// One of `values`; 0 when there is none.
    package mutating func pick(_ values: [Int]) -> Int { values.isEmpty ? 0 : values[random.below(values.count)] }

    /// One to three mutations of `bytes`.
    package mutating func mutate(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...random.below(3) { bytes = step(bytes) }
        return bytes
    }

    private static let fragments: [[UInt8]] = [
        "null", "true", "-1", "1e999", "9007199254740993", "99999999999999999999", "\"\"", "[]", "{}", "\\u0000",
        "\\ud800", "\u{FEFF}", "\0", "<html>", "}", "]", ",", ":", "\"id\":7,", "\"id\":null,", "\"id\":[],",
        "\"error\":{\"code\":\"duplicate\"},", "\r\n\r\n", "\u{202E}", "🏳️‍🌈", "\\", "\"",
    ].map { Array($0.utf8) }

    private mutating func step(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        let place = random.below(bytes.count + 1)
        let end = min(bytes.count, place + random.below(16))
        switch random.below(9) {
        case 0: return Array(bytes.prefix(place))
        case 1: bytes.removeSubrange(place..<end)
        case 2: bytes.insert(contentsOf: Self.fragments[random.below(Self.fragments.count)], at: place)
        case 3: bytes.replaceSubrange(place..<end, with: Self.fragments[random.below(Self.fragments.count)])
        case 4: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 5: if place < bytes.count { bytes[place] ^= UInt8(1 << random.below(8)) }
        case 6: if place < bytes.count { bytes[place] = UInt8(random.below(256)) }
        case 7: return (0..<random.below(64)).map { _ in UInt8(random.below(256)) }
        default: return [UInt8](repeating: UInt8(ascii: "["), count: random.below(3000)) + bytes
        }
        return bytes
    }
}
