extension TZif {
    /// Reads a TZif file of version 1 to 4.
    ///
    /// Throws `TimeDataError.damaged` for anything RFC 9636 does not allow, and for a file that counts leap seconds
    /// (the `right/` tree), because instants here do not.
    package init(bytes: [UInt8]) throws(TimeDataError) {
        guard bytes.count <= TZif.largestFile else {
            throw TimeDataError(.damaged, "The file has \(bytes.count) bytes; at most \(TZif.largestFile) are read.")
        }
        var cursor = ByteCursor(bytes)
        let first = try TZifHeader(&cursor)
        if first.version == 1 {
            let block = try TZifBlock(&cursor, first, timeWidth: 4)
            self.init(version: 1, block: block, rule: nil)
            return
        }
        _ = try cursor.take(first.blockLength(timeWidth: 4))
        let second = try TZifHeader(&cursor)
        guard second.version == first.version else {
            throw TimeDataError(.damaged, "The headers disagree on the version.")
        }
        let block = try TZifBlock(&cursor, second, timeWidth: 8)
        let rule = try Self.footer(&cursor)
        self.init(version: first.version, block: block, rule: rule)
    }

    private init(version: Int, block: TZifBlock, rule: PosixTimeZone?) {
        self.version = version
        self.transitions = block.transitions
        self.offsetIndices = block.offsetIndices
        self.offsets = block.offsets
        self.rule = rule
    }

    /// The footer: a newline, a POSIX TZ string or nothing, a newline. What follows is not ours to judge.
    private static func footer(_ cursor: inout ByteCursor) throws(TimeDataError) -> PosixTimeZone? {
        let rest = try cursor.take(cursor.remaining)
        guard rest.first == 0x0A, let end = rest.dropFirst().firstIndex(of: 0x0A) else {
            throw TimeDataError(.damaged, "The footer does not stand between two newlines.")
        }
        let text = rest[(rest.startIndex + 1)..<end]
        return text.isEmpty ? nil : try PosixTimeZone(bytes: Array(text))
    }
}
