import SMMAPI
import SMMModel

/// What is said of photos and videos.
enum MediaWords {
    /// `640 × 480`; nil where it is not known.
    static func size(_ width: Int?, _ height: Int?) -> String? {
        width.flatMap { width in height.map { "\(width) × \($0)" } }
    }

    /// `12.3 s`.
    static func length(_ milliseconds: Int64) -> String {
        "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
    }

    /// `RGB, 3 × 8 bits, with a profile`.
    static func colours(_ facts: AssetFacts?) -> String? {
        guard let facts, let colour = facts.colour, let bands = facts.bands, let bits = facts.bits else { return nil }
        return "\(colour), \(bands) × \(bits) bits" + (facts.hasProfile == true ? ", with a profile" : "")
    }

    /// What is taken out of a picture or a video; nil where nothing was looked for.
    static func list(_ words: [String]?) -> String? {
        words.map { $0.isEmpty ? "nothing" : $0.joined(separator: ", ") }
    }
}
