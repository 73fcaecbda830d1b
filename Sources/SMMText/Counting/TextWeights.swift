/// How much each code point counts, in the manner of twitter-text's configuration files.
///
/// The length of a text is the sum of its weights divided by `scale`, rounded down.
package struct TextWeights: Sendable, Hashable, Codable {
    /// What one unit of length weighs; below 1 it is taken as 1.
    package var scale: Int
    /// What a code point outside all ranges weighs, and an emoji where emoji are parsed.
    package var defaultWeight: Int
    /// The ranges that weigh something else; the first that holds a code point decides.
    package var ranges: [WeightedRange]
    /// Whether a sequence of code points that shows as one emoji weighs `defaultWeight` once.
    package var parsesEmoji: Bool

    /// Weights.
    package init(scale: Int, defaultWeight: Int, ranges: [WeightedRange] = [], parsesEmoji: Bool = false) {
        self.scale = scale
        self.defaultWeight = defaultWeight
        self.ranges = ranges
        self.parsesEmoji = parsesEmoji
    }

    /// Every code point counts one: twitter-text `config/v1.json`.
    package static let even = TextWeights(scale: 1, defaultWeight: 1)
    /// Alphabets and general punctuation count one, everything else two: twitter-text `config/v2.json`.
    package static let scripts = TextWeights(scale: 100, defaultWeight: 200, ranges: light)
    /// As `scripts`, and an emoji counts two however many code points it has: twitter-text `config/v3.json`.
    package static let emoji = TextWeights(scale: 100, defaultWeight: 200, ranges: light, parsesEmoji: true)

    private static let light = [
        WeightedRange(start: 0, end: 0x10FF, weight: 100), WeightedRange(start: 0x2000, end: 0x200D, weight: 100),
        WeightedRange(start: 0x2010, end: 0x201F, weight: 100), WeightedRange(start: 0x2032, end: 0x2037, weight: 100),
    ]

    /// What `scalar` weighs.
    func weight(of scalar: Unicode.Scalar) -> Int {
        let value = Int(scalar.value)
        return ranges.first { $0.start <= value && value <= $0.end }?.weight ?? defaultWeight
    }

    private enum CodingKeys: String, CodingKey {
        case scale, defaultWeight, ranges
        case parsesEmoji = "emojiParsingEnabled"
    }

    /// Decodes weights, also a whole configuration file of twitter-text; `ranges` and `emojiParsingEnabled` may be left
    /// out.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        scale = try container.decode(Int.self, forKey: .scale)
        defaultWeight = try container.decode(Int.self, forKey: .defaultWeight)
        ranges = try container.decodeIfPresent([WeightedRange].self, forKey: .ranges) ?? []
        parsesEmoji = try container.decodeIfPresent(Bool.self, forKey: .parsesEmoji) ?? false
    }
}
