import SMMModel

/// What a box that goes tells of, as far as its parts have names that are known. It goes whatever this finds.
struct MovieTellings {
    /// What it tells.
    private(set) var traces: MediaTraces = []

    private static let udta = MovieBox.kind("udta")
    private static let meta = MovieBox.kind("meta")
    private static let keys = MovieBox.kind("keys")
    private static let uuid = MovieBox.kind("uuid")
    private static let longestKeys = 1 << 16
    /// Adobe's XMP Specification, part 3, names the box of XMP by this.
    private static let xmpName: [UInt8] = [
        0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC,
    ]
    /// `©xyz` is QuickTime's, `loci` of 3GPP TS 26.244; the others are makers' own.
    private static let known: [(kinds: Set<Int>, trace: MediaTraces)] = [
        (MovieBox.kinds("©xyz loci gps  GPS  gpsr GPRI ©gpt ©gyw ©grl"), .position),
        (
            MovieBox.kinds("©mak ©mod ©swr CNMN CNTH CNFV CNCV GPMF CAME FIRM LENS SETT HMMT MUID slno ©fmt manu modl"),
            .makerNote
        ),
        (MovieBox.kinds("thmb thum covr pnot PICT CNTH snap"), .thumbnail),
        (MovieBox.kinds("XMP_"), .xmp),
        (MovieBox.kinds("©day prft date yrrc"), .time),
        (MovieBox.kinds("©too ©enc tool ©req"), .software),
        (
            MovieBox.kinds(
                "©nam ©cmt ©ART ©aut ©inf ©des ©dir ©key titl dscp cprt perf auth gnre albm kywd name ilst chpl"), .text
        ),
    ]

    /// Looks into `box`.
    init(of box: MovieBox, _ boxes: inout MovieBoxes<some MediaBytes>) {
        look(at: box, depth: 3, &boxes)
        if traces.isEmpty { traces = .other }
    }

    private mutating func look(at box: MovieBox, depth: Int, _ boxes: inout MovieBoxes<some MediaBytes>) {
        for (kinds, trace) in Self.known where kinds.contains(box.kind) { traces.insert(trace) }
        guard depth > 0 else { return }
        if box.kind == Self.udta {
            lookInside(from: box.start, to: box.end, depth: depth - 1, &boxes)
        } else if box.kind == Self.meta {
            // Four bytes stand before the boxes in a `meta` of ISO, none in one of QuickTime.
            let isQuickTime = ByteFields(boxes.source.bytes(at: box.start, 8)).has("hdlr", at: 4)
            lookInside(from: box.start + (isQuickTime ? 0 : 4), to: box.end, depth: depth - 1, &boxes)
        } else if box.kind == Self.keys {
            let length = Int(min(box.end - box.start, Int64(Self.longestKeys)))
            look(atKeys: boxes.source.bytes(at: box.start, length))
        } else if box.kind == Self.uuid, ByteFields(boxes.source.bytes(at: box.start, 16)).has(Self.xmpName, at: 0) {
            traces.insert(.xmp)
        }
    }

    private mutating func lookInside(
        from start: Int64, to end: Int64, depth: Int, _ boxes: inout MovieBoxes<some MediaBytes>
    ) {
        for inner in boxes.all(from: start, to: end) { look(at: inner, depth: depth, &boxes) }
    }

    /// The names of Apple's metadata, such as `com.apple.quicktime.location.ISO6709`.
    private mutating func look(atKeys names: [UInt8]) {
        let words: [(String, MediaTraces)] = [
            ("location", .position), ("make", .makerNote), ("model", .makerNote), ("date", .time),
            ("software", .software), ("encoder", .software),
        ]
        for (word, trace) in words where names.firstRange(of: Array(word.utf8)) != nil { traces.insert(trace) }
        if traces.isEmpty { traces = .text }
    }
}
