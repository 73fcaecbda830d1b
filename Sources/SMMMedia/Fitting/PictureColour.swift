/// What the numbers of a picture's points mean.
package enum PictureColour: UInt8, Sendable, CaseIterable {
    case grey = 1
    case rgb = 2
    case cmyk = 3
    case other = 4

    /// The name people know.
    package var name: String {
        switch self {
        case .grey: "grey"
        case .rgb: "RGB"
        case .cmyk: "CMYK"
        case .other: "other"
        }
    }
}
