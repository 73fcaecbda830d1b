/// How a scalar behaves on a screen.
enum ScalarClass {
    /// Shows as itself.
    case visible
    /// Sits on the character before it.
    case mark
    /// Joins or colours emoji; invisible anywhere else.
    case emojiJoiner
    /// Invisible, a control, or without a meaning of its own.
    case hidden

    /// The class of a scalar above ASCII.
    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0xA0...0xAC, 0xAE...0x2FF, 0x400...0x482, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0x1F300...0x1F64F:
            // Mostly these: without a look into the tables.
            self = .visible
        case 0x200D, 0xFE0F:
            self = .emojiJoiner
        case 0x600...0x605, 0x6DD, 0x70F, 0x8E2, 0x890...0x891, 0x110BD, 0x110CD:
            self = .visible  // format characters by category, but signs that enclose digits
        default:
            self = ScalarClass(properties: scalar.properties)
        }
    }

    private init(properties: Unicode.Scalar.Properties) {
        guard !properties.isDefaultIgnorableCodePoint else {
            self = .hidden
            return
        }
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
            self = .hidden
        case .nonspacingMark, .enclosingMark:
            self = .mark
        default:
            self = .visible
        }
    }
}
