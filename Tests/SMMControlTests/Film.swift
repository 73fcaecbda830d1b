import Testing

/// An MP4 film as a camera makes it, box by box: a turned picture with sound, and everything that tells of who took it and
/// where. What may not be left over is `secret` and `binary`, wherever they stand.
struct Film: Sendable, CustomTestStringConvertible {
    /// A place as ISO 6709 writes it.
    static let secret = Array("SECRET +52.5200+013.4050/".utf8)
    /// A place as a camera counts it.
    static let binary: [UInt8] = [0xC0, 0xFF, 0xEE, 0x52, 0x0D, 0x13, 0xFA, 0xCE]
    /// What is needed to play it, and must stand there afterwards.
    static let needed = ["AVC-CONFIGURATION", "COLOURS", "EDITS", "FIRST-PICTURE", "SECOND-PICTURE", "SOUND"]
    /// A picture on its side.
    static let matrix = [0, 0x0001_0000, 0, 0xFFFF_0000, 0, 0, 0, 0, 0x4000_0000].flatMap { big(UInt32($0)) }

    /// What kind of film it says it is.
    var brand = "qt  "
    /// The version of the headers that have times.
    var version: UInt8 = 0
    /// Whether lengths and offsets have eight bytes.
    var isLong = false
    /// Whether the index stands before the samples.
    var indexFirst = true
    /// Whether a track of measurements and one of subtitles are in it.
    var hasMeasurements = true
    /// How its picture is coded.
    var coding = "avc1"
    /// Whether the measurements' sizes are listed in four bits each, or in one number for all.
    var compact = false

    static let all: [Film] = [UInt8(0), 1].flatMap { version in
        [false, true].flatMap { isLong in
            [false, true].map { indexFirst in
                Film(version: version, isLong: isLong, indexFirst: indexFirst, compact: isLong != indexFirst)
            }
        }
    }

    var testDescription: String {
        "version \(version), \(isLong ? "long" : "short"), index \(indexFirst ? "first" : "last")"
    }

    /// The bytes of the film.
    var bytes: [UInt8] {
        let start = Self.box("ftyp", Array(brand.utf8) + [0, 0, 0, 0])
        let between = Self.box("free", Self.secret) + Self.box("uuid", [UInt8](repeating: 7, count: 16) + Self.secret)
        let head = isLong ? 16 : 8
        let behind = Self.box("meta", Self.secret) + Self.box("udta", Self.secret) + Self.box("thmb", Self.binary)
        let data = box("mdat", samples)
        // An index is as long whatever the offsets in it say.
        let index = box("moov", movie(from: 0))
        let first = start.endIndex + between.endIndex + head + (indexFirst ? index.endIndex : 0)
        let movie = box("moov", movie(from: first))
        return start + between + (indexFirst ? movie + data : data + movie) + behind
    }

    // ---- samples -------------------------------------------------------------------------------------------------

    private static let pictures = [Array("FIRST-PICTURE".utf8), Array("SECOND-PICTURE".utf8)]
    private static let sound = Array("SOUND".utf8)
    /// Of one length each: fifteen bytes.
    private static let measured = [Array("SECRET".utf8) + binary + [1], Array("SECRET".utf8) + binary + [2]]
    private static let caption = Array("GPS ".utf8) + secret

    /// Two pieces of everything, one behind the other.
    private var samples: [UInt8] {
        Self.pictures[0] + Self.measured[0] + Self.sound + Self.measured[1] + Self.pictures[1] + Self.caption
            + Self.positions.flatMap { $0 + [UInt8(ascii: "-")] }
    }

    /// What a dashboard camera writes between pictures, and lists in no track.
    private static let positions = [secret, binary].map { box("free", Array("GPS ".utf8) + $0) }

    // ---- the index -------------------------------------------------------------------------------------------------

    private func movie(from first: Int) -> [UInt8] {
        let (a, b) = (Self.pictures[0].endIndex, Self.measured[0].endIndex)
        let sound = first + a + b
        let second = sound + Self.sound.endIndex + b
        let sizes = Self.pictures.map(\.endIndex)
        var boxes = header("mvhd", Self.big(600) + Self.big(7200, if: version) + Self.matrix)
        boxes += track(
            1, "vide", pictureEntry, Self.table("stsz", [0, 2] + sizes), offsets([first, second]))
        boxes += track(
            2, "soun", Self.soundEntry, Self.table("stsz", [5, 1]),
            offsets([sound]))
        if hasMeasurements {
            // Fifteen is the most that four bits count.
            let sizes =
                compact
                ? Self.box("stz2", [0, 0, 0, 0] + Self.big(4) + Self.big(2) + [0xFF]) : Self.table("stsz", [15, 2])
            boxes += track(3, "meta", Self.box("gpmd", Self.secret), sizes, offsets([first + a, sound + 5]))
            let end = second + Self.pictures[1].endIndex + Self.caption.endIndex
            let (c, d) = (Self.positions[0].endIndex, Self.positions[1].endIndex)
            boxes += Self.table("gps ", [2, end, c, end + c + 1, d, 0, 0])
            boxes += track(
                4, "text", Self.box("tx3g", Self.secret), Self.table("stsz", [0, 1, Self.caption.endIndex]),
                offsets([second + Self.pictures[1].endIndex]))
        }
        return boxes + Self.tellings
    }

    /// What tells of the owner, in the ways that cameras and programs have.
    private static var tellings: [UInt8] {
        let text = { (kind: String) in box(kind, [0, 25, 0x15, 0xC7] + secret) }
        let handler = box("hdlr", big(0) + big(0) + Array("mdta".utf8) + big(0) + big(0) + big(0))
        let keys = box("keys", big(0) + big(1) + box("mdta", Array("com.apple.quicktime.location.ISO6709".utf8)))
        let list = box("ilst", box("\0\0\0\u{1}", box("data", big(1) + big(0) + secret)))
        let xmp: [UInt8] = [
            0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC,
        ]
        return box("udta", text("©xyz") + box("loci", secret) + box("GPMF", binary) + text("©mak") + big(0))
            + box("meta", handler + keys + list) + box("meta", big(0) + handler + keys + list)
            + box("uuid", xmp + secret) + box("gps ", binary) + box("AMBA", secret) + box("free", binary)
            + box("skip", secret)
    }

    private static var soundEntry: [UInt8] {
        box(
            "mp4a",
            [UInt8](repeating: 0, count: 12) + Array("GoPr".utf8) + [UInt8](repeating: 0, count: 12)
                + box("esds", Array("AAC".utf8)) + box("uuid", secret))
    }

    private var pictureEntry: [UInt8] {
        let fixed = [UInt8](repeating: 0, count: 12) + Array("GoPr".utf8) + [UInt8](repeating: 0, count: 26)
        let name = [25] + Self.secret + [UInt8](repeating: 0, count: 6)
        let parts =
            Self.box("avcC", Array("AVC-CONFIGURATION".utf8)) + Self.box("colr", Array("COLOURS".utf8))
            + Self.box("uuid", Self.secret)
        return Self.box(coding, fixed + name + [0, 24, 0xFF, 0xFF] + parts + Self.big(0))
    }

    private func track(
        _ number: UInt32, _ handler: String, _ entry: [UInt8], _ sizes: [UInt8], _ offsets: [UInt8]
    ) -> [UInt8] {
        let rest = [UInt8](repeating: 0, count: 16)
        let size = Self.big(640 << 16) + Self.big(480 << 16)
        let numbers = Self.big(number) + Self.big(0) + Self.big(7200, if: version)
        let head = header("tkhd", numbers + rest + Self.matrix + (handler == "vide" ? size : Self.big(0) + Self.big(0)))
        let kind = Self.box(
            "hdlr",
            Self.big(0) + Array("mhlr".utf8) + Array(handler.utf8) + Self.big(1)
                + Self.big(2) + Self.big(3) + [25] + Self.secret)
        let file = Self.box("dref", Self.big(0) + Self.big(1) + Self.box("alis", Self.big(1) + Self.secret))
        let tables =
            Self.box("stsd", Self.big(0) + Self.big(1) + entry) + Self.table("stsc", [1, 1, 1, 1])
            + sizes + offsets + Self.box("uuid", Self.secret)
        let media =
            header("mdhd", Self.big(600) + Self.big(7200, if: version) + Self.big(0)) + kind
            + Self.box(
                "minf",
                Self.box("vmhd", Self.big(1) + Self.big(0)) + Self.box("dinf", file)
                    + Self.box("stbl", tables) + Self.box("udta", Self.binary))
        return box(
            "trak",
            head + Self.box("edts", Self.box("elst", Array("EDITS".utf8)))
                + Self.box("tref", Self.box("cdsc", Self.big(3))) + Self.box("mdia", media)
                + Self.box("udta", Self.box("name", Self.secret)) + Self.box("meta", Self.secret))
    }

    private func offsets(_ offsets: [Int]) -> [UInt8] {
        guard isLong else { return Self.table("stco", [offsets.count] + offsets) }
        return Self.box(
            "co64",
            Self.big(0) + Self.big(UInt32(offsets.count))
                + offsets.flatMap { Self.big(0) + Self.big(UInt32($0)) })
    }

    /// A header that begins with the times at which something was made and changed, here a place's bytes.
    private func header(_ kind: String, _ rest: [UInt8]) -> [UInt8] {
        Self.box(kind, [version, 0, 0, 7] + (version == 0 ? Self.binary : Self.binary + Self.binary) + rest)
    }

    // ---- boxes -----------------------------------------------------------------------------------------------------

    /// A box, with a length of eight bytes where the film has such.
    func box(_ kind: String, _ content: [UInt8]) -> [UInt8] {
        guard isLong else { return Self.box(kind, content) }
        return Self.big(1) + Self.four(kind) + Self.big(0) + Self.big(UInt32(16 + content.count)) + content
    }

    static func box(_ kind: String, _ content: [UInt8]) -> [UInt8] {
        big(UInt32(8 + content.count)) + four(kind) + content
    }

    /// A table of numbers behind version and flags.
    static func table(_ kind: String, _ numbers: [Int]) -> [UInt8] {
        box(kind, big(0) + numbers.flatMap { big(UInt32($0)) })
    }

    static func big(_ value: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }

    /// Four bytes in version 0, eight in version 1.
    static func big(_ value: UInt32, if version: UInt8) -> [UInt8] {
        version == 0 ? big(value) : big(0) + big(value)
    }

    private static func four(_ kind: String) -> [UInt8] { kind.unicodeScalars.map { UInt8($0.value) } }
}

extension Film {
    /// A film in pieces, each with its own samples; where it has measurements, its second track is one of them.
    var pieces: [UInt8] {
        let start = Self.box("ftyp", Array("iso5".utf8) + [0, 0, 0, 0])
        let extends = Self.box("mvex", Self.box("trex", Self.big(0) + Self.big(1)) + Self.box("uuid", Self.secret))
        let tracks =
            track(1, "vide", pictureEntry, Self.table("stsz", [0, 0]), offsets([]))
            + (hasMeasurements
                ? track(3, "meta", Self.box("gpmd", Self.secret), Self.table("stsz", [0, 0]), offsets([])) : [])
        let movie = box(
            "moov", header("mvhd", Self.big(600) + Self.big(0, if: version)) + tracks + extends + Self.tellings)
        let piece = { (track: UInt32, data: [UInt8]) in
            Self.box(
                "moof",
                Self.box("mfhd", Self.big(0) + Self.big(1)) + Self.box("uuid", Self.secret)
                    + Self.box(
                        "traf",
                        Self.box("tfhd", Self.big(0) + Self.big(track)) + Self.box("trun", Array("EDITS".utf8))
                            + Self.box("udta", Self.binary)) + Self.box("meta", Self.secret))
                + Self.box("prft", Self.binary)
                + Self.box("emsg", Self.secret) + self.box("mdat", data)
        }
        return start + movie + piece(1, Self.pictures[0] + Self.sound) + piece(1, Self.pictures[1])
            + (hasMeasurements ? piece(3, Self.measured[0]) : []) + Self.box("udta", Self.secret)
    }
}
