/// Overwrites in a video what it tells beside what it shows.
package enum MediaCleaner {
    /// How much is read and written at once.
    private static let piece: Int64 = 1 << 18

    /// What is to be overwritten in a video of this type; nothing in any other medium.
    ///
    /// - Throws: `MediaTracesFault`.
    static func blanks(in source: some MediaBytes, _ type: String) throws(MediaTracesFault) -> [MediaBlank] {
        switch type {
        case "video/webm": try WebMTraces(of: source).blanks
        case "video/mp4", "video/quicktime": try MovieTraces(of: source).blanks
        default: []
        }
    }

    /// Overwrites what is not empty yet.
    ///
    /// - Returns: what was there; nothing when not a byte was changed.
    /// - Throws: `FileFault`; what stood before it is overwritten by then, the rest is not.
    package static func overwrite(
        _ blanks: [MediaBlank], in file: some ChangeableBytes
    ) throws(FileFault) -> MediaTraces {
        var traces: MediaTraces = []
        for blank in blanks {
            var offset = blank.start
            while offset < blank.end {
                let length = Int(min(piece, blank.end - offset))
                let wanted = blank.bytes(at: offset - blank.start, length)
                if file.bytes(at: offset, length) != wanted {
                    try file.write(wanted, at: offset)
                    traces.formUnion(blank.traces)
                }
                offset += Int64(length)
            }
        }
        return traces
    }
}
