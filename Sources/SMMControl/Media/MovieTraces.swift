import SMMModel

/// Decides what is taken out of an ISO base media or QuickTime film (ISO/IEC 14496-12, Apple's QuickTime File Format): all
/// that is not on the list of what a film needs to be played. Nothing is moved: a box that goes becomes `free`.
///
/// Pictures and sound stay as they are, with how they are coded, turned, cut and timed. Of the other tracks nothing stays,
/// their samples included: cameras write positions in tracks of measurements, time codes and subtitles.
package struct MovieTraces {
    /// What is to be overwritten; no two of them overlap, but for samples of tracks that lie about where they are.
    package private(set) var blanks: [MediaBlank] = []

    /// A film in pieces of two seconds has some ten boxes for each.
    private static let maximumBoxes = 100_000
    private static let maximumBlanks = MovieGone.maximumStretches

    /// The boxes that stay in those that have any; a box of another kind goes.
    private static let kept: [Int: Set<Int>] = [
        MovieBox.kind("moov"): MovieBox.kinds("mvhd iods trak mvex free skip wide"),
        MovieBox.kind("trak"): MovieBox.kinds("tkhd tapt edts mdia tref trgr clip matt load free skip wide"),
        MovieBox.kind("tref"): MovieBox.kinds("sync sbas scal auxl vdep vplx free"),
        MovieBox.kind("mdia"): MovieBox.kinds("mdhd hdlr elng minf free skip wide"),
        MovieBox.kind("minf"): MovieBox.kinds("vmhd smhd nmhd hdlr dinf stbl free skip wide"),
        MovieBox.kind("dinf"): MovieBox.kinds("dref free skip wide"),
        MovieBox.kind("stbl"): MovieBox.kinds(
            "stsd stts ctts cslg stsc stsz stz2 stco co64 stss stsh stps padb stdp sdtp sbgp sgpd subs saiz saio free skip wide"
        ),
        MovieBox.kind("mvex"): MovieBox.kinds("mehd trex leva trep free skip wide"),
        MovieBox.kind("moof"): MovieBox.kinds("mfhd traf free skip wide"),
        MovieBox.kind("traf"): MovieBox.kinds("tfhd tfdt trun sdtp sbgp sgpd subs saiz saio senc free skip wide"),
    ]
    private static let atTop = MovieBox.kinds("ftyp styp moov moof mdat sidx ssix mfra pdin free skip wide")
    private static let empty = MovieBox.kinds("free skip wide")
    private static let shown = MovieBox.kinds("vide soun auxv")
    private static let captions = MovieBox.kinds("text sbtl subt clcp")
    private static let free = Array("free".utf8)
    private static let moov = MovieBox.kind("moov")
    private static let moof = MovieBox.kind("moof")
    private static let mdat = MovieBox.kind("mdat")
    private static let trak = MovieBox.kind("trak")
    private static let traf = MovieBox.kind("traf")
    private static let hdlr = MovieBox.kind("hdlr")
    private static let mdia = MovieBox.kind("mdia")
    private static let cmov = MovieBox.kind("cmov")
    private static let soun = MovieBox.kind("soun")
    private static let gps = MovieBox.kind("gps ")
    private static let headers = MovieBox.kinds("mvhd tkhd mdhd")

    private var gone = MovieGone(within: MoviePlaces(boxes: []))
    private var removed: Set<Int> = []
    /// The tracks that stay.
    private var shown: [MovieBox] = []
    /// What the track shows that is gone through.
    private var handler = 0

    /// Reads the boxes of `source`.
    ///
    /// - Throws: `MediaTracesFault`; a film out of which not all can be taken is not to be kept.
    package init(of source: some MediaBytes) throws(MediaTracesFault) {
        var boxes = MovieBoxes(source, most: Self.maximumBoxes)
        let top = try topBoxes(&boxes)
        let movies = top.filter { $0.kind == Self.moov }
        guard !movies.isEmpty else { throw .cut }
        gone = MovieGone(within: MoviePlaces(boxes: top.filter { $0.kind == Self.mdat }))
        for movie in movies { try clean(movie, &boxes) }
        for box in top where box.kind == Self.moof { try clean(box, &boxes) }
        try gone.expectEnds(of: shown, &boxes)
        for blank in try gone.blanks(beside: shown, &boxes) { try add(blank) }
    }

    // ---- where boxes lie -------------------------------------------------------------------------------------------

    /// The boxes of the file itself. What is not on the list goes, and so does what cannot be read behind the film's end.
    private mutating func topBoxes(
        _ boxes: inout MovieBoxes<some MediaBytes>
    ) throws(MediaTracesFault) -> [MovieBox] {
        var top: [MovieBox] = []
        let end = boxes.source.count
        var offset: Int64 = 0
        while offset < end {
            guard let box = boxes.box(at: offset, before: end), !Self.isTail(box) else {
                guard boxes.left > 0 else { throw .opaque(.parts) }
                let fields = ByteFields(boxes.source.bytes(at: offset, 8))
                if let length = fields.big32(0), let kind = fields.big32(4), Self.atTop.contains(kind) {
                    throw length == 1 || length > end - offset ? .cut : .damaged
                }
                // A camera's own records, or padding. They are nobody's while the film before them is not whole: behind an
                // index alone come the pictures.
                guard top.contains(where: { $0.kind == Self.moov }),
                    top.contains(where: { $0.kind == Self.mdat || $0.kind == Self.moof })
                else { throw .damaged }
                try blankTail(from: offset, to: end)
                break
            }
            top.append(box)
            offset = box.end
            if Self.empty.contains(box.kind) {
                try add(MediaBlank(box.start, box.end, .other))
            } else if !Self.atTop.contains(box.kind) {
                try blank(box, &boxes)
            }
        }
        return top
    }

    /// Whether a box is none, but the zeros that some writers end a list with.
    private static func isTail(_ box: MovieBox) -> Bool { box.kind == 0 }

    /// The boxes in one that stays.
    private mutating func children(
        from start: Int64, to end: Int64, _ boxes: inout MovieBoxes<some MediaBytes>
    ) throws(MediaTracesFault) -> [MovieBox] {
        var found: [MovieBox] = []
        var offset = start
        while offset < end {
            if end - offset < 8 {
                try add(MediaBlank(offset, end, .other))
                break
            }
            guard let box = boxes.box(at: offset, before: end) else {
                throw boxes.left > 0 ? .damaged : .opaque(.parts)
            }
            if Self.isTail(box) {
                try add(MediaBlank(offset, end, .other))
                break
            }
            found.append(box)
            offset = box.end
        }
        return found
    }

    // ---- what becomes of them --------------------------------------------------------------------------------------

    private mutating func clean(
        _ parent: MovieBox, _ boxes: inout MovieBoxes<some MediaBytes>
    ) throws(MediaTracesFault) {
        let allowed = Self.kept[parent.kind] ?? []
        for box in try children(from: parent.start, to: parent.end, &boxes) {
            if box.kind == Self.cmov { throw .opaque(.compressed) }
            guard allowed.contains(box.kind) else {
                if parent.kind == Self.moov, box.kind == Self.gps { try gone.take(positions: box, boxes.source) }
                try blank(box, &boxes)
                continue
            }
            if Self.empty.contains(box.kind) {
                try add(MediaBlank(box.start, box.end, .other))
            } else if Self.headers.contains(box.kind) {
                try forgetTimes(of: box, boxes.source)
            } else if box.kind == Self.hdlr {
                // Version, kind and four characters stay; then the maker and a name that may be a camera's.
                guard box.end - box.start >= 12 else { throw .damaged }
                try add(MediaBlank(box.start + 12, box.end, .software))
            } else if box.kind == MovieBox.kind("dref") {
                try forgetFiles(of: box, &boxes)
            } else if box.kind == MovieBox.kind("stsd") {
                try clean(descriptions: box, &boxes)
            } else if box.kind == Self.trak {
                try clean(track: box, &boxes)
            } else if box.kind == Self.traf {
                try check(piece: box, &boxes)
                try clean(box, &boxes)
            } else if Self.kept[box.kind] != nil {
                try clean(box, &boxes)
            }
        }
    }

    private mutating func clean(
        track: MovieBox, _ boxes: inout MovieBoxes<some MediaBytes>
    ) throws(MediaTracesFault) {
        let box = boxes.first([Self.mdia, Self.hdlr], in: track)
        let kind = box.flatMap { ByteFields(boxes.source.bytes(at: $0.start, 12)).big32(8) }
        if let kind, Self.shown.contains(kind) {
            shown.append(track)
            handler = kind
            return try clean(track, &boxes)
        }
        let header = boxes.first(MovieBox.kind("tkhd"), from: track.start, to: track.end)
        guard boxes.left > 0 else { throw .opaque(.parts) }
        // Without its number its pieces cannot be told from those that stay.
        let fields = ByteFields(header.map { boxes.source.bytes(at: $0.start, 24) } ?? [])
        guard let number = fields.big32(fields.byte(0) == 1 ? 20 : 12) else { throw .damaged }
        removed.insert(number)
        let trace: MediaTraces = kind.map { Self.captions.contains($0) } == true ? .subtitles : .measurements
        try gone.take(track, trace, &boxes)
        try blank(track, &boxes, trace)
    }

    /// A piece of a track that goes has its samples where no table lists them.
    private func check(
        piece: MovieBox, _ boxes: inout MovieBoxes<some MediaBytes>
    ) throws(MediaTracesFault) {
        guard !removed.isEmpty else { return }
        guard let header = boxes.first(MovieBox.kind("tfhd"), from: piece.start, to: piece.end),
            let number = ByteFields(boxes.source.bytes(at: header.start, 8)).big32(4)
        else { throw .damaged }
        if removed.contains(number) { throw .opaque(.measurements) }
    }

    /// When a film, a track or a medium was made and changed: of four bytes each in version 0, eight in version 1.
    private mutating func forgetTimes(of box: MovieBox, _ source: some MediaBytes) throws(MediaTracesFault) {
        guard let version = source.bytes(at: box.start, 1).first, version <= 1 else { throw .damaged }
        let end = box.start + (version == 0 ? 12 : 20)
        guard end <= box.end else { throw .damaged }
        try add(MediaBlank(box.start + 4, end, .time))
    }

    /// The names of other files, which may hold their owner's; a film whose samples lie there is played nowhere.
    private mutating func forgetFiles(
        of box: MovieBox, _ boxes: inout MovieBoxes<some MediaBytes>
    ) throws(MediaTracesFault) {
        guard box.end - box.start >= 8 else { throw .damaged }
        for entry in try children(from: box.start + 8, to: box.end, &boxes) where entry.end - entry.start > 4 {
            try add(MediaBlank(entry.start + 4, entry.end, .text))
        }
    }

    /// How tracks are coded stays, but for the coder's name and what else may hang on it.
    private mutating func clean(
        descriptions box: MovieBox, _ boxes: inout MovieBoxes<some MediaBytes>
    ) throws(MediaTracesFault) {
        guard box.end - box.start >= 8 else { throw .damaged }
        for entry in try children(from: box.start + 8, to: box.end, &boxes) {
            // The maker stands at 12 of both. Of a picture's description 78 bytes have a fixed place, the coder's name at
            // 42; of a sound's 28, and more in versions 1 and 2 of QuickTime.
            var parts = entry.start + 78
            if handler == Self.soun {
                let version = ByteFields(boxes.source.bytes(at: entry.start, 10)).big16(8)
                parts = entry.start + (version == 1 ? 44 : version == 2 ? 64 : 28)
            }
            guard parts <= entry.end else { throw .damaged }
            try add(MediaBlank(entry.start + 12, entry.start + 16, .software))
            if handler != Self.soun { try add(MediaBlank(entry.start + 42, entry.start + 74, .software)) }
            for part in boxes.all(from: parts, to: entry.end) where Self.alien.contains(part.kind) {
                try blank(part, &boxes)
            }
            guard boxes.left > 0 else { throw .opaque(.parts) }
        }
    }

    private static let alien = MovieBox.kinds("uuid udta meta free skip wide")

    // ---- what is overwritten ---------------------------------------------------------------------------------------

    /// A whole box becomes an empty place of the same length.
    private mutating func blank(
        _ box: MovieBox, _ boxes: inout MovieBoxes<some MediaBytes>, _ known: MediaTraces? = nil
    ) throws(MediaTracesFault) {
        let traces = known ?? MovieTellings(of: box, &boxes).traces
        guard boxes.left > 0 else { throw .opaque(.parts) }
        // A length of eight bytes stands between the kind and the content.
        try add(MediaBlank(box.head + 4, box.head + 8, head: Self.free, traces))
        if box.end > box.start { try add(MediaBlank(box.start, box.end, traces)) }
    }

    private mutating func blankTail(from start: Int64, to end: Int64) throws(MediaTracesFault) {
        var head: [UInt8] = []
        if end - start >= 8, let length = UInt32(exactly: end - start) {
            head = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) } + Self.free
        }
        try add(MediaBlank(start, end, head: head, .trailing))
    }

    private mutating func add(_ blank: MediaBlank) throws(MediaTracesFault) {
        guard blank.end > blank.start else { return }
        guard blanks.endIndex < Self.maximumBlanks else { throw .opaque(.parts) }
        blanks.append(blank)
    }
}
