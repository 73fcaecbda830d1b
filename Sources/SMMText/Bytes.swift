extension UInt8 {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D

    /// Whether this is a space or a tab.
    var isBlank: Bool { self == 0x20 || self == .tab }

    /// Whether this is a printable ASCII character or a space.
    var isPlain: Bool { self >= 0x20 && self < 0x7F }
}
