/// What a piece of text means; the palette decides how that looks.
enum Style: Sendable {
    /// As it is.
    case plain
    /// Stands out.
    case strong
    /// Steps back.
    case faint
    /// Well.
    case good
    /// Look here.
    case warning
    /// Wrong.
    case bad
    /// A name or a command.
    case accent
}
