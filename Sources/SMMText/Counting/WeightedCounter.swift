/// Adds up the weights of a text.
struct WeightedCounter {
    /// The text, in normal form C.
    let reader: ScalarReader
    let weights: TextWeights
    private let limit: Int?
    /// The sum so far, in parts of the scale.
    private var sum = 0
    private var offset = 0
    /// How many units of UTF-16 fit into the limit.
    private(set) var fitting = 0
    /// Whether a code point is among them that no network takes.
    private(set) var hasForbidden = false

    init(reader: ScalarReader, weights: TextWeights, limit: Int?) {
        self.reader = reader
        self.weights = weights
        self.limit = limit.map { $0.saturatingMultiply(max(weights.scale, 1)) }
    }

    /// The length.
    var count: Int { sum / max(weights.scale, 1) }

    /// Weighs the whole text.
    mutating func run(_ parts: [TextSubstitution]) {
        var parts = parts[...]
        var position = 0
        while position < reader.count {
            let end: Int
            if let part = parts.first, part.range.lowerBound == position {
                parts.removeFirst()
                end = part.range.upperBound
                add(part.units.saturatingMultiply(max(weights.scale, 1)), for: position..<end)
            } else if weights.parsesEmoji, let emoji = EmojiSequence.end(in: reader, at: position) {
                // An address never begins inside an emoji, but the parts decide if one should.
                end = min(emoji, parts.first?.range.lowerBound ?? emoji)
                add(weights.defaultWeight, for: position..<end)
            } else {
                end = position + 1
                add(reader[position].map(weights.weight) ?? 0, for: position..<end)
            }
            position = end
        }
    }

    private mutating func add(_ weight: Int, for range: Range<Int>) {
        sum = sum.saturatingAdd(weight)
        for scalar in reader.slice(range) {
            offset += scalar.value > 0xFFFF ? 2 : 1
            hasForbidden = hasForbidden || scalar.isForbiddenInPosts
        }
        if !hasForbidden, limit.map({ sum <= $0 }) ?? true { fitting = offset }
    }
}
