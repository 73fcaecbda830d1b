extension PosixTimeZone {
    /// Reads a POSIX TZ string with the extensions of TZif version 3: rule times from -167 to 167 hours.
    ///
    /// Throws `TimeDataError.damaged`. Daylight time without its two dates is refused: what it means is left to each
    /// system.
    package init(_ text: String) throws(TimeDataError) {
        try self.init(bytes: Array(text.utf8))
    }

    init(bytes: [UInt8]) throws(TimeDataError) {
        var parser = PosixTimeZoneParser(bytes)
        self = try parser.zone()
    }
}
