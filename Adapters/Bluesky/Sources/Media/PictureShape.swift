import SMMModel

/// The size of a picture that was made to fit, as the text of a note: `WIDTHxHEIGHT`.
struct PictureShape: Sendable, Hashable {
    var width: Int
    var height: Int

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// Reads a note; nil when it is none.
    init?(_ text: String?) {
        let sides = (text ?? "").split(separator: "x").map { Int($0) }
        guard sides.count == 2, let width = sides[0], let height = sides[1] else { return nil }
        self.init(width: width, height: height)
    }

    /// The note's text.
    var text: String { "\(width)x\(height)" }

    /// The medium as it was sent.
    func of(_ medium: MediaReference) -> MediaReference {
        var medium = medium
        medium.width = width
        medium.height = height
        return medium
    }
}
