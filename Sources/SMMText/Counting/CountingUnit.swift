/// What a rule counts one for.
package enum CountingUnit: Sendable, Hashable, Codable {
    /// The same for every unit of the text.
    case plain(TextUnit)
    /// A weight for each code point of the text in Unicode's normal form C.
    case weighted(TextWeights)

    /// Decodes the name of a unit (`"graphemes"`) or an object of weights.
    package init(from decoder: any Decoder) throws {
        if let name = try? decoder.singleValueContainer().decode(String.self) {
            guard let unit = TextUnit(rawValue: name) else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "an unknown unit of text"))
            }
            self = .plain(unit)
        } else {
            self = .weighted(try TextWeights(from: decoder))
        }
    }

    /// Encodes the name of the unit or the weights.
    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .plain(let unit):
            var container = encoder.singleValueContainer()
            try container.encode(unit.rawValue)
        case .weighted(let weights): try weights.encode(to: encoder)
        }
    }
}
